"""The real cases as compiled: nothing of the source lost, nothing added to it."""

import re
from decimal import Decimal
from typing import Any

from projects import choices
from tests.projects.demo.data_files import (
    CASES,
    COMPILED,
    FACTS,
    LABS,
    MAPPING,
    every_case,
    plain,
    texts_in,
)

COLUMNS = {
    "reception_zones": "space_type",
    "themes": "themes",
    "audiences": "audiences",
    "methods": "methods",
}
PLACES = ("commune_insee", "departement", "no_place", "place_unknown")
READ_BY_US = "Lecture du compilateur"


def test_every_case_is_compiled_and_no_other() -> None:
    assert list(FACTS) == list(CASES)


@every_case
def test_corrections_change_something_and_say_why(slug: str) -> None:
    for field, column in COLUMNS.items():
        own = FACTS[slug].get(field, {})
        given = {code for word in CASES[slug][column] for code in MAPPING[column][word]["codes"]}
        assert all(change["why"] for changes in own.values() for change in changes)
        assert given.isdisjoint(change["code"] for change in own.get("add", []))
        assert given.issuperset(change["code"] for change in own.get("drop", []))


@every_case
def test_words_without_a_code_are_kept_as_tags(slug: str) -> None:
    tags = {tag.casefold() for tag in COMPILED[slug]["tags"]}
    assert tags.issuperset(tag.casefold() for tag in CASES[slug]["tags"])
    for column in COLUMNS.values():
        for word in CASES[slug][column]:
            assert MAPPING[column][word]["codes"] or word.casefold() in tags, word


@every_case
def test_place_is_given_once_and_agrees_with_the_source(slug: str) -> None:
    facts, case = FACTS[slug], CASES[slug]
    assert len([name for name in PLACES if name in facts]) == 1
    place = facts.get("commune_insee") or facts.get("departement") or ""
    # An INSEE code starts with that of the département (no Corsican case, where it does not).
    assert place.startswith(case["departement_code"] or "")
    assert bool(place) == bool(case["departement_code"])
    assert "commune_insee" in facts or facts["place_why"]


@every_case
def test_dates_come_from_the_source(slug: str) -> None:
    case = CASES[slug]
    told = f"{case['year_start']} {case['year_end']} {case['context']}"
    for name in ("started_on", "opened_on", "ended_on"):
        date = FACTS[slug][name]
        assert date is None or date[:4] in told, name


@every_case
def test_works_last_as_long_as_the_source_says(slug: str) -> None:
    works = FACTS[slug]["works_months"]
    assert works is None or works == CASES[slug]["duration_months"]


@every_case
def test_cost_is_the_one_of_the_source(slug: str) -> None:
    cost, told = FACTS[slug].get("cost"), CASES[slug]["cost_eur"]
    assert (cost is None) == (told is None)
    if cost:
        assert Decimal(cost["amount"]) == told
        assert cost["tax"] in choices.Tax.values
        assert cost["scope"] in {None, *choices.Scope.values}


@every_case
def test_every_outcome_is_a_measure(slug: str) -> None:
    for outcome, measure in zip(
        CASES[slug]["outcomes"], FACTS[slug].get("measures", []), strict=True
    ):
        assert plain(measure["own_label"]) == plain(outcome["indicator"])
        before, after = figures(measure)
        assert before == as_decimal(outcome["before_value"])
        assert after == as_decimal(outcome["after_value"])
        assert (measure["before"] or {}).get("n") == outcome["sample_size"]
        assert plain(measure["source"]["location"]) == plain(outcome["source_quote_location"])
        assert plain(outcome["note"]).rstrip(".") in plain(measure["note"])


def figures(measure: dict[str, Any]) -> list[Decimal | None]:
    """Return the figure of each side; a change given without levels stands for the second."""
    before, after = ((measure[side] or {}).get("value") for side in ("before", "after"))
    return [
        as_decimal(before),
        as_decimal(after or measure.get("reported_change", {}).get("value")),
    ]


def as_decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@every_case
def test_measures_cite_a_source_of_the_case(slug: str) -> None:
    urls = {source["url"] for source in CASES[slug]["sources"]}
    assert urls.issuperset(row["source"]["url"] for row in FACTS[slug].get("measures", []))


@every_case
def test_nothing_told_is_lost(slug: str) -> None:
    case, facts = CASES[slug], FACTS[slug]
    kept = plain(" ".join(texts_in(facts)))
    clauses = [part for text in case["outcomes_qualitative"] for part in re.split("[;.]", text)]
    lessons = [lesson.removeprefix(f"{READ_BY_US} : ") for lesson in case["lessons"]]
    assert not [text for text in (*clauses, *lessons) if plain(text) not in kept]
    assert plain(case["photos_described"] or "") == plain(facts.get("photos_in_source", ""))
    assert COMPILED[slug]["sources"] == case["sources"]


@every_case
def test_partners_are_named(slug: str) -> None:
    facts = FACTS[slug]
    parties = [party["name"] for key in ("partners", "designers") for party in facts.get(key, [])]
    parties += [LABS[link["lab"]]["name"] for link in facts.get("associated_labs", [])]
    assert {plain(name) for name in parties} >= {plain(name) for name in CASES[slug]["partners"]}


@every_case
def test_the_compiler_never_speaks_for_the_service(slug: str) -> None:
    """What the compiler reads is the editors' note; the other lessons are the source's."""
    ours = [lesson for lesson in CASES[slug]["lessons"] if lesson.startswith(READ_BY_US)]
    notes = FACTS[slug].get("editor_note", [])
    assert len(notes) == len(ours)
    assert all(note.startswith(f"{READ_BY_US} de la fiche, non du service") for note in notes)
    assert all(effect["kind"] == "reported" for effect in FACTS[slug]["effects"])
    assert FACTS[slug]["not_said"]
