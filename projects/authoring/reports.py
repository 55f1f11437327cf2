"""What editors look over: sheets that age or lack something, photos that may not stay."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, CharField, Q
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex

from projects import completeness
from projects.authoring.tracker import (
    COLUMNS,
    CaseFilterSet,
    Cell,
    TrackerView,
    boxes,
    radios,
    unknown_last,
)
from projects.choices import EvidenceLevel, People
from projects.completeness.photos import FILE_NAME, NOTHING_SAID
from projects.models import CaseStudyPage, LabPage, Photo, PhotoRendition
from projects.models.case_form import EDITORS
from projects.models.photo_sources import WHOLE

WARNED_DAYS = 60
"""How long before an agreement ends its photo is reported."""
UNDESCRIBED, ENDING = "undescribed", "ending"
PROBLEMS = [
    (UNDESCRIBED, _("Without a description")),
    (ENDING, _("Agreement that has ended, or ends within 60 days")),
]
AGES = [("183", _("Six months")), ("365", _("A year")), ("730", _("Two years"))]
THUMBNAILS = (WHOLE.spec(360, "avif"), WHOLE.spec(360, "webp"), WHOLE.spec(640, "jpeg"))


def soon() -> date:
    return timezone.localdate() + timedelta(days=WARNED_DAYS)


def with_problem(problem: str = "") -> Q:
    """Return the condition that a photo has this problem, or any of PROBLEMS."""
    undescribed = Q(description="")
    for no_words in (FILE_NAME, NOTHING_SAID):
        undescribed |= Q(description__iregex=rf"^\s*(?:{no_words.pattern})\s*$")
    ending = Q(people=People.AGREED, agreement_expires_on__lte=soon())
    return {UNDESCRIBED: undescribed, ENDING: ending}.get(problem, undescribed | ending)


def problems_of(photo: Photo) -> list[str]:
    """Return what is wrong with a photo, in words."""
    found = [] if completeness.is_description(photo.description) else [_("Without a description")]
    ends_on = photo.agreement_expires_on
    if photo.people == People.AGREED and ends_on and ends_on <= soon():
        ended = ends_on < timezone.localdate()
        said = _("Agreement ended on %(day)s") if ended else _("Agreement ends on %(day)s")
        found.append(said % {"day": date_format(ends_on)})
    return [str(problem) for problem in found]


def uses_in_cases() -> Any:
    """Return the places where cases, published or not, show a photo."""
    return ReferenceIndex.objects.filter(
        content_type=ContentType.objects.get_for_model(CaseStudyPage),
        to_content_type=ContentType.objects.get_for_model(Photo),
    )


def cases_showing(photos: Any) -> Q:
    """Return the condition that a case shows one of these photos."""
    keys = photos.values(key=Cast("pk", CharField()))
    uses = uses_in_cases().filter(to_object_id__in=keys)
    return Q(pk__in=uses.values(key=Cast("object_id", BigIntegerField())))


class ForEditors:
    """A report that only those who keep the portfolio may read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(EDITORS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CaseReportFilterSet(CaseFilterSet):
    evidence_level = boxes(_("Evidence level"), choices=EvidenceLevel.choices)
    age = radios(_("Unchanged for"), AGES, "by_age")
    photos = radios(_("Photos"), PROBLEMS, "by_photos")

    class Meta(CaseFilterSet.Meta):
        pass

    def by_age(self, cases: Any, name: str, value: str) -> Any:
        if not value:
            return cases
        before = timezone.now() - timedelta(days=int(value))
        return cases.filter(latest_revision_created_at__lte=before)

    def by_photos(self, cases: Any, name: str, value: str) -> Any:
        photos = Photo.objects.filter(with_problem(value))
        return cases.filter(cases_showing(photos)) if value else cases


class CaseReport(ForEditors, TrackerView):
    """The sheets of every lab, those that nobody has touched for longest first."""

    page_title = _("Sheets of the labs")
    header_icon = "doc-full"
    index_url_name = "case_report"
    index_results_url_name = "case_report_results"
    filterset_class = CaseReportFilterSet
    default_ordering = "latest_revision_created_at"
    columns = (*COLUMNS[:3], Cell("evidence", _("Evidence level"), "evidence_level"), *COLUMNS[3:])
    export_filename = "fiches"


class PhotoFilterSet(WagtailFilterSet):
    problem = radios(_("Problem"), PROBLEMS, "by_problem")
    lab = django_filters.ModelChoiceFilter(
        label=_("Lab"),
        field_name="collection__lab",
        queryset=LabPage.objects.order_by("title"),
        empty_label=_("All"),
    )

    class Meta:
        model = Photo
        fields = ()

    def by_problem(self, photos: Any, name: str, value: str) -> Any:
        return photos.filter(with_problem(value)) if value else photos


class PhotoCell(Cell):
    folder, subject = "photo_report", "photo"


class PhotoTable(Table):
    classname = "listing aa-cases"

    class Media:
        css = {"all": ["portfolio/admin/tracker.css"]}


PHOTO_COLUMNS = {
    "title": _("Photo"),
    "lab": _("Lab"),
    "problems": _("Problem"),
    "agreement_expires_on": _("Agreement valid until"),
    "agreement_reference": _("Reference of the agreement"),
    "titles": _("Sheets"),
}


class PhotoReport(ForEditors, ReportView):
    """Photos that cases show and that lack a description, or soon their people's agreement."""

    model = Photo
    page_title = _("Photos to mend")
    header_icon = "image"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "projects/admin/photo_report/results.html"
    index_url_name = "photo_report"
    index_results_url_name = "photo_report_results"
    filterset_class = PhotoFilterSet
    table_class = PhotoTable
    columns = (
        PhotoCell("photo", _("Photo"), "title"),
        PhotoCell("problem", _("Problem"), "agreement_expires_on"),
        PhotoCell("cases", _("Sheets")),
    )
    default_ordering = "agreement_expires_on"
    list_export = [*PHOTO_COLUMNS]
    export_headings = PHOTO_COLUMNS
    export_filename = "photos"

    def get_base_queryset(self) -> Any:
        shown = uses_in_cases().values(key=Cast("to_object_id", BigIntegerField()))
        photos = Photo.objects.filter(with_problem(), pk__in=shown)
        return photos.select_related("collection__lab")

    def get_filtered_queryset(self) -> Any:
        return self.get_queryset()

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(unknown_last(self.ordering), "title", "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Photo]:
        return describe_photos(list(object_list))


def describe_photos(photos: list[Photo]) -> list[Photo]:
    """Set on each photo what is wrong with it, its `lab`, the `cases` that show it, their titles.

    With its thumbnail, a constant number of queries.
    """
    PhotoRendition.objects.filter(filter_spec__in=THUMBNAILS).read(photos)
    cases = cases_by_photo(photos)
    for photo in photos:
        photo.lab = getattr(photo.collection, "lab", None)
        photo.cases = cases[str(photo.pk)]
        photo.titles = [case.draft_title for case in photo.cases]
        photo.problems = problems_of(photo)
    return photos


def cases_by_photo(photos: list[Photo]) -> dict[str, list[CaseStudyPage]]:
    """Return the cases that show each photo, by the key of the photo in words."""
    uses = uses_in_cases().filter(to_object_id__in=[str(photo.pk) for photo in photos])
    pairs = set(uses.values_list("to_object_id", "object_id"))
    cases = CaseStudyPage.objects.in_bulk({int(case) for _photo, case in pairs})
    found: dict[str, list[CaseStudyPage]] = defaultdict(list)
    for photo, case in sorted(pairs):
        found[photo].append(cases[int(case)])
    return found


class EditorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(EDITORS)


def case_report_item() -> MenuItem:
    return EditorsMenuItem(
        CaseReport.page_title,
        reverse_lazy("case_report"),
        name="case-report",
        icon_name=CaseReport.header_icon,
        order=100,
    )


def photo_report_item() -> MenuItem:
    return EditorsMenuItem(
        PhotoReport.page_title,
        reverse_lazy("photo_report"),
        name="photo-report",
        icon_name=PhotoReport.header_icon,
        order=110,
    )
