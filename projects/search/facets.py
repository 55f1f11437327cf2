"""What cases may be narrowed by, each in one place: its name in addresses, its title, its values.

A facet is handed a case and gives values; it knows nothing of the database.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.choices import EvidenceLevel, SheetKind, Verdict
from projects.data.communes import population_band
from projects.dates import PartialDate
from projects.folding import fold

Labels = Mapping[tuple[str, str], Any]
"""The terms of the vocabularies, by vocabulary and code."""


class Value(NamedTuple):
    """A value of a case: its code in addresses, what people read, what sorts it."""

    code: str
    label: str
    rank: str


@dataclass(frozen=True)
class Facet:
    """Something that narrows the list.

    `name` is that of its parameter in addresses, `vocabulary` the one that its values are terms
    of, if any.
    """

    name: str
    title: str | Promise
    values: Callable[[Any, Labels], Iterable[Value]]
    vocabulary: str = ""


def ranked(number: int) -> str:
    return f"{number:06}"


def of_term(term: Any) -> Value:
    return Value(term.code, term.label, ranked(term.order))


def one_term(field: str) -> Callable[[Any, Labels], Iterable[Value]]:
    return lambda case, _labels: [of_term(term) for term in (getattr(case, field),) if term]


def terms(field: str) -> Callable[[Any, Labels], Iterable[Value]]:
    return lambda case, _labels: map(of_term, getattr(case, field).all())


def by_name(code: str, label: str) -> Value:
    return Value(code, label, fold(label)[:255])


def of_choice(choice: Any) -> Value:
    place = type(choice).values.index(choice.value)
    return Value(str(choice.value), str(choice.label), ranked(place))


class Bands:
    """Classes of a number, half open: the code of the class that begins at each bound."""

    def __init__(self, vocabulary: str, bounds: Mapping[int, str]) -> None:
        self.vocabulary, self.bounds = vocabulary, bounds

    def code_of(self, number: Decimal | float) -> str:
        return [code for bound, code in self.bounds.items() if number >= bound][-1]


COSTS = Bands(
    "cost_bands",
    {
        0: "moins-1000",
        1_000: "1000-5000",
        5_000: "5000-15000",
        15_000: "15000-50000",
        50_000: "50000-150000",
        150_000: "150000-500000",
        500_000: "500000-et-plus",
    },
)
MONTHS = Bands(
    "duration_bands",
    {
        0: "moins-1-mois",
        1: "1-3-mois",
        4: "4-6-mois",
        7: "7-12-mois",
        13: "13-24-mois",
        25: "plus-24-mois",
    },
)
POPULATIONS = "population_bands"
COMPUTED = (COSTS.vocabulary, MONTHS.vocabulary, POPULATIONS)
"""Vocabularies of which no term is chosen: which one a case has is worked out."""
AREAS = (20, 50, 100, 250, 500)
"""Bounds of the classes of floor area, in m²."""
NOTHING_BOUGHT = "sans-achat"


def term_of(labels: Labels, vocabulary: str, code: str) -> Iterator[Value]:
    term = labels.get((vocabulary, code))
    if term:
        yield of_term(term)


def costs(case: Any, labels: Labels) -> Iterator[Value]:
    if case.cost_amount is not None:
        code = COSTS.code_of(case.cost_amount) if case.cost_amount else NOTHING_BOUGHT
        yield from term_of(labels, COSTS.vocabulary, code)
    elif case.cost_band:
        yield of_term(case.cost_band)


def durations(case: Any, labels: Labels) -> Iterator[Value]:
    months = months_between(case.started_on, case.opened_on)
    if months is not None:
        yield from term_of(labels, MONTHS.vocabulary, MONTHS.code_of(months))


def months_between(start: PartialDate | None, end: PartialDate | None) -> int | None:
    """Return the months from one date to another; None unless both tell their month."""
    if not (start and end and start.month and end.month):
        return None
    return max(0, 12 * (end.year - start.year) + end.month - start.month)


def populations(case: Any, labels: Labels) -> Iterator[Value]:
    code = population_band(case.commune.population) if case.commune else ""
    yield from term_of(labels, POPULATIONS, code)


def areas(case: Any, _labels: Labels) -> Iterator[Value]:
    if case.floor_area is None:
        return
    low = max((bound for bound in (0, *AREAS) if case.floor_area >= bound), default=0)
    yield next(value for value in area_values() if value.code == str(low))


def area_values() -> Iterator[Value]:
    first, last = AREAS[0], AREAS[-1]
    yield Value("0", gettext("Less than %(high)s m²") % {"high": first}, ranked(0))
    for low, high in pairwise(AREAS):
        label = gettext("From %(low)s to less than %(high)s m²") % {"low": low, "high": high}
        yield Value(str(low), label, ranked(low))
    yield Value(str(last), gettext("%(low)s m² and more") % {"low": last}, ranked(last))


def kits(case: Any, _labels: Labels) -> Iterator[Value]:
    if case.has_kit:
        yield Value("oui", gettext("Kit available"), "")


def regions(case: Any, _labels: Labels) -> Iterator[Value]:
    if case.departement and case.departement.region_name:
        yield by_name(case.departement.region_code, case.departement.region_name)


def departements(case: Any, _labels: Labels) -> Iterator[Value]:
    if case.departement:
        yield Value(case.departement.code, str(case.departement), case.departement.code)


def years(case: Any, _labels: Labels) -> Iterator[Value]:
    date = case.opened_on or case.ended_on or case.started_on
    if date:
        yield Value(str(date.year), str(date.year), ranked(9_999 - date.year))


def measures(case: Any) -> Iterator[Any]:
    return (m for m in case.measures.all() if m.assessment.level is not None)


def indicators(case: Any, _labels: Labels) -> Iterator[Value]:
    for measure in measures(case):
        if measure.indicator:
            indicator = measure.indicator
            yield Value(indicator.code, indicator.label, ranked(indicator.order))


def verdicts(case: Any, _labels: Labels) -> Iterator[Value]:
    for measure in measures(case):
        if measure.assessment.shown:
            yield of_choice(Verdict(measure.assessment.shown))


def labs(case: Any, _labels: Labels) -> Iterator[Value]:
    yield by_name(case.lab.slug, case.lab.title)


TAG = "tag"

FACETS = (
    Facet("theme", _("Theme"), terms("themes"), "themes"),
    Facet("zone", _("Reception zone"), terms("reception_zones"), "reception_zones"),
    Facet("etape", _("Stage of the journey"), terms("journey_stages"), "journey_stages"),
    Facet("public", _("Audience"), terms("audiences"), "audiences"),
    Facet(
        "etablissement",
        _("Establishment"),
        one_term("establishment_kind"),
        "establishment_kinds",
    ),
    Facet("type", _("Kind of project"), one_term("project_kind"), "project_kinds"),
    Facet("methode", _("Method"), terms("methods"), "methods"),
    Facet(
        "pratique",
        _("Practice"),
        lambda case, _labels: (
            by_name(row.practice.slug, row.practice.title)
            for row in case.practices.all()
            if row.practice
        ),
    ),
    Facet("indicateur", _("Measured indicator"), indicators),
    Facet("verdict", _("What changed"), verdicts),
    Facet(
        "preuve",
        _("Evidence"),
        lambda case, _labels: [of_choice(EvidenceLevel(case.evidence_level))],
    ),
    Facet("cout", _("Cost"), costs, COSTS.vocabulary),
    Facet("duree", _("Duration"), durations, MONTHS.vocabulary),
    Facet("annee", _("Year"), years),
    Facet("phase", _("Phase"), one_term("phase"), "phases"),
    Facet("region", _("Région"), regions),
    Facet("departement", _("Département"), departements),
    Facet("population", _("Size of the commune"), populations, POPULATIONS),
    Facet("surface", _("Floor area"), areas),
    Facet("lab", _("Lab"), labs),
    Facet("kit", _("Reuse kit"), kits),
    Facet(
        "fiche", _("Kind of sheet"), lambda case, _labels: [of_choice(SheetKind(case.sheet_kind))]
    ),
    Facet(
        TAG,
        _("Tag"),
        lambda case, _labels: (by_name(tag.slug, tag.name) for tag in case.tags.all()),
    ),
)
