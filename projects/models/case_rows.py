"""The small rows of a case: its tags, effects, parties, links and sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.models import Orderable

from projects.choices import EffectKind, PartyRole, Relation
from projects.fields import PartialDateField
from projects.models.keyword import Keyword
from projects.models.vocabulary import Term, Vocabulary, terms_of


class CaseStudyTag(ItemBase):
    tag = models.ForeignKey(Keyword, on_delete=models.CASCADE, related_name="items")
    content_object = ParentalKey(
        "projects.CaseStudyPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class AppliedPractice(Orderable):
    """A practice that the case applied, and how it did."""

    page = ParentalKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey(
        "projects.PracticePage",
        verbose_name=_("practice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="applications",
    )
    how = models.TextField(_("how it was applied here"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("applied practice")
        verbose_name_plural = _("applied practices")

    def __str__(self) -> str:
        return str(self.practice or "")


class Effect(Orderable):
    """An effect told rather than measured."""

    page = ParentalKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="effects")
    text = models.TextField(_("effect"))
    kind = models.CharField(
        _("kind"), max_length=12, choices=EffectKind.choices, default=EffectKind.REPORTED
    )
    role = models.CharField(
        _("role of the person quoted"),
        max_length=120,
        blank=True,
        help_text=_("A generic role, never a name: « a user », « a reception agent »."),
    )
    agreement = models.CharField(
        _("reference of the written agreement"), max_length=120, blank=True
    )

    class Meta(Orderable.Meta):
        verbose_name = _("effect")
        verbose_name_plural = _("effects")

    def __str__(self) -> str:
        return self.text[:80]


class Party(Orderable):
    """A partner, a designer or an associated lab."""

    page = ParentalKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(_("name"), max_length=140)
    role = models.CharField(
        _("role"), max_length=10, choices=PartyRole.choices, default=PartyRole.PARTNER
    )
    kind = models.ForeignKey(
        Term,
        verbose_name=_("kind of structure"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to=terms_of(Vocabulary.STRUCTURE_KINDS),
        related_name="+",
    )
    contribution = models.CharField(_("contribution"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners, designers, associated labs")

    def __str__(self) -> str:
        return self.name


class RelatedCase(Orderable):
    page = ParentalKey(
        "projects.CaseStudyPage", on_delete=models.CASCADE, related_name="related_cases"
    )
    case = models.ForeignKey(
        "projects.CaseStudyPage",
        verbose_name=_("case"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    relation = models.CharField(
        _("relation"), max_length=12, choices=Relation.choices, default=Relation.INSPIRED_BY
    )

    class Meta(Orderable.Meta):
        verbose_name = _("related case")
        verbose_name_plural = _("related cases")

    def __str__(self) -> str:
        return str(self.case or "")


class Source(Orderable):
    """A public document that the case rests on."""

    page = ParentalKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=255)
    url = models.URLField(_("address"), max_length=500, blank=True)
    publisher = models.CharField(_("publisher"), max_length=140, blank=True)
    published_on = PartialDateField(_("date"))
    contradiction = models.TextField(
        _("contradiction"),
        blank=True,
        help_text=_("What this source says that another one contradicts."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title
