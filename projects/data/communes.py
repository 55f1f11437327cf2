"""The communes of France: reduced once from the published list, read from the shipped file.

Pure: nothing here knows the database.
"""

import csv
import json
import lzma
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from projects.folding import unaccented

COMMUNES_FILE = Path(__file__).with_name("communes.csv.xz")

# The southern and antarctic lands and Clipperton: the source lists their districts as communes,
# but nobody lives there and no counter can stand there.
UNINHABITED = frozenset({"984", "989"})

# Half-open bands, in rising order: the code, and the first population above the band.
POPULATION_BANDS: tuple[tuple[str, float], ...] = (
    ("moins-2000", 2_000),
    ("2000-10000", 10_000),
    ("10000-50000", 50_000),
    ("50000-200000", 200_000),
    ("200000-et-plus", math.inf),
)


class CommuneRow(NamedTuple):
    """One commune; a collectivity overseas is its own département and its own région, as in
    the official code, so that it can be found by either."""

    code: str
    name: str
    departement_code: str
    departement_name: str
    region_code: str
    region_name: str
    population: int | None


def population_band(population: int | None) -> str:
    """The code of the band holding so many inhabitants; "" when their number is unknown."""
    if population is None:
        return ""
    return next(code for code, ceiling in POPULATION_BANDS if population < ceiling)


def read_communes(path: Path = COMMUNES_FILE) -> Iterator[CommuneRow]:
    """The communes of a reduced file, in alphabetical order."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)  # the names of the columns
        for *place, population in rows:
            yield CommuneRow._make([*place, int(population) if population else None])


def reduce_communes(source: Path, target: Path) -> int:
    """Write to `target` the present, inhabited communes of the published list.

    `source` is the `data` directory of the unpacked npm package @etalab/decoupage-administratif.
    The same source always gives the same file. Returns the number of communes. Raises
    `FileNotFoundError` when `source` is another directory, `KeyError` when the list has changed
    its form; `target` is then left as it was.
    """
    communes = sorted(_current_communes(source), key=lambda row: (unaccented(row.name), row.code))
    with lzma.open(target, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CommuneRow._fields)
        writer.writerows(communes)
    return len(communes)


def _current_communes(source: Path) -> Iterator[CommuneRow]:
    departements = {row["code"]: row["nom"] for row in _load(source / "departements.json")}
    regions = {row["code"]: row["nom"] for row in _load(source / "regions.json")}
    for commune in _load(source / "communes.json"):
        departement = commune["departement"]
        # The other types are parts of a commune: delegated, associated, municipal arrondissements.
        if commune["type"] == "commune-actuelle" and departement not in UNINHABITED:
            yield CommuneRow(
                commune["code"],
                commune["nom"],
                departement,
                departements[departement],
                commune["region"],
                regions[commune["region"]],
                commune.get("population"),
            )


def _load(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))
