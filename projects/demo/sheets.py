"""From a sheet of the demonstration's files to a published case."""

from decimal import Decimal
from typing import Any

from wagtail.rich_text import RichText

from projects.choices import PartyRole, YesNo
from projects.demo.measures import build_measure, date, number
from projects.demo.rows import in_order
from projects.demo.texts import paragraphs, typeset
from projects.demo.vocabulary import Lookup
from projects.models import (
    AppliedPractice,
    CaseStudyPage,
    Effect,
    LabPage,
    Party,
    RedoStep,
    Source,
)

TEXTS = ("summary", "beneficiary_name", "site_name", "dates_note", "funding", "purchase_route")
DATES = ("started_on", "opened_on", "ended_on")
RICH = (
    *("problem", "solution", "what_did_not_work", "success_conditions", "would_do_differently"),
    *("editor_note", "not_said", "contradictions"),
)
ONE_TERM = {
    "project_kind": "project_kinds",
    "beneficiary_kind": "structure_kinds",
    "establishment_kind": "establishment_kinds",
    "phase": "phases",
}
SEVERAL_TERMS = ("reception_zones", "journey_stages", "audiences", "themes", "methods")
UNKNOWN_PLACE = "commune non précisée par la source"
ANSWERS = {True: YesNo.YES, False: YesNo.NO, None: ""}


def build_sheet(sheet: dict[str, Any], sheet_kind: str, lookup: Lookup) -> CaseStudyPage:
    """Return the unsaved case that a sheet describes, its pictures and relations apart."""
    case = CaseStudyPage(slug=sheet["slug"], title=typeset(sheet["title"]), sheet_kind=sheet_kind)
    for name in TEXTS:
        setattr(case, name, typeset(sheet.get(name) or ""))
    for name in DATES:
        setattr(case, name, date(sheet.get(name)))
    for name in RICH:
        setattr(case, name, paragraphs(sheet.get(name)))
    for name, vocabulary in ONE_TERM.items():
        setattr(case, name, lookup.term(vocabulary, sheet.get(name)))
    for name in SEVERAL_TERMS:
        setattr(case, name, lookup.terms(name, sheet.get(name, ())))
    case.works_months = number(sheet.get("works_months"))
    case.open_during_works = ANSWERS[sheet.get("open_during_works")]
    case.approach = [approach_block(block) for block in sheet["approach"]]
    case.tags.set(sheet["tags"])
    set_place(case, sheet, lookup)
    set_size(case, sheet)
    set_cost(case, sheet, lookup)
    set_kit_texts(case, sheet.get("kit", {}))
    set_contact(case, sheet)
    add_rows(case, sheet, lookup)
    return case


def approach_block(block: dict[str, Any]) -> tuple[str, Any]:
    if block["kind"] == "text":
        return "text", RichText(paragraphs([block["text"]]))
    if block["kind"] == "quote":
        return "quote", {"text": block["text"], "role": block["role"]}
    return "step", {"date": block["date"] or "", "text": RichText(paragraphs([block["text"]]))}


def set_place(case: CaseStudyPage, sheet: dict[str, Any], lookup: Lookup) -> None:
    case.no_place = sheet.get("no_place", False)
    case.commune = lookup.commune(sheet.get("commune_insee"))
    case.departement_id = sheet.get("departement")
    unknown = UNKNOWN_PLACE if sheet.get("place_unknown") else ""
    case.elsewhere = sheet.get("fictional_city", unknown)


def set_size(case: CaseStudyPage, sheet: dict[str, Any]) -> None:
    attendance, area = sheet.get("attendance"), sheet.get("floor_area")
    if attendance:
        case.attendance = attendance["value"]
        case.attendance_period = attendance["per"]
        case.attendance_year = attendance["year"]
    if area:
        case.floor_area = Decimal(area["value"])
        case.floor_area_scope = area["scope"] or ""


def set_cost(case: CaseStudyPage, sheet: dict[str, Any], lookup: Lookup) -> None:
    case.cost_band = lookup.term("cost_bands", sheet.get("cost_band"))
    case.staff_days = number(sheet.get("staff_days"))
    cost = sheet.get("cost")
    if not cost:
        return
    case.cost_amount = Decimal(cost["amount"])
    case.cost_tax = cost["tax"]
    case.cost_year = cost["price_year"]
    case.cost_scope = cost["scope"] or ""
    case.cost_basis = {True: "actual", False: "estimated", None: ""}[cost["actual"]]
    case.cost_note = cost["note"] or ""


def set_kit_texts(case: CaseStudyPage, kit: dict[str, Any]) -> None:
    case.prerequisites = paragraphs(kit.get("prerequisites"))
    case.transferable = paragraphs(kit.get("transferable"))
    case.specific_to_us = paragraphs(kit.get("specific"))
    case.minimal_budget = kit.get("minimal_budget", "")
    case.redo_steps = in_order(RedoStep(**step) for step in kit.get("redo", ()))


def set_contact(case: CaseStudyPage, sheet: dict[str, Any]) -> None:
    contact = sheet.get("contact", {})
    case.contact_service = contact.get("service", "")
    case.contact_email = contact.get("email", "")
    case.visit_possible = ANSWERS[sheet.get("visit_possible")]
    case.visit_note = sheet.get("visit_note", "")


def add_rows(case: CaseStudyPage, sheet: dict[str, Any], lookup: Lookup) -> None:
    case.measures = in_order(build_measure(facts, lookup) for facts in sheet.get("measures", ()))
    case.effects = in_order(
        Effect(
            text=effect["text"],
            kind=effect["kind"],
            role=effect.get("role", ""),
            agreement=effect.get("agreement", ""),
        )
        for effect in sheet.get("effects", ())
    )
    case.practices = in_order(
        AppliedPractice(practice=lookup.practices[item["practice"]], how=item["how"])
        for item in sheet.get("practices", ())
    )
    case.sources = in_order(
        Source(
            title=source["title"],
            url=source["url"] or "",
            publisher=source["publisher"] or "",
            published_on=date(source["date"]),
        )
        for source in sheet["sources"]
    )
    case.parties = in_order(parties(sheet, lookup))


def parties(sheet: dict[str, Any], lookup: Lookup) -> list[Party]:
    """Return designers, associated labs and partners, in the order that a reader wants them."""
    rows = [
        Party(
            name=item["name"],
            role=role,
            kind=lookup.term("structure_kinds", item["kind"]),
            contribution=item["role"] or "",
        )
        for role, key in ((PartyRole.DESIGNER, "designers"), (PartyRole.PARTNER, "partners"))
        for item in sheet.get(key, ())
    ]
    labs = [
        Party(
            name=LabPage.objects.get(slug=item["lab"]).title,
            role=PartyRole.LAB,
            kind=lookup.term("structure_kinds", "lab"),
            contribution=item["role"] or "",
        )
        for item in sheet.get("associated_labs", ())
    ]
    return [*labs, *rows]
