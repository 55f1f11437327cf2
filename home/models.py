"""The home page, the plain pages, and what the site is called."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page

from projects.models import CaseStudyPage, PracticePage
from projects.models.lab import labs_with_counts
from projects.models.place import tile_map_of
from projects.querysets import fetch_renditions

LATEST_CASES = 7
OFFERED = 6


class HomePage(Page):
    """`/`: what this is, the search box, the latest cases, the labs."""

    headline = models.CharField(_("headline"), max_length=140, blank=True)
    pitch = models.CharField(_("pitch"), max_length=280, blank=True)

    max_count = 1
    template = "home/home_page.html"
    content_panels = (*Page.content_panels, FieldPanel("headline"), FieldPanel("pitch"))

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cases = CaseStudyPage.objects.published()
        latest = list(cases.most_recent().for_cards()[:LATEST_CASES])
        fetch_renditions(latest)
        counts = cases.counts_by_lab()
        practices = PracticePage.objects.published().with_case_counts(cases)
        return {
            **super().get_context(request, *args, **kwargs),
            "latest_cases": latest,
            "case_count": sum(counts.values()),
            "labs": labs_with_counts(counts),
            "problems": cases.counts_by_term("themes")[:OFFERED],
            "places": cases.counts_by_term("establishment_kind")[:OFFERED],
            "tile_map": tile_map_of(cases),
            "practices": practices.order_by("-case_count", "title")[:OFFERED],
        }


class ContentPage(Page):
    """A plain page: legal notice, personal data, accessibility, about."""

    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])

    parent_page_types = ("home.HomePage", "home.ContentPage")
    template = "home/content_page.html"
    content_panels = (*Page.content_panels, FieldPanel("body"))

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """What the site is called and says of itself on every page."""

    name = models.CharField(_("name"), max_length=60, default="Avant-Après")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    is_demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("A banner says so on every page.")
    )

    class Meta:
        verbose_name = _("identity of the site")
