"""The map of the cases."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from projects.models.case_study import CaseStudyPage
from projects.models.place import tile_map_of

MOST_OFF_THE_MAP = 20


class MapPage(Page):
    """`/carte/`: how many cases each département has, and those that have no département."""

    headline = models.CharField(_("headline"), max_length=140, blank=True)

    content_panels = (*Page.content_panels, FieldPanel("headline"))
    max_count = 1
    parent_page_types = ("home.HomePage",)
    subpage_types = ()
    template = "projects/map_page.html"

    class Meta:
        verbose_name = _("map")
        verbose_name_plural = _("maps")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cases = CaseStudyPage.objects.published()
        off_the_map = cases.off_the_map()
        return {
            **super().get_context(request, *args, **kwargs),
            "tile_map": tile_map_of(cases),
            "off_the_map": off_the_map.most_recent()[:MOST_OFF_THE_MAP],
            "off_count": off_the_map.count(),
        }
