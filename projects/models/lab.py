"""Labs, and the portfolio that gathers their cases."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Collection, Orderable, Page, PageManager

from projects.listing import Listing, cards_of
from projects.models.case_form import PortfolioPageForm
from projects.models.case_study import CaseStudyPage, rich_text, term_field
from projects.models.logged_search import logged
from projects.models.panels import Tab, Tabs, Title, apart, beside, for_editors, search_engines
from projects.models.photo import Photo
from projects.models.place import tile_map_of
from projects.models.review import ReviewedPage
from projects.models.vocabulary import Vocabulary
from projects.phases import grouped_by_phase
from projects.querysets import PublishedQuerySet

MOST_LABS = 3
"""How many labs are named where nothing is found."""


class PortfolioIndexPage(ReviewedPage):
    """`/realisations/`: every published case, and the search."""

    intro = models.CharField(_("introduction"), max_length=280, blank=True)

    content_panels = (*ReviewedPage.content_panels, FieldPanel("intro"))
    max_count = 1
    parent_page_types = ("home.HomePage",)
    subpage_types = ("projects.LabPage",)
    template = "projects/portfolio_index_page.html"

    class Meta:
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cases = CaseStudyPage.objects.descendant_of(self).published()
        listing = Listing(request.GET, cases, self.path)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "labs_to_write_to": partial(labs_to_write_to, listing),
        }

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        page = super().serve(request, *args, **kwargs)
        return logged(page, request, page.context_data["listing"])


class LabPage(ReviewedPage):
    """A lab: its presentation, and its cases as children."""

    kind = term_field(Vocabulary.STRUCTURE_KINDS, _("kind of structure"))
    territory = models.CharField(_("territory"), max_length=140, blank=True)
    presentation = rich_text(_("presentation"))
    logo = models.ForeignKey(
        Photo,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail of the service"), blank=True)
    is_fictional = models.BooleanField(_("fictional, for the demonstration"), default=False)
    author_group = models.OneToOneField(
        Group, null=True, editable=False, on_delete=models.SET_NULL, related_name="lab"
    )
    collection = models.OneToOneField(
        Collection, null=True, editable=False, on_delete=models.SET_NULL, related_name="lab"
    )

    objects = PageManager.from_queryset(PublishedQuerySet)()

    parent_page_types = ("projects.PortfolioIndexPage",)
    subpage_types = ("projects.CaseStudyPage",)
    template = "projects/lab_page.html"
    base_form_class = PortfolioPageForm
    edit_handler = Tabs(
        [
            Tab(
                [
                    Title("title", heading=_("Name of the lab"), placeholder=False),
                    "kind",
                    "territory",
                    "presentation",
                    "logo",
                    beside("website", "email"),
                ],
                name="lab",
                heading=_("The lab"),
            ),
            Tab(
                [
                    *for_editors("is_fictional"),
                    InlinePanel(
                        "reviewers",
                        heading=_("Reviewers"),
                        help_text=_(
                            "They review the sheets of this lab, and are told when one waits. "
                            "Without anybody here, the editors are told."
                        ),
                    ),
                    search_engines(),
                ],
                name="internal",
                heading=_("Internal"),
            ),
            apart(),
        ]
    )
    exclude_fields_in_copy = ["author_group", "collection"]

    class Meta:
        verbose_name = _("lab")
        verbose_name_plural = _("labs")

    @property
    def cases(self) -> Any:
        """The published cases of this lab."""
        return CaseStudyPage.objects.of_lab(self).published()

    def with_content_json(self, content: dict[str, Any]) -> "LabPage":
        """Read a revision; who writes for the lab, and where its files are, is of no revision."""
        lab = super().with_content_json(content)
        lab.author_group_id = self.author_group_id
        lab.collection_id = self.collection_id
        return lab

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        published = self.cases
        cases = cards_of(published.for_cards().by_phase(), request.GET)
        return {
            **super().get_context(request, *args, **kwargs),
            "cases": cases,
            "phases": grouped_by_phase(cases, published.counts_by_phase()),
            "tile_map": tile_map_of(published),
        }


def labs_with_counts(counts: Mapping[str, int]) -> list[LabPage]:
    """Return the published labs by name, each with its `case_count`, given by path of page."""
    labs = list(LabPage.objects.published().order_by("title"))
    for lab in labs:
        lab.case_count = counts.get(lab.path, 0)
    return labs


def labs_to_write_to(listing: Listing) -> list[LabPage]:
    """Return the few labs to ask about what a list does not hold: published, with an e-mail.

    First those that have most cases in the places that the list is narrowed to.
    """
    here = listing.cases.in_places(listing.asked["departement"], listing.asked["region"])
    near, all_cases = here.counts_by_lab(), listing.cases.counts_by_lab()
    labs = LabPage.objects.published().exclude(email="").select_related("kind").order_by("title")
    ranked = sorted(labs, key=lambda lab: (-near.get(lab.path, 0), -all_cases.get(lab.path, 0)))
    return ranked[:MOST_LABS]


class LabReviewer(Orderable):
    """A person who reviews the cases of this lab, and is told when one waits."""

    lab = ParentalKey(LabPage, on_delete=models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        constraints = (
            models.UniqueConstraint(fields=("lab", "user"), name="lab_reviewer_is_unique"),
        )

    def __str__(self) -> str:
        return str(self.user)


def named_reviewers(page: Page) -> models.QuerySet[LabReviewer]:
    """Return the persons whom the lab of a sheet names to review it; a lab's own page has none."""
    return LabReviewer.objects.filter(lab__path=page.path[: -page.steplen])


def pages_reviewed_by(user: Any) -> models.QuerySet:
    """Return the keys of the sheets of the labs that name this person.

    As texts, because that is how Wagtail's reviews refer to pages.
    """
    sheets = CaseStudyPage.objects.of_labs(LabPage.objects.filter(reviewers__user=user))
    return sheets.order_by().values_list(Cast("pk", models.CharField()), flat=True)
