"""Public questions on a set of pages. They read as adjectives and compose."""

from typing import Any, Self

from wagtail.query import PageQuerySet


class PublishedQuerySet(PageQuerySet):
    def published(self) -> Self:
        """What an anonymous reader may see: live, and below no privacy restriction."""
        return self.live().public()


class CaseStudyQuerySet(PublishedQuerySet):
    def of_lab(self, lab: Any) -> Self:
        """The cases of one lab page."""
        return self.child_of(lab)

    def about(self, theme_codes: list[str]) -> Self:
        """The cases that have any of these themes."""
        return self.filter(
            pk__in=self.model.themes.through.objects.filter(
                term__code__in=theme_codes, term__vocabulary="themes"
            ).values("casestudypage_id")
        )

    def most_recent(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self) -> Self:
        """Fetch with a constant number of queries what a card shows."""
        return self.select_related(
            *("project_kind", "establishment_kind", "phase", "cost_band"),
            *("commune__departement", "departement", "main_photo"),
        ).prefetch_related(
            *("measures__indicator", "measures__before_method", "measures__after_method"),
            *("measures__further_readings__method", "resources"),
            *("photo_pairs__before__renditions", "photo_pairs__after__renditions"),
            "main_photo__renditions",
        )
