"""States and the named groups of states that querysets, rules and permissions share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

FRANCE = "France"
"""The country that goes without saying."""


class SheetKind(models.TextChoices):
    """How much a sheet promises, and who vouches for it."""

    SHORT = "short", _("Short sheet")
    FULL = "full", _("Full sheet")
    COMPILED = "compiled", _("Compiled from public sources")


class SheetState(models.IntegerChoices):
    """Where a sheet is between its author and its readers; what waits for the author first."""

    SENT_BACK = 1, _("Sent back")
    DRAFT = 2, _("Draft")
    IN_REVIEW = 3, _("In review")
    SCHEDULED = 4, _("Publication scheduled")
    CHANGED = 5, _("Published, changed since")
    PUBLISHED = 6, _("Published")
    UNPUBLISHED = 7, _("Taken offline")


SPACE_KINDS = frozenset({"amenagement", "construction", "signaletique"})
"""Codes of project kinds that change a place: zones and before/after pairs make sense."""


class Tax(models.TextChoices):
    HT = "ht", _("before tax")
    TTC = "ttc", _("all taxes included")
    UNKNOWN = "unknown", _("tax not specified")


class Scope(models.TextChoices):
    """What a cost or an area covers."""

    RECEPTION = "reception", _("reception area only")
    BUILDING = "building", _("whole building")


class CostBasis(models.TextChoices):
    ACTUAL = "actual", _("actual cost")
    ESTIMATED = "estimated", _("estimate")


class AttendancePeriod(models.TextChoices):
    DAY = "day", _("per day")
    MONTH = "month", _("per month")
    YEAR = "year", _("per year")


class YesNo(models.TextChoices):
    """An answer that may also be missing (the empty string)."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class ContentLicence(models.TextChoices):
    LICENCE_OUVERTE = "lo-2.0", _("Licence Ouverte 2.0")
    CC_BY = "cc-by", _("CC BY")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA")


class PhotoLicence(models.TextChoices):
    LICENCE_OUVERTE = "lo-2.0", _("Licence Ouverte 2.0")
    CC_BY = "cc-by", _("CC BY")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA")
    RESERVED = "reserved", _("All rights reserved, publication allowed here")


class People(models.TextChoices):
    """Who can be recognised on a photo."""

    NONE = "none", _("Nobody on the photo")
    NOT_IDENTIFIABLE = "not-identifiable", _("People, not identifiable")
    AGREED = "agreed", _("Identifiable people, written agreement")
    BLURRED = "blurred", _("Blurred faces")
    NO_AGREEMENT = "no-agreement", _("Identifiable people, no agreement")


class EffectKind(models.TextChoices):
    REPORTED = "reported", _("Reported by the lab")
    QUOTATION = "quotation", _("Quotation")


class Risk(models.TextChoices):
    """What a reviewer checks with particular care. A sign found by machine is not a verdict."""

    PEOPLE = "people", _("People on photos")
    NAMES = "names", _("Named person")
    TESTIMONY = "testimony", _("Testimony")
    MINORS = "minors", _("Minors")
    SECURITY = "security", _("Security of the place")


class PartyRole(models.TextChoices):
    PARTNER = "partner", _("Partner")
    DESIGNER = "designer", _("Designer")
    LAB = "lab", _("Associated lab")


class ResourceKind(models.TextChoices):
    PLAN = "plan", _("Plan or drawing")
    SPECIFICATION = "specification", _("Specification")
    SURVEY = "survey", _("Survey or observation grid")
    SIGNAGE = "signage", _("Signage file")
    JOB = "job", _("Job or procedure sheet")
    REPORT = "report", _("Report")
    OTHER = "other", _("Other document")


class Relation(models.TextChoices):
    INSPIRED_BY = "inspired-by", _("Inspired by")
    FOLLOWS = "follows", _("Follows")
    VARIANT_OF = "variant-of", _("Variant of")


class Direction(models.TextChoices):
    """Which way an indicator improves."""

    LOWER = "lower", _("Lower is better")
    HIGHER = "higher", _("Higher is better")
    NEUTRAL = "neutral", _("Neither is better")


class Scale(models.TextChoices):
    """The scale of an indicator decides its arithmetic."""

    RATIO = "ratio", _("Quantity")
    PERCENT = "percent", _("Percentage")
    BALANCE = "balance", _("Balance, in points")
    SCORE = "score", _("Score")
    LOG = "log", _("Logarithmic")


class MeasureStatus(models.TextChoices):
    MEASURED = "measured", _("Measured")
    PLANNED = "planned", _("Planned")
    NOT_MEASURABLE = "not-measurable", _("Not measurable")


class ChangeKind(models.TextChoices):
    """How a source that gives only a change expresses it."""

    RELATIVE = "relative", _("In per cent of the value before")
    ABSOLUTE = "absolute", _("In the unit of the indicator")


class Verdict(models.TextChoices):
    """What may be concluded from a measure; below level 3 nothing is."""

    IMPROVEMENT = "improvement", _("Measured improvement")
    DETERIORATION = "deterioration", _("Measured deterioration")
    STABLE = "stable", _("No notable change")
    INCONCLUSIVE = "inconclusive", _("Difference too uncertain to conclude")
    NEUTRAL = "neutral", _("Observed change")
    NO_CONCLUSION = "no-conclusion", _("Difference observed, no conclusion")


class EvidenceLevel(models.IntegerChoices):
    """How far a before/after figure may be believed. Rates measures, never labs."""

    TOLD = 0, _("Account, no measure")
    PARTIAL = 1, _("Partial measure")
    FRAGILE = 2, _("Before/after, fragile comparison")
    COMPARABLE = 3, _("Comparable before/after")
    CONFIRMED = 4, _("Comparable and confirmed")


FIRM_LEVELS = frozenset({EvidenceLevel.COMPARABLE, EvidenceLevel.CONFIRMED})
"""Levels at which a verdict is shown and a change may enter an order or an aggregate."""


class Missing(models.TextChoices):
    """What a measure needs to reach the next level of evidence, in the words its author reads."""

    VALUE = "value", _("A value, before or after")
    SIDE = "side", _("Both values, before and after")
    LISTED = "listed", _("An indicator of the shared list")
    PERIODS_DATED = "periods-dated", _("Both periods, with the months they start and end")
    PERIODS_OVERLAP = (
        "periods-overlap",
        _("An after-period that starts once the before-period is over"),
    )
    PERIODS_LENGTH = "periods-length", _("Two periods of which neither is over twice the other")
    PERIODS_SEASON = (
        "periods-season",
        _("Periods that start at most 31 days apart in the year, or last 330 days each"),
    )
    METHOD = "method", _("The same method before and after")
    SAMPLE_SIZE = (
        "sample-size",
        _(
            "The number of answers or readings on both sides (at least 30 for a survey, "
            "an observation or timing), or an exhaustive count"
        ),
    )
    OPENING = "opening", _("The opening date of the project")
    TOO_SOON = "too-soon", _("An after-period that starts at least 28 days after the opening")
    SOURCE = "source", _("The source of the figures")
    CONTEXT = "context", _("What else changed meanwhile (“nothing else” is an answer)")
    CONFIRMATION = (
        "confirmation",
        _(
            "A second comparable reading, at least 90 days later and with the same verdict, "
            "or a comparable control site over the same periods"
        ),
    )
