"""Dates as sources give them: a year, a month or a day, never more than is known."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from projects.folding import unaccented

ISO = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?$")
NUMERIC = re.compile(r"^(?:(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/)?(?P<year>\d{4})$")
IN_WORDS = re.compile(r"^(?:(?P<day>\d{1,2})(?:er)?\s+)?(?P<month>[^\W\d]+)\s+(?P<year>\d{4})$")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


@dataclass(frozen=True)
class PartialDate:
    """A calendar date of year, month or day precision.

    Raises ValueError when the parts are not a date between 1900 and 2100.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise ValueError(f"year {self.year} is out of range")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        # None alone means unknown: a month or a day 0 must fail here.
        month = 1 if self.month is None else self.month
        date(self.year, month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read « 2023 », « 2023-05 », « 2023-05-17 », « 05/2023 », « 17/05/2023 », « mai 2023 ».

        Month names are those of the active language, with or without their accents.
        Raises ValueError with no message for people: callers word their own.
        """
        text = unaccented(text)
        match = ISO.match(text) or NUMERIC.match(text) or IN_WORDS.match(text)
        if match is None:
            raise ValueError(text)
        year, month, day = match.group("year", "month", "day")
        return cls(int(year), _month_number(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        """Return the ISO 8601 form, which sorts as text and is what the database holds."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The earliest day that this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def has_month(self) -> bool:
        return self.month is not None

    def in_words(self) -> str:
        """Return the date in the active language: « 2023 », « mai 2023 », « 17 mai 2023 »."""
        if self.month is None:
            return str(self.year)
        month_and_year = date_format(self.first_day, "F Y")
        if self.day is None:
            return month_and_year
        day = pgettext("first day of a month", "1") if self.day == 1 else self.day
        return f"{day} {month_and_year}"

    def in_figures(self) -> str:
        """Return the date as people type it: « 2023 », « 05/2023 », « 17/05/2023 »."""
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, str(self.year)])

    def is_after(self, other: "PartialDate") -> bool:
        """Tell whether this date is certainly after the other, whatever the missing parts are."""
        return self.first_day > other.last_day


def _month_number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    for number, name in MONTHS.items():
        if unaccented(str(name)) == word:
            return number
    raise ValueError(word)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def invalid_date_message() -> str:
    """Return the one sentence shown wherever a date cannot be read."""
    return _("Enter a year (2023), a month (05/2023) or a day (17/05/2023).")
