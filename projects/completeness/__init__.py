"""The one list of rules on what a sheet must say: what is missing, where, and why.

The author's checklist, the reviewer's checklist, submission and approval all read it; saving a
draft never does. A sheet is duck-typed, rows in memory included: models are above this package.
"""

from projects.completeness.photos import PHOTO_RULES, is_description, photo_uses
from projects.completeness.practical import PRACTICAL_RULES
from projects.completeness.privacy import PRIVACY_RULES
from projects.completeness.results import RESULT_RULES
from projects.completeness.rule import Case, Level, Missing, Rule
from projects.completeness.story import STORY_RULES
from projects.completeness.subject import SUBJECT_RULES
from projects.completeness.wording import WORDING_RULES

RULES: tuple[Rule, ...] = (
    *(*SUBJECT_RULES, *STORY_RULES, *RESULT_RULES),
    *(*PHOTO_RULES, *PRACTICAL_RULES, *PRIVACY_RULES, *WORDING_RULES),
)


def missing(case: Case) -> list[Missing]:
    """Return all that the rules find wanting, doubts included, in the order of the form."""
    return [gap for rule in RULES for gap in rule.missing(case)]


def blocking(case: Case) -> list[Missing]:
    """Return what keeps a sheet from being submitted and approved."""
    return found_by(Level.BLOCKING, case)


def warnings(case: Case) -> list[Missing]:
    """Return what deserves a second look and blocks nothing."""
    return found_by(Level.WARNING, case)


def found_by(level: Level, case: Case) -> list[Missing]:
    """Return what the rules of one level find wanting: the others are not even asked."""
    return [gap for rule in RULES if rule.level == level for gap in rule.missing(case)]


def percentage(case: Case) -> int:
    """Return the share, rounded down, of the blocking rules on this sheet that are met.

    100 if and only if nothing blocks. It says how far a sheet is, and ranks nobody.
    """
    asked = [rule for rule in RULES if rule.level == Level.BLOCKING and rule.judged(case)]
    met = [rule for rule in asked if not rule.missing(case)]
    return 100 * len(met) // len(asked)


__all__ = [
    "RULES",
    "Level",
    "Missing",
    "Rule",
    "blocking",
    "is_description",
    "missing",
    "percentage",
    "photo_uses",
    "warnings",
]
