"""What a rule is, and what it says of a sheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.functional import Promise

from projects.choices import SheetKind
from projects.completeness.words import is_answered

Case = Any
"""A CaseStudyPage, or anything that has its fields and its rows."""

Text = str | Promise

ALL_SHEETS = frozenset(SheetKind)
OWN_SHEETS = frozenset({SheetKind.SHORT, SheetKind.FULL})
"""Sheets that a lab answers for, unlike those compiled from public sources."""
FULL_SHEETS = frozenset({SheetKind.FULL})
COMPILED_SHEETS = frozenset({SheetKind.COMPILED})


class Level(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"


class Item(NamedTuple):
    """One thing that a rule judges: the sheet, or a photo, a measure… of it.

    `name` is how people know it; `field` and `answer` say where it is entered when the rule does
    not. See `Missing` for the rest.
    """

    value: Any
    field: str = ""
    name: str = ""
    row: int | None = None
    answer: str = ""
    photo: int | None = None


@dataclass(frozen=True)
class Missing:
    """One thing found wanting: what to do (`message`), why, and where.

    `field` is the name of a form field or of a relation of rows; then `row` is the rank of the row,
    from 0, and `answer` the field to fill in there. `photo` is the key of the photo that lacks
    something by itself, wherever it is shown.
    """

    code: str
    field: str
    message: str
    why: str
    level: Level
    row: int | None = None
    answer: str = ""
    photo: int | None = None


def always(case: Case) -> bool:
    return True


def the_sheet(case: Case) -> list[Item]:
    return [Item(case)]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What sheets of some kinds must satisfy, each of its `items` by itself.

    `message` may hold « %(name)s », the name of the item concerned.
    """

    code: str
    field: str
    message: Text
    why: Text
    satisfied: Callable[[Any], bool]
    answer: str = ""
    sheets: frozenset[SheetKind] = ALL_SHEETS
    applies: Callable[[Case], bool] = always
    items: Callable[[Case], Iterable[Item]] = the_sheet
    level: Level = Level.BLOCKING

    def judged(self, case: Case) -> list[Item]:
        """Return what the rule judges on this sheet: nothing when it does not apply."""
        if case.sheet_kind not in self.sheets or not self.applies(case):
            return []
        return list(self.items(case))

    def missing(self, case: Case) -> list[Missing]:
        """Return one entry for each item that does not satisfy the rule."""
        return [
            Missing(
                code=self.code,
                field=item.field or self.field,
                message=str(self.message) % {"name": item.name},
                why=str(self.why),
                level=self.level,
                row=item.row,
                answer=item.answer or self.answer,
                photo=item.photo,
            )
            for item in self.judged(case)
            if not self.satisfied(item.value)
        ]


def has(field: str) -> Callable[[Case], bool]:
    """Return the predicate « this field is answered »."""
    return lambda case: is_answered(getattr(case, field))


def demands(field: str, message: Text, why: Text, **options: Any) -> Rule:
    """Return the rule that a field be answered; the field gives it its code."""
    return Rule(
        **{"code": field, "field": field, "satisfied": has(field), **options},
        message=message,
        why=why,
    )
