"""Practices: what several cases have in common, kept by editors."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager

from projects.listing import cards_of
from projects.models.case_form import PortfolioPageForm
from projects.models.case_study import CaseStudyPage, rich_text
from projects.models.panels import checkboxes
from projects.models.successors import FollowsMerges
from projects.models.vocabulary import Term, Vocabulary, terms_of
from projects.querysets import PracticeQuerySet


class PracticeIndexPage(Page):
    """`/pratiques/`: every practice."""

    intro = models.CharField(_("introduction"), max_length=280, blank=True)

    content_panels = (*Page.content_panels, FieldPanel("intro"))
    max_count = 1
    parent_page_types = ("home.HomePage",)
    subpage_types = ("projects.PracticePage",)
    template = "projects/practice_index_page.html"

    class Meta:
        verbose_name = _("list of practices")
        verbose_name_plural = _("lists of practices")

    @property
    def practices(self) -> Any:
        practices = PracticePage.objects.child_of(self).published().order_by("title")
        return practices.with_case_counts(CaseStudyPage.objects.published())


class PracticePage(FollowsMerges, Page):
    """A way of doing that can be applied elsewhere."""

    what = rich_text(_("what it is"))
    when = rich_text(_("when to use it"))
    how = rich_text(_("how to do it"))
    cautions = rich_text(_("cautions"))
    zones = ParentalManyToManyField(
        Term,
        verbose_name=_("zones"),
        blank=True,
        limit_choices_to=terms_of(Vocabulary.RECEPTION_ZONES),
        related_name="practices_by_zone",
    )
    stages = ParentalManyToManyField(
        Term,
        verbose_name=_("stages of the journey"),
        blank=True,
        limit_choices_to=terms_of(Vocabulary.JOURNEY_STAGES),
        related_name="practices_by_stage",
    )

    objects = PageManager.from_queryset(PracticeQuerySet)()

    parent_page_types = ("projects.PracticeIndexPage",)
    subpage_types = ()
    template = "projects/practice_page.html"
    base_form_class = PortfolioPageForm
    content_panels = (
        *Page.content_panels,
        *(FieldPanel(name) for name in ("what", "when", "how", "cautions")),
        checkboxes("zones"),
        checkboxes("stages"),
    )

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def cases(self) -> Any:
        """The published cases that applied this practice."""
        return CaseStudyPage.objects.filter(pk__in=self.applications.values("page")).published()

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cases = cards_of(self.cases.for_cards().most_recent(), request.GET)
        return {**super().get_context(request, *args, **kwargs), "cases": cases}
