"""The vocabularies and indicators of the bundled file, checked as they are read.

Pure: nothing here knows the database.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.utils.translation import gettext as _

VOCABULARIES_FILE = Path(__file__).with_name("vocabularies.yaml")
INDICATORS = "indicators"

COMMON_KEYS = {"label": str, "definition": str, "order": int, "active": bool}
TERM_KEYS = COMMON_KEYS | {"aliases": list}
INDICATOR_KEYS = COMMON_KEYS | {
    "unit": str,
    "direction": str,
    "scale": str,
    "sampled": bool,
    "threshold": (int, float),
    "method": str,
}
DEFAULTS: dict[str, Any] = {"definition": "", "active": True, "aliases": [], "method": ""}


class MalformedFileError(ValueError):
    """The file cannot be loaded; the message tells people where and why."""


class Entry(NamedTuple):
    """A term, or an indicator: its list, its code, and what the file says of it."""

    vocabulary: str
    code: str
    values: dict[str, Any]

    @property
    def place(self) -> str:
        return f"{self.vocabulary} / {self.code}"


def read_vocabularies(path: Path = VOCABULARIES_FILE) -> list[Entry]:
    """Return the entries of a file in its order, which numbers those that give no `order`.

    Raises MalformedFileError when it is not YAML of the expected form.
    """
    return [
        _entry(vocabulary, code, given, rank)
        for vocabulary, entries in _mapping(_("The file"), _parsed(path)).items()
        for rank, (code, given) in enumerate(_mapping(str(vocabulary), entries).items(), start=1)
    ]


def _parsed(path: Path) -> Any:
    try:
        return StrictLoader(path.read_text(encoding="utf-8")).get_single_data()
    except yaml.YAMLError as error:
        raise MalformedFileError(_("The file is not YAML: %(error)s") % {"error": error}) from error


class StrictLoader(yaml.SafeLoader):
    """Plain YAML in which a key said twice is a mistake rather than the last word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                message = _("“%(key)s” is there twice.") % {"key": key}
                raise MalformedFileError(message)
        return super().construct_mapping(node, deep)


def _entry(vocabulary: str, code: Any, given: Any, rank: int) -> Entry:
    place = f"{vocabulary} / {code}"
    if not isinstance(code, str):
        raise MalformedFileError(_("%(place)s: put the code in quotes.") % {"place": place})
    keys = INDICATOR_KEYS if vocabulary == INDICATORS else TERM_KEYS
    given = _mapping(place, {"label": given} if isinstance(given, str) else given)
    values = {key: given.get(key, DEFAULTS.get(key)) for key in keys} | {"order": rank} | given
    for problem in _problems(values, keys):
        raise MalformedFileError(f"{place} : {problem}")
    return Entry(vocabulary, code, values)


def _problems(values: dict[str, Any], keys: dict[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if key not in keys:
            yield _("“%(key)s” is unknown; the known ones are %(keys)s.") % {
                "key": key,
                "keys": ", ".join(keys),
            }
        elif value is None:
            yield _("“%(key)s” is missing.") % {"key": key}
        elif not isinstance(value, keys[key]) or isinstance(value, bool) != (keys[key] is bool):
            yield _("“%(key)s” cannot be “%(value)s”.") % {"key": key, "value": value}
    if not all(isinstance(alias, str) for alias in values.get("aliases", [])):
        yield _("“aliases” is a list of texts.")


def _mapping(place: str, content: Any) -> dict[Any, Any]:
    if not isinstance(content, dict):
        raise MalformedFileError(
            _("%(place)s: lines of “code: label” are expected.") % {"place": place}
        )
    return content


SYNONYMS_FILE = Path(__file__).with_name("synonyms.yaml")
SYNONYMS = "synonyms"


def read_synonyms(path: Path = SYNONYMS_FILE) -> list[Entry]:
    """Return the sets of synonyms of a file, in its order.

    Raises MalformedFileError when it is not YAML of the expected form.
    """
    return [
        _synonyms(code, given) for code, given in _mapping(_("The file"), _parsed(path)).items()
    ]


def _synonyms(code: Any, given: Any) -> Entry:
    place = f"{SYNONYMS} / {code}"
    given = _mapping(place, {"expressions": given} if isinstance(given, list) else given)
    values = {"expressions": given.get("expressions", []), "narrower": given.get("also", [])}
    texts = [text for listed in values.values() for text in listed]
    if set(given) - {"expressions", "also"} or not all(isinstance(text, str) for text in texts):
        raise MalformedFileError(
            _("%(place)s: “expressions” and “also” are lists of texts.") % {"place": place}
        )
    return Entry(SYNONYMS, code, values)
