"""Labs, and the portfolio that gathers their cases."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, PageManager

from projects.models.case_study import CaseStudyPage, rich_text, term_field
from projects.models.photo import Photo
from projects.models.review import ReviewedPage
from projects.models.vocabulary import Vocabulary
from projects.querysets import PublishedQuerySet


class PortfolioIndexPage(ReviewedPage):
    """`/realisations/`: every published case, and the search."""

    intro = models.CharField(_("introduction"), max_length=280, blank=True)

    max_count = 1
    parent_page_types = ("home.HomePage",)
    subpage_types = ("projects.LabPage",)
    template = "projects/portfolio_index_page.html"

    class Meta:
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")


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
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail of the service"), blank=True)
    is_fictional = models.BooleanField(_("fictional, for the demonstration"), default=False)

    objects = PageManager.from_queryset(PublishedQuerySet)()

    parent_page_types = ("projects.PortfolioIndexPage",)
    subpage_types = ("projects.CaseStudyPage",)
    template = "projects/lab_page.html"

    class Meta:
        verbose_name = _("lab")
        verbose_name_plural = _("labs")

    @property
    def cases(self) -> Any:
        """The published cases of this lab."""
        return CaseStudyPage.objects.of_lab(self).published()


class LabReviewer(Orderable):
    """A person told when a case of this lab waits for review."""

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
