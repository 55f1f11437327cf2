"""What the demonstration's files share: known codes, working links, fiction that says so."""

import re
from typing import Any

import pytest

from projects import choices
from projects.dates import PartialDate
from projects.demo.data import load
from tests.projects.demo.data_files import (
    CASES,
    COMPILED,
    FICTIONAL,
    INDICATORS,
    LABS,
    MAPPING,
    PRACTICES,
    SHEETS,
    VOCABULARIES,
    every_fiction,
    every_sheet,
    plain,
    texts_in,
)

LEADS_TO = {
    "organisation_type": "establishment_kinds",
    "space_type": "reception_zones",
    "themes": "themes",
    "audiences": "audiences",
    "methods": "methods",
    "phase": "phases",
    "partners": "structure_kinds",
}
SEVERAL_CODES = ("reception_zones", "journey_stages", "themes", "audiences", "methods")
SINGLE_CODES = {
    "project_kind": "project_kinds",
    "beneficiary_kind": "structure_kinds",
    "establishment_kind": "establishment_kinds",
    "phase": "phases",
}
LENGTHS = {"title": 140, "summary": 280, "beneficiary_name": 140, "site_name": 140, "funding": 255}
DATES = ("started_on", "opened_on", "ended_on")
NOT_TYPESET = re.compile(r" [;:!?»]|« |\w'\w|'«")


def words_of(case: dict[str, Any], name: str) -> list[str | None]:
    return case[name] if isinstance(case[name], list) else [case[name]]


def test_terms_people_search_by_are_defined() -> None:
    for name in ("journey_stages", "reception_zones", "themes", "methods"):
        terms = VOCABULARIES[name]
        assert not [code for code, term in terms.items() if not term.get("definition")], name
    assert all(row["definition"] for row in INDICATORS.values())


@pytest.mark.parametrize("name", LEADS_TO)
def test_every_word_of_the_cases_is_mapped_to_known_codes(name: str) -> None:
    assert {word for case in CASES.values() for word in words_of(case, name)} == set(MAPPING[name])
    for word, entry in MAPPING[name].items():
        assert set(entry["codes"]) <= set(VOCABULARIES[LEADS_TO[name]]), word
        assert entry["codes"] or entry["why"], word
        for other, codes in entry.get("also", {}).items():
            assert set(codes) <= set(VOCABULARIES[other]), word


def test_every_kind_of_body_has_its_kind_of_structure() -> None:
    structures = {entry["structure"] for entry in MAPPING["organisation_type"].values()}
    assert structures <= set(VOCABULARIES["structure_kinds"])


@every_sheet
def test_codes_of_a_sheet_are_known(slug: str) -> None:
    sheet = SHEETS[slug]
    for field, vocabulary in SINGLE_CODES.items():
        assert sheet[field] in VOCABULARIES[vocabulary], field
    for field in SEVERAL_CODES:
        assert set(sheet[field]) <= set(VOCABULARIES[field]), field
    assert sheet.get("cost_band") in {None, *VOCABULARIES["cost_bands"]}
    for party in [*sheet.get("partners", []), *sheet.get("designers", [])]:
        assert party["kind"] in VOCABULARIES["structure_kinds"], party["name"]


@every_sheet
def test_links_of_a_sheet_lead_somewhere(slug: str) -> None:
    sheet = SHEETS[slug]
    assert {link["practice"] for link in sheet.get("practices", [])} <= set(PRACTICES)
    assert {link["lab"] for link in sheet.get("associated_labs", [])} <= set(LABS)
    assert {link["case"] for link in sheet.get("related", [])} <= {*SHEETS} - {slug}
    relations = {link["relation"] for link in sheet.get("related", [])}
    assert relations <= set(choices.Relation.values)


@every_sheet
def test_a_sheet_has_what_a_submission_demands(slug: str) -> None:
    sheet = SHEETS[slug]
    assert sheet["themes"]
    assert sheet["audiences"]
    if sheet["project_kind"] in choices.SPACE_KINDS:
        assert sheet["reception_zones"]
    assert ("cost" in sheet) != ("cost_band" in sheet)
    assert ("measures" in sheet) != ("sources_give_no_figure" in sheet)
    assert sheet["title"]
    assert sheet["summary"]
    for field, most in LENGTHS.items():
        assert len(sheet.get(field) or "") <= most, field


@every_sheet
def test_dates_are_dates_in_order(slug: str) -> None:
    sheet = SHEETS[slug]
    days = [PartialDate.parse(sheet[name]).first_day for name in DATES if sheet[name]]
    assert days == sorted(days)
    steps = [step["date"] for step in sheet["approach"] if step.get("date")]
    assert steps == sorted(steps, key=lambda text: PartialDate.parse(text).first_day)


def test_practices_have_their_places_and_are_applied() -> None:
    used = {link["practice"] for sheet in SHEETS.values() for link in sheet.get("practices", [])}
    assert used == set(PRACTICES)
    for slug, practice in PRACTICES.items():
        assert practice["zones"], slug
        assert set(practice["zones"]) <= set(VOCABULARIES["reception_zones"]), slug
        assert set(practice["stages"]) <= set(VOCABULARIES["journey_stages"]), slug


def test_real_labs_give_only_addresses_of_the_sources() -> None:
    addresses = {source["url"] for case in CASES.values() for source in case["sources"]}
    for slug, lab in LABS.items():
        assert lab["kind"] in {None, *VOCABULARIES["structure_kinds"]}, slug
        assert lab["website"] in {None, *addresses}, slug
        assert lab["is_fictional"] or lab["email"] is None, slug
        assert lab["is_fictional"] == ("fictif" in lab["name"]), slug


@every_fiction
def test_fiction_is_said_and_reaches_no_real_address(slug: str) -> None:
    sheet = FICTIONAL[slug]
    assert "fictive" in sheet["fictional_city"]
    for source in sheet["sources"]:
        assert re.match(r"https://[\w.-]+\.example/", source["url"])
    assert sheet["contact"]["email"].endswith(".example")


@every_fiction
def test_cost_lines_add_up(slug: str) -> None:
    cost = FICTIONAL[slug]["cost"]
    lines = [line.rsplit(":", 1)[1] for line in cost["note"].splitlines()]
    assert sum(int(re.sub(r"\D", "", line)) for line in lines) == int(cost["amount"])


@every_fiction
def test_kit_files_can_be_made(slug: str) -> None:
    for resource in FICTIONAL[slug]["kit"]["resources"]:
        assert resource["kind"] in choices.ResourceKind.values
        assert resource["licence"] in choices.ContentLicence.values
        assert resource["filename"].endswith(f".{resource['file_format']}")
        assert resource["rows" if resource["file_format"] == "ods" else "content"]


@every_sheet
def test_drawings_say_what_they_show_and_that_they_are_drawings(slug: str) -> None:
    sheet = SHEETS[slug]
    pictures = [pair[side] for pair in sheet["photo_pairs"] for side in ("before", "after")]
    opening = "dessin de principe, " if slug in COMPILED else "dessin d"
    for picture in [*pictures, *sheet.get("gallery", [])]:
        assert plain(picture["alt"]).startswith(opening)
        assert 60 <= len(picture["alt"]) <= 140
    assert sheet["pictures"]["is_drawing"]


@pytest.mark.parametrize("name", ["compiled.yaml", "fictional.yaml", "labs.yaml", "practices.yaml"])
def test_french_is_typeset(name: str) -> None:
    texts = [text for text in texts_in(load(name)) if "://" not in text]
    assert not [text for text in texts if NOT_TYPESET.search(text)]
