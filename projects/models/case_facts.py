"""What follows from the fields and rows of a case, without being stored."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate
from wagtail.models import Page

from projects import choices, completeness
from projects.cards import Told, card_of
from projects.history import Month, public_history
from projects.models.measure import Measure
from projects.models.photo import Photo


class CaseFacts:
    """The questions that pages, lists and rules ask a case about itself."""

    measures: Any
    photo_pairs: Any
    resources: Any
    project_kind: Any
    commune: Any
    departement: Any
    elsewhere: str
    sheet_kind: str
    verify_again_on: date | None
    get_parent: Callable[[], Any]

    @cached_property
    def history(self) -> list[Month]:
        """What the public may know of the life of this case."""
        return public_history(self)

    @cached_property
    def lab(self) -> Page | None:
        """The lab that publishes this case: its parent page; None before the first save."""
        parent = self.get_parent()
        return parent and parent.specific

    # Not a plain property: a list asks all its cases at once and sets the answer on each.
    @cached_property
    def is_fictional(self) -> bool:
        return bool(self.lab and self.lab.is_fictional)

    @property
    def is_overdue(self) -> bool:
        """Tell whether nobody has verified this case for too long."""
        return bool(self.verify_again_on and self.verify_again_on <= localdate())

    @property
    def is_compiled(self) -> bool:
        return self.sheet_kind == choices.SheetKind.COMPILED

    @property
    def is_space(self) -> bool:
        """Tell whether the project changes a place, so that zones and pairs make sense."""
        return bool(self.project_kind and self.project_kind.code in choices.SPACE_KINDS)

    @property
    def deteriorated_measures(self) -> list[Measure]:
        return [
            measure
            for measure in self.measures.all()
            if measure.assessment.shown == choices.Verdict.DETERIORATION
        ]

    # Not a plain property: a list sets what the index keeps.
    @cached_property
    def card(self) -> Told:
        """What its card says: see `projects.cards`."""
        return card_of(self)

    @property
    def main_measure(self) -> Measure | None:
        """The measure shown on the card: the best established one, in the author's order.

        A neutral one, which counts for no level, only if there is no other.
        """
        valued = [m for m in self.measures.all() if m.assessment.level]
        return max(
            valued,
            key=lambda m: (not m.assessment.neutral, m.assessment.level or 0),
            default=None,
        )

    # Not a plain property: a card asks three times.
    @cached_property
    def main_pair(self) -> Any:
        """The first complete before/after pair, or None."""
        return next((pair for pair in self.photo_pairs.all() if pair.is_complete), None)

    @property
    def photos(self) -> list[Photo]:
        """Every photo of the sheet, each once, in the order a reader meets them."""
        return list({use.photo.pk: use.photo for use in completeness.photo_uses(self)}.values())

    @property
    def accepts_drawings(self) -> bool:
        """Tell whether drawings do as photos: an invented case, labelled so, has nothing else."""
        return self.is_fictional

    @property
    def has_kit(self) -> bool:
        return any(resource.is_available for resource in self.resources.all())

    @property
    def place(self) -> str:
        """Where it is, in a few words: « Lezoux (63) », « Val-d'Oise (95) », or nothing."""
        return self.elsewhere or str(self.commune or self.departement or "")
