"""The list of labs."""

from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from projects.folding import fold
from projects.listing import page_of
from projects.models.case_study import CaseStudyPage
from projects.models.lab import labs_with_counts
from projects.models.photo import PhotoRendition


class LabIndexPage(Page):
    """`/labs/`: every lab, with how many cases it published."""

    intro = models.CharField(_("introduction"), max_length=280, blank=True)

    content_panels = (*Page.content_panels, FieldPanel("intro"))
    max_count = 1
    parent_page_types = ("home.HomePage",)
    subpage_types = ()
    template = "projects/lab_index_page.html"

    class Meta:
        verbose_name = _("list of labs")
        verbose_name_plural = _("lists of labs")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        labs = labs_with_counts(CaseStudyPage.objects.published().counts_by_lab())
        # Sorted here: not every database knows that É comes after E.
        labs = page_of(sorted(labs, key=lambda lab: fold(lab.title)), request.GET)
        prefetch_related_objects(labs.object_list, "kind", "logo")
        PhotoRendition.objects.read(lab.logo for lab in labs.object_list if lab.logo)
        return {**super().get_context(request, *args, **kwargs), "labs": labs}
