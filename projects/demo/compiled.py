"""The real cases: words of `cases.json`, codes of `mapping.yaml`, facts of `compiled.yaml`.

What comes out has the form of the sheets of `fictional.yaml`, so that one builder makes both.
"""

from collections.abc import Iterator
from typing import Any

from projects.demo.data import load

LISTS = {
    "space_type": "reception_zones",
    "themes": "themes",
    "audiences": "audiences",
    "methods": "methods",
}
"""Lists of `cases.json` and the field that each one fills."""

CONCERNS = {
    "attendance": "Fréquentation",
    "cost": "Coût",
    "measures": "Chiffres",
    "phase": "Étape",
    "solution": "Ce qui existe",
}
PICTURES = {
    "credit": "Avant-Après, dessin de principe",
    "licence": "lo-2.0",
    "people": "none",
    "is_drawing": True,
}


def compiled_sheets() -> Iterator[dict[str, Any]]:
    """Yield one sheet for each real case, in the order of the file."""
    facts = load("compiled.yaml")
    for case in load("cases.json"):
        yield compiled_sheet(case, {**facts["defaults"], **facts["cases"][case["id"]]})


def compiled_sheet(case: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """Return the sheet of one real case: the source's words and what was read in them."""
    codes, tags = coded_words(case, facts)
    drawing = facts["drawing"]
    return {
        "slug": case["id"],
        "title": case["title"],
        "summary": case["summary"],
        **facts,
        **codes,
        "tags": tags,
        "problem": [case["problem"], case["context"]],
        "approach": [{"kind": "step", "date": "", "text": text} for text in case["approach"]],
        "solution": [
            {"title": item["name"], "text": item["description"]} for item in case["solution"]
        ],
        "contradictions": [
            {"title": CONCERNS[item["concerns"]], "text": item["text"]}
            for item in facts.get("contradictions", ())
        ],
        "not_said": [*facts["not_said"], *filter(None, [facts.get("place_why")])],
        "editor_note": editor_note(facts),
        "sources": case["sources"],
        "pictures": PICTURES,
        "photo_pairs": [principle_pair(case, drawing)] if drawing else [],
    }


def coded_words(
    case: dict[str, Any], facts: dict[str, Any]
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the codes for each field, and the free tags: given ones and words without a code."""
    mapping = load("mapping.yaml")
    codes: dict[str, list[str]] = {field: [] for field in LISTS.values()}
    tags = [*case["tags"], *facts.get("tags_add", ())]
    for words, field in LISTS.items():
        for word in case[words]:
            entry = mapping[words][word]
            codes[field] += entry["codes"]
            for other, more in entry.get("also", {}).items():
                codes[other] += more
            if entry.get("keep_word") or not entry["codes"]:
                tags.append(word)
    for field, found in codes.items():
        correction = facts.get(field, {})
        found += [item["code"] for item in correction.get("add", ())]
        dropped = {item["code"] for item in correction.get("drop", ())}
        codes[field] = [code for code in dict.fromkeys(found) if code not in dropped]
    return codes, list({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1]


def editor_note(facts: dict[str, Any]) -> list[str]:
    """Return what the compiler adds to the sources, paragraph by paragraph."""
    notes = list(facts.get("editor_note", ()))
    if facts.get("phase_why"):
        notes.append(f"Étape retenue : {facts['phase_why']}")
    if facts.get("photos_in_source"):
        notes.append(f"Images vues dans les sources : {facts['photos_in_source']}")
    return notes


def principle_pair(case: dict[str, Any], drawing: dict[str, Any]) -> dict[str, Any]:
    """Return the pair of drawings that stands in for photos that nobody may publish."""
    return {
        "drawing": {"kind": drawing["kind"], "seed": drawing["seed"]},
        "same_viewpoint": True,
        "caption": drawing["caption"],
        "before": {"title": f"{case['id']}, avant", "alt": drawing["alt_before"]},
        "after": {"title": f"{case['id']}, après", "alt": drawing["alt_after"]},
    }
