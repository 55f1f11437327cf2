"""Public questions on a set of pages. They read as adjectives and compose."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Self

from django.apps import apps
from django.db.models import Count, Exists, F, Model, OuterRef, Prefetch, Q
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Length, Substr
from wagtail.query import PageQuerySet

CARD_RENDITIONS = (
    "photo_pairs__before__renditions",
    "photo_pairs__after__renditions",
    "main_photo__renditions",
)

# By the key too: two phases may share a rank, and each must stay in one piece.
PHASE_ORDER = (F("phase__order").asc(nulls_last=True), "phase_id")


class PublishedQuerySet(PageQuerySet):
    def published(self) -> Self:
        """What an anonymous reader may see: live, and below no privacy restriction."""
        return self.live().public()


class CaseStudyQuerySet(PublishedQuerySet):
    def of_lab(self, lab: Any) -> Self:
        """The cases of one lab page."""
        return self.child_of(lab)

    def of_labs(self, labs: Iterable[Any]) -> Self:
        """The cases of any of these lab pages."""
        below = (Q(path__startswith=lab.path) for lab in labs)
        return self.filter(reduce(or_, below, Q(id__in=())))

    def about(self, theme_codes: Iterable[str]) -> Self:
        """The cases that have any of these themes."""
        tagged = self.model.themes.through.objects.filter(
            term__code__in=theme_codes, term__vocabulary="themes"
        )
        # `id`, not `pk`: only the former is a filter that a search accepts.
        return self.filter(id__in=tagged.values("casestudypage_id"))

    def most_recent(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def by_phase(self) -> Self:
        """Phase after phase, in the order of the vocabulary, each the most recent first."""
        return self.order_by(*PHASE_ORDER, "-first_published_at", "-pk")

    def counts_by_phase(self) -> dict[int | None, int]:
        """How many of these cases are in each phase, by its key, in the same order."""
        by_phase = self.order_by(*PHASE_ORDER).values("phase_id")
        return dict(by_phase.annotate(count=Count("pk")).values_list("phase_id", "count"))

    def counts_by_departement(self) -> dict[str, int]:
        """How many of these cases each département has, by its code. Others are left out."""
        located = self.order_by().filter(departement__isnull=False).values("departement_id")
        return dict(located.annotate(count=Count("pk")).values_list("departement_id", "count"))

    def off_the_map(self) -> Self:
        """The cases of no known département, each telling whether it is made up."""
        off = self.filter(departement__isnull=True)
        return off.annotate(is_fictional=self._from_fictional_lab())

    def for_cards(self) -> Self:
        """Fetch with a constant number of queries what a card shows."""
        return (
            self.select_related(
                *("project_kind", "establishment_kind", "phase", "cost_band"),
                *("commune__departement", "departement", "main_photo"),
            )
            .prefetch_related(*card_rows(self.model), *CARD_RENDITIONS)
            .annotate(is_fictional=self._from_fictional_lab())
        )

    def _from_fictional_lab(self) -> Exists:
        """Tell, in the query itself, what `case.is_fictional` would ask for one case."""
        labs = apps.get_model("projects", "LabPage").objects.filter(is_fictional=True)
        parent_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - self.model.steplen)
        return Exists(labs.filter(path=parent_path))


def card_rows(model: type[Model]) -> tuple[Prefetch | str, ...]:
    """Return the lookups that prefetch the rows a card shows of its case."""
    return (
        rows(model, "measures", "indicator", "before_method", "after_method", "source_file"),
        rows(model, "measures__further_readings", "method"),
        rows(model, "resources", "file"),
        rows(model, "photo_pairs", "before", "after", "zone"),
    )


def rows(model: type[Model], path: str, *joined: str) -> Prefetch:
    """Return the lookup that prefetches rows of a page with what they point at."""
    pointed: Any = model
    for relation in path.split(LOOKUP_SEP):
        pointed = pointed._meta.get_field(relation).related_model
    return Prefetch(path, pointed._default_manager.select_related(*joined))
