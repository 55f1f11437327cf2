"""The case study: a project told with what changed."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from projects import choices, completeness, reading
from projects.blocks import PLAIN_FEATURES, ApproachBlock
from projects.evidence import case_level
from projects.fields import PartialDateField
from projects.models.case_facts import CaseFacts
from projects.models.case_form import CaseStudyForm
from projects.models.case_panels import CASE_FORM
from projects.models.case_rows import CaseStudyTag
from projects.models.claimable import Claimable
from projects.models.co_author import CasePermissions
from projects.models.photo import Photo
from projects.models.place import Commune, Departement
from projects.models.published_file import GivesFiles
from projects.models.review import ReviewedPage
from projects.models.successors import say_in_terms
from projects.models.vocabulary import Term, Vocabulary, terms_of
from projects.models.withdrawn import SaysWithdrawn
from projects.querysets import CaseStudyQuerySet

SEARCHED = (
    *("summary", "beneficiary_name", "site_name", "elsewhere", "problem", "approach", "solution"),
    *("what_did_not_work", "success_conditions", "would_do_differently", "transferable"),
    *("specific_to_us", "prerequisites", "not_said"),
)
"""What the search reads of a case. The private notes are not for it."""
DATE_ORDER = (
    ("started_on", "opened_on", _("The opening comes before the start.")),
    ("started_on", "ended_on", _("The end comes before the start.")),
    ("opened_on", "ended_on", _("The end comes before the opening.")),
)


def term_field(vocabulary: Vocabulary, label: Any, **options: Any) -> models.ForeignKey:
    """One term of a vocabulary, or none yet."""
    return models.ForeignKey(
        Term,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to=terms_of(vocabulary),
        related_name="+",
        **options,
    )


def terms_field(vocabulary: Vocabulary, label: Any, **options: Any) -> ParentalManyToManyField:
    """Several terms of a vocabulary, or none yet."""
    return ParentalManyToManyField(
        Term,
        verbose_name=label,
        blank=True,
        limit_choices_to=terms_of(vocabulary),
        related_name=f"cases_by_{vocabulary.value}",
        **options,
    )


def rich_text(label: Any, **options: Any) -> RichTextField:
    return RichTextField(label, blank=True, features=PLAIN_FEATURES, **options)


def quantity(label: Any, digits: int, places: int, **options: Any) -> models.DecimalField:
    """A number that is never negative, or unknown."""
    return models.DecimalField(
        label,
        max_digits=digits,
        decimal_places=places,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        **options,
    )


def year(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )


class CaseStudyPage(SaysWithdrawn, Claimable, CaseFacts, GivesFiles, ReviewedPage):
    """A project of a lab, from the situation found to what changed."""

    TITLE_LENGTH = 140

    sheet_kind = models.CharField(
        _("kind of sheet"),
        max_length=10,
        choices=choices.SheetKind.choices,
        default=choices.SheetKind.SHORT,
    )
    summary = models.CharField(_("in one sentence"), max_length=280, blank=True)
    project_kind = term_field(Vocabulary.PROJECT_KINDS, _("kind of project"))

    beneficiary_name = models.CharField(_("service concerned"), max_length=140, blank=True)
    beneficiary_kind = term_field(Vocabulary.STRUCTURE_KINDS, _("kind of structure"))
    no_place = models.BooleanField(_("no place"), default=False)
    site_name = models.CharField(_("name of the place"), max_length=140, blank=True)
    establishment_kind = term_field(Vocabulary.ESTABLISHMENT_KINDS, _("kind of establishment"))
    commune = models.ForeignKey(
        Commune,
        verbose_name=_("commune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    departement = models.ForeignKey(
        Departement,
        verbose_name=_("département"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    elsewhere = models.CharField(_("place outside the list"), max_length=140, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True, default="France")

    reception_zones = terms_field(Vocabulary.RECEPTION_ZONES, _("reception zones"))
    journey_stages = terms_field(Vocabulary.JOURNEY_STAGES, _("stages of the journey"))
    audiences = terms_field(Vocabulary.AUDIENCES, _("audiences"))
    themes = terms_field(Vocabulary.THEMES, _("themes"))
    methods = terms_field(Vocabulary.METHODS, _("methods"))
    tags = ClusterTaggableManager(through=CaseStudyTag, blank=True, verbose_name=_("tags"))

    phase = term_field(Vocabulary.PHASES, _("phase"))
    started_on = PartialDateField(_("started"))
    opened_on = PartialDateField(_("opened to the public"))
    ended_on = PartialDateField(_("ended"))
    dates_note = models.CharField(_("about these dates"), max_length=255, blank=True)
    works_months = quantity(_("months of works"), 5, 2)
    open_during_works = models.CharField(
        _("open during the works"), max_length=3, choices=choices.YesNo.choices, blank=True
    )
    attendance = models.PositiveIntegerField(_("attendance"), null=True, blank=True)
    attendance_period = models.CharField(
        _("attendance counted"),
        max_length=5,
        choices=choices.AttendancePeriod.choices,
        blank=True,
    )
    attendance_year = year(_("year of the count"))
    floor_area = quantity(_("floor area of the reception (m²)"), 9, 1)

    floor_area_scope = models.CharField(
        _("this area covers"), max_length=10, choices=choices.Scope.choices, blank=True
    )

    problem = rich_text(_("the situation before"))
    approach = StreamField(ApproachBlock(), blank=True, verbose_name=_("what we did, in order"))
    solution = rich_text(_("what exists now"))

    cost_amount = quantity(_("cost (€)"), 12, 2)
    cost_tax = models.CharField(
        _("taxes"), max_length=8, choices=choices.Tax.choices, default=choices.Tax.UNKNOWN
    )
    cost_year = year(_("year of the prices"))
    cost_scope = models.CharField(
        _("what it covers"), max_length=10, choices=choices.Scope.choices, blank=True
    )
    cost_basis = models.CharField(
        _("actual or estimate"), max_length=10, choices=choices.CostBasis.choices, blank=True
    )
    cost_band = term_field(Vocabulary.COST_BANDS, _("or a band"))
    cost_note = models.TextField(_("detail of the cost"), blank=True)
    staff_days = quantity(_("agents' time (person-days)"), 8, 1)
    funding = models.CharField(_("funding"), max_length=255, blank=True)
    purchase_route = models.CharField(_("purchase route"), max_length=255, blank=True)

    no_measure_reason = models.CharField(_("or why there is no figure"), max_length=255, blank=True)
    what_did_not_work = rich_text(_("what did not work"))
    success_conditions = rich_text(_("conditions of success"))
    would_do_differently = rich_text(_("what we would do differently"))

    main_photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    prerequisites = rich_text(_("prerequisites"))
    minimal_budget = models.CharField(_("minimal budget"), max_length=255, blank=True)
    transferable = rich_text(_("what can be transferred"))
    specific_to_us = rich_text(_("what is specific to us"))

    contact_service = models.CharField(_("service to write to"), max_length=140, blank=True)
    contact_email = models.EmailField(_("e-mail of the service"), blank=True)
    contact_person = models.CharField(_("person"), max_length=140, blank=True)
    contact_consent = models.BooleanField(_("this person agreed to be named"), default=False)
    visit_possible = models.CharField(
        _("visit possible"), max_length=3, choices=choices.YesNo.choices, blank=True
    )
    visit_note = models.CharField(_("about visits"), max_length=140, blank=True)
    content_licence = models.CharField(
        _("licence of the texts"),
        max_length=8,
        choices=choices.ContentLicence.choices,
        default=choices.ContentLicence.LICENCE_OUVERTE,
    )

    editor_note = rich_text(_("editors' note"))
    not_said = rich_text(_("what the source does not say"))
    contradictions = rich_text(_("what the sources contradict"))
    private_notes = models.TextField(_("private notes"), blank=True)

    verified_on = models.DateField(_("verified on"), null=True, blank=True, editable=False)
    verify_again_on = models.DateField(_("verify again on"), null=True, blank=True, editable=False)
    evidence_level = models.PositiveSmallIntegerField(
        _("evidence level"),
        choices=choices.EvidenceLevel.choices,
        default=choices.EvidenceLevel.TOLD,
        editable=False,
    )
    deteriorations = models.PositiveSmallIntegerField(default=0, editable=False)
    completeness = models.PositiveSmallIntegerField(
        _("completeness (%)"), default=0, editable=False
    )

    objects = PageManager.from_queryset(CaseStudyQuerySet)()

    base_form_class = CaseStudyForm
    edit_handler = CASE_FORM
    parent_page_types = ("projects.LabPage",)
    subpage_types = ()
    template = "projects/case_study_page.html"

    search_fields = (
        *Page.search_fields,
        *(index.SearchField(name) for name in SEARCHED),
        index.RelatedFields("tags", (index.SearchField("name"),)),
        index.RelatedFields("themes", (index.SearchField("label"),)),
        index.RelatedFields("effects", (index.SearchField("text"),)),
        index.RelatedFields("commune", (index.SearchField("name"),)),
        index.FilterField("sheet_kind"),
    )

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(completeness__lte=100), name="completeness_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=models.Q(cost_amount__isnull=True) | models.Q(cost_amount__gte=0),
                name="cost_is_not_negative",
            ),
        )

    def clean(self) -> None:
        """Refuse the impossible. What is merely missing is never refused here."""
        super().clean()
        errors: dict[str, Any] = {}
        if len(self.title) > self.TITLE_LENGTH:
            errors["title"] = _("At most 140 characters.")
        for earlier, later, message in DATE_ORDER:
            first, second = getattr(self, earlier), getattr(self, later)
            if first and second and first.is_after(second):
                errors[later] = message
        if self.no_place and (self.commune_id or self.elsewhere):
            errors["no_place"] = _("Either there is no place, or there is one: not both.")
        if errors:
            raise ValidationError(errors)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        say_in_terms(self)
        self.fill_from_commune()
        self.fill_computed()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Clean a draft, whose rows a form has just set: lists tell of drafts too."""
        say_in_terms(self)
        self.fill_from_commune()
        self.fill_computed()
        super().minimal_clean()

    def fill_from_commune(self) -> None:
        """Take the département from the commune: a place is picked once."""
        if self.commune:
            self.departement = self.commune.departement
            self.country = choices.FRANCE

    def fill_computed(self) -> None:
        """Store for lists what the measures and the rules say of this sheet."""
        self.evidence_level = case_level(m.assessment for m in self.measures.all())
        self.deteriorations = len(self.deteriorated_measures)
        self.completeness = completeness.percentage(self)

    def with_content_json(self, content: dict[str, Any]) -> "CaseStudyPage":
        """Read a revision; when the case was verified is of none: publishing dates it anew."""
        case = super().with_content_json(content)
        case.verified_on, case.verify_again_on = self.verified_on, self.verify_again_on
        return case

    def permissions_for_user(self, user: Any) -> CasePermissions:
        return CasePermissions(user, self)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reading.prefetch(self)
        context = super().get_context(request, *args, **kwargs)
        return {**context, "sections": reading.sections(self)}
