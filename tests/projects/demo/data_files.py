"""The files of the demonstration, read once, and what several tests ask of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import projects
from projects.demo.compiled import compiled_sheets
from projects.demo.data import load

VOCABULARIES = yaml.safe_load(
    (Path(projects.__file__).parent / "data" / "vocabularies.yaml").read_text(encoding="utf-8")
)
INDICATORS = VOCABULARIES["indicators"]
CASES = {case["id"]: case for case in load("cases.json")}
MAPPING = load("mapping.yaml")
FACTS = load("compiled.yaml")["cases"]
PRACTICES = {practice["slug"]: practice for practice in load("practices.yaml")}
LABS = {lab["slug"]: lab for lab in load("labs.yaml")}

COMPILED = {sheet["slug"]: sheet for sheet in compiled_sheets()}
FICTIONAL = {sheet["slug"]: sheet for sheet in load("fictional.yaml")["sheets"]}
SHEETS = COMPILED | FICTIONAL
MEASURES = [
    (slug, measure) for slug, sheet in SHEETS.items() for measure in sheet.get("measures", [])
]

every_case = pytest.mark.parametrize("slug", CASES)
every_sheet = pytest.mark.parametrize("slug", SHEETS)
every_fiction = pytest.mark.parametrize("slug", FICTIONAL)


def plain(text: str) -> str:
    """Return a text without what typography changes."""
    text = text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.lower().split())


def texts_in(node: Any) -> Iterator[str]:
    """Yield every text of a file's content, however deep."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (text for value in node.values() for text in texts_in(value))
    elif isinstance(node, list):
        yield from (text for value in node for text in texts_in(value))
