"""Arithmetic of before/after: change, interval, verdict, comparability, level of evidence.

Pure: a model says what it holds as a `Measurement`, `assess` says what follows. Values are
decimals and nothing is rounded; displaying is the business of others.
"""

from projects.evidence.assessment import Assessment, assess, case_level
from projects.evidence.intervals import newcombe
from projects.evidence.measurement import SAMPLING_METHODS, Control, Measurement, Reading, Rule
from projects.evidence.periods import Period, comparable

__all__ = [
    "SAMPLING_METHODS",
    "Assessment",
    "Control",
    "Measurement",
    "Period",
    "Reading",
    "Rule",
    "assess",
    "case_level",
    "comparable",
    "newcombe",
]
