"""Periods of readings: which may be compared, and which come late enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from projects.choices import Missing
from projects.dates import PartialDate

LONGEST_TO_SHORTEST = 2
SEASON_DAYS = 31
FULL_YEAR_DAYS = 330
SETTLING_IN = timedelta(days=28)
CONFIRMATION_DELAY = timedelta(days=90)


@dataclass(frozen=True)
class Period:
    """When a reading was taken, first and last day included.

    Raises ValueError when it certainly ends before it starts.
    """

    start: PartialDate
    end: PartialDate

    def __post_init__(self) -> None:
        if self.start.is_after(self.end):
            raise ValueError(f"a period cannot run from {self.start} to {self.end}")

    @property
    def is_full(self) -> bool:
        """Tell whether both ends are known to the month at least."""
        return self.start.has_month and self.end.has_month

    @property
    def first_day(self) -> date:
        return self.start.first_day

    @property
    def last_day(self) -> date:
        return self.end.last_day

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def months(self) -> int | None:
        """The number of calendar months it consists of, None when it cuts into one."""
        first, next_day = self.first_day, self.last_day + timedelta(days=1)
        if first.day != 1 or next_day.day != 1:
            return None
        return 12 * (next_day.year - first.year) + next_day.month - first.month

    def covers_same_days_as(self, other: "Period") -> bool:
        """Tell whether both are the same days: « mars 2024 » is from the 1st to the 31st."""
        return (self.first_day, self.last_day) == (other.first_day, other.last_day)

    def comes_long_after(self, first: "Period") -> bool:
        """Tell whether this period is late enough for its reading to confirm a first one.

        Counted from start to start, so that yearly readings can follow one another; but the two
        share no day.
        """
        return (
            self.first_day >= first.first_day + CONFIRMATION_DELAY
            and self.first_day > first.last_day
        )


def comparable(before: Period | None, after: Period | None) -> tuple[Missing, ...]:
    """Return what keeps two periods from being comparable; nothing when they are.

    The period after must come second: the wrong order is reported as an overlap. Without months
    nothing more can be said than that they are lacking.
    """
    if before is None or after is None or not (before.is_full and after.is_full):
        return (Missing.PERIODS_DATED,)
    same_season = _days_apart_in_year(before.first_day, after.first_day) <= SEASON_DAYS
    both_full_years = min(before.days, after.days) >= FULL_YEAR_DAYS
    return unmet(
        {
            Missing.PERIODS_OVERLAP: after.first_day > before.last_day,
            Missing.PERIODS_LENGTH: _are_similar_in_length(before, after),
            Missing.PERIODS_SEASON: same_season or both_full_years,
        }
    )


def settled(after: Period | None, opened_on: PartialDate | None) -> tuple[Missing, ...]:
    """Return what keeps a period from starting once people are used to the change.

    The opening is as late as its date allows. A period without months is not judged here:
    `comparable` asks for its months first.
    """
    if opened_on is None:
        return (Missing.OPENING,)
    if after is None or not after.is_full:
        return ()
    return unmet({Missing.TOO_SOON: after.first_day >= opened_on.last_day + SETTLING_IN})


def unmet(conditions: Mapping[Missing, bool]) -> tuple[Missing, ...]:
    """Return the codes of the conditions that do not hold, in their order."""
    return tuple(code for code, is_met in conditions.items() if not is_met)


def _are_similar_in_length(one: Period, other: Period) -> bool:
    """Compare whole months with whole months, anything else in days.

    A quarter is half of a half-year, though 90 days are not half of 181.
    """
    if one.months and other.months:
        shorter, longer = sorted((one.months, other.months))
    else:
        shorter, longer = sorted((one.days, other.days))
    return longer <= LONGEST_TO_SHORTEST * shorter


def _days_apart_in_year(one: date, other: date) -> int:
    """Return the days between two days of the year, by the shorter way round a leap year."""
    apart = abs((one.replace(year=2000) - other.replace(year=2000)).days)
    return min(apart, 366 - apart)
