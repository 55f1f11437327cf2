"""Public questions on a set of pages. They read as adjectives and compose."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Cast, Length, Substr
from django.utils.timezone import localdate
from wagtail.models import (
    Page,
    PageViewRestriction,
    Revision,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.query import PageQuerySet

from projects.choices import SheetState

# By the key too: two phases may share a rank, and each must stay in one piece.
PHASE_ORDER = (F("phase__order").asc(nulls_last=True), "phase_id")

IN_RESULTS = ("title", "path", "depth", "url_path", "first_published_at", "summary", "main_photo")
"""What a card shows of a case besides what the index keeps, and what leads to it."""
OF_PAIRS = ("page", "sort_order", "before", "before_alt", "after", "after_alt")
OF_PHOTOS = ("file", "width", "height", "description", "taken_on", "is_drawing")
"""What it shows of a pair of photos, and of a photo."""
ON_CARDS = (
    *IN_RESULTS,
    *("sheet_kind", "no_place", "site_name", "elsewhere", "country"),
    *("visit_possible", "no_measure_reason", "started_on", "opened_on", "ended_on"),
    *("works_months", "cost_amount", "cost_tax", "cost_basis", "cost_scope"),
)
"""The fields of a case that a card tells of: its texts, a hundred times longer, are not read."""
JOINED_ON_CARDS = ("establishment_kind", "phase", "cost_band", "commune", "departement")
PAGES, RESTRICTIONS = Page._meta.db_table, PageViewRestriction._meta.db_table


class OpenToAll(Func):
    """Whether a path is below no privacy restriction.

    Written at one go: as a tree of expressions, it took longer to put into SQL than to answer.
    """

    # The path in a query of its own: joined, SQLite would read all pages for each page. And the
    # databases ask once whether anything is private at all, which mostly spares the rest.
    template = (
        f"(NOT EXISTS (SELECT 1 FROM {RESTRICTIONS}) OR NOT EXISTS (SELECT 1 FROM (SELECT "  # noqa: S608
        f"(SELECT path FROM {PAGES} WHERE id = page_id) AS path FROM {RESTRICTIONS}) private "
        "WHERE SUBSTR(%(expressions)s, 1, LENGTH(private.path)) = private.path))"
    )
    output_field = BooleanField()


def open_to_all(rows: QuerySet, page: str = "") -> QuerySet:
    """Keep the pages that an anonymous reader may see: live, and below no privacy restriction.

    `page` is the lookup that leads from the rows to their page, where they are no pages. Says in
    the query itself what Wagtail's `public()` asks the database for at each call.
    """
    return rows.filter(OpenToAll(f"{page}path"), **{f"{page}live": True})


def among(rows: QuerySet) -> Q:
    """Say that a page is the object of one of these rows, which name it in a column of text.

    Not correlated: the database reads the rows once, not for each page.
    """
    return Q(pk__in=rows.values(page_key=Cast("object_id", BigIntegerField())))


class PublishedQuerySet(PageQuerySet):
    def published(self) -> Self:
        return open_to_all(self)


class CaseStudyQuerySet(PublishedQuerySet):
    def of_lab(self, lab: Any) -> Self:
        """The cases of one lab page."""
        return self.child_of(lab)

    def of_labs(self, labs: Iterable[Any]) -> Self:
        """The cases of any of these lab pages."""
        below = (Q(path__startswith=lab.path) for lab in labs)
        return self.filter(reduce(or_, below, Q(id__in=())))

    def having(self, **lookups: Any) -> Self:
        """The cases that satisfy these lookups, each once, whatever the relations followed."""
        found = self.model._default_manager.filter(**lookups)
        return self.filter(pk__in=found.order_by().values("pk"))

    def in_places(self, departements: Iterable[str], regions: Iterable[str]) -> Self:
        """The cases of these départements and régions, by code; none where none is named."""
        return self.filter(
            Q(departement__code__in=departements) | Q(departement__region_code__in=regions)
        )

    def with_state(self) -> Self:
        """Annotate each case with its `state`, one of SheetState."""
        reviews = WorkflowState.objects.filter(base_content_type=get_default_page_content_type())
        scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        states = (
            (among(reviews.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)), "SENT_BACK"),
            (among(reviews.filter(status=WorkflowState.STATUS_IN_PROGRESS)), "IN_REVIEW"),
            (among(scheduled), "SCHEDULED"),
            (Q(live=True, has_unpublished_changes=True), "CHANGED"),
            (Q(live=True), "PUBLISHED"),
            (Q(first_published_at__isnull=False), "UNPUBLISHED"),
        )
        found = (When(holds, then=Value(SheetState[name])) for holds, name in states)
        return self.annotate(state=Case(*found, default=Value(SheetState.DRAFT)))

    def most_recent(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def to_verify(self, today: date | None = None) -> Self:
        """The live cases that nobody has verified for too long, the longest overdue first."""
        overdue = self.live().filter(verify_again_on__lte=today or localdate())
        return overdue.order_by("verify_again_on", "pk")

    def by_phase(self) -> Self:
        """Phase after phase, in the order of the vocabulary, each the most recent first."""
        return self.order_by(*PHASE_ORDER, "-first_published_at", "-pk")

    def counts_by_phase(self) -> dict[int | None, int]:
        """How many of these cases are in each phase, by its key, in the same order."""
        by_phase = self.order_by(*PHASE_ORDER).values("phase_id")
        return dict(by_phase.annotate(count=Count("pk")).values_list("phase_id", "count"))

    def off_the_map(self) -> Self:
        """The cases of no known département, each telling whether it is made up."""
        off = self.filter(departement__isnull=True)
        return off.annotate(is_fictional=self._from_fictional_lab())

    def for_cards(self) -> Self:
        """Fetch with a constant number of queries what a card shows, but for the renditions."""
        return (
            self.select_related(*JOINED_ON_CARDS, "main_photo")
            .only(*ON_CARDS, *JOINED_ON_CARDS)
            .prefetch_related(*card_rows(self.model))
            .annotate(is_fictional=self._from_fictional_lab())
        )

    def for_results(self) -> Self:
        """Fetch what a card shows besides what the index keeps, but for the renditions."""
        pairs = apps.get_model("projects", "PhotoPair").objects.select_related("before", "after")
        pairs = pairs.only(*OF_PAIRS, *within("before", OF_PHOTOS), *within("after", OF_PHOTOS))
        return (
            self.select_related("main_photo")
            .only(*IN_RESULTS, *within("main_photo", OF_PHOTOS))
            .prefetch_related(Prefetch("photo_pairs", pairs))
        )

    def _from_fictional_lab(self) -> Exists:
        """Tell, in the query itself, what `case.is_fictional` would ask for one case."""
        labs = apps.get_model("projects", "LabPage").objects.filter(is_fictional=True)
        return Exists(labs.filter(path=self._lab_path(OuterRef("path"))))

    def _lab_path(self, path: Any) -> Substr:
        """Return what computes, in a query, the path of the lab from that of its case."""
        return Substr(path, 1, Length(path) - self.model.steplen)

    def counts_by_lab(self) -> dict[str, int]:
        """How many of these cases each lab has, by the path of its page."""
        by_lab = self.order_by().values(lab_path=self._lab_path(F("path")))
        return dict(by_lab.annotate(count=Count("pk")).values_list("lab_path", "count"))

    def counts_by_term(self, field: str) -> Any:
        """The terms that these cases have in a field, each with its number of cases.

        Rows of `code`, `label` and `count`, the most frequent first.
        """
        terms = {"code": F(f"{field}__code"), "label": F(f"{field}__label")}
        held = self.order_by().filter(**{f"{field}__isnull": False}).values(**terms)
        return held.annotate(count=Count("pk")).order_by("-count", "label")


class PracticeQuerySet(PublishedQuerySet):
    def with_case_counts(self, cases: CaseStudyQuerySet) -> Self:
        """Annotate each practice with `case_count`: how many of these cases applied it."""
        applied = Q(applications__page__in=cases.order_by().values("pk"))
        return self.annotate(case_count=Count("applications__page", filter=applied, distinct=True))


def card_rows(model: type[Model]) -> tuple[Prefetch | str, ...]:
    """Return the lookups that prefetch the rows a card shows of its case."""
    return (
        rows(model, "measures", "indicator", "before_method", "after_method", "source_file"),
        rows(model, "measures__further_readings", "method"),
        rows(model, "resources", "file"),
        rows(model, "photo_pairs", "before", "after", "zone"),
    )


def fetch_renditions(cases: Iterable[Any]) -> None:
    """Fetch in one query the renditions of the photos that the cards of these cases show."""
    cases = [*cases]
    pairs = [case.main_pair for case in cases if case.main_pair]
    before, after = [pair.before for pair in pairs], [pair.after for pair in pairs]
    alone = [case.main_photo for case in cases if case.main_photo and not case.main_pair]
    renditions = apps.get_model("projects", "PhotoRendition").objects
    renditions.of_cards(before, after, alone).read([*before, *after, *alone])


def within(relation: str, fields: Iterable[str]) -> Iterator[str]:
    """Yield the lookups of fields of what a relation leads to."""
    return (f"{relation}{LOOKUP_SEP}{field}" for field in fields)


def rows(model: type[Model], path: str, *joined: str) -> Prefetch:
    """Return the lookup that prefetches rows of a page with what they point at."""
    pointed: Any = model
    for relation in path.split(LOOKUP_SEP):
        pointed = pointed._meta.get_field(relation).related_model
    return Prefetch(path, pointed._default_manager.select_related(*joined))
