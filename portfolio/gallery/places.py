"""The components that show labs, and where cases are."""

from collections.abc import Iterator

from portfolio.gallery import samples
from portfolio.gallery.component import Component, State, states_of
from projects.data.tiles import POINTS
from projects.models import Departement, Term
from projects.tiles import TileMap

PLACES = {"44": "Loire-Atlantique", "63": "Puy-de-Dôme", "974": "La Réunion"}


def components() -> Iterator[Component]:
    yield from labs()
    yield from maps()


def labs() -> Iterator[Component]:
    town = Term(code="commune", label="Commune")
    logo = samples.photo_after("after-closer")
    shown = {
        "Avec un logo": samples.lab(kind=town, logo=logo),
        "Sans logo": samples.lab(kind=town),
        "Fictif, rien de publié": samples.lab(is_fictional=True, case_count=0),
    }
    yield Component(
        "lab_card",
        "Vignette d’un lab",
        "Dans la liste des labs.",
        states_of("lab", shown),
        size="medium",
    )
    yield Component(
        "lab_line",
        "Lab en une ligne",
        "Sous le nom d’un lab : ce qu’il est, où il travaille.",
        states_of(
            "lab",
            {
                "Nature et territoire": samples.lab(kind=town),
                "Territoire seul": samples.lab(),
                "Rien de dit": samples.lab(territory=""),
            },
        ),
        size="small",
    )


def maps() -> Iterator[Component]:
    portfolio = samples.menu().portfolio
    none, few = tile_map({}), tile_map({"44": 3, "63": 1, "974": 1})
    many = tile_map({code: 1 + 7 * rank % 23 for rank, code in enumerate(POINTS) if rank % 3})
    shown = {"Aucune fiche": none, "Peu de fiches": few, "Beaucoup de fiches": many}
    yield Component(
        "tile_map",
        "Carte",
        "Une case par département, toutes de la même taille ; la liste dit la même chose.",
        tuple(
            State(label, {"tile_map": each, "portfolio": portfolio})
            for label, each in shown.items()
        ),
        size="medium",
    )
    yield Component(
        "tile_legend",
        "Légende de la carte",
        "À côté de la carte : ce que disent les trois teintes.",
        states_of("tile_map", {"Peu de fiches": few, "Beaucoup de fiches": many}),
        size="medium",
    )
    yield Component(
        "tile",
        "Case de la carte",
        "Un département sur la carte.",
        (
            State("Sans fiche", {"tile": none.tiles[0]}),
            State("Une fiche", {"tile": next(t for t in few.tiles if t.count)}),
        ),
        size="small",
        inside='<svg class="tile pattern-tile" viewBox="0 0 24 24" role="img">{}</svg>',
    )
    yield Component(
        "tile_swatch",
        "Teinte de la carte",
        "Dans la légende ; n’est jamais seule à dire un nombre.",
        tuple(State(f"Teinte {level}", {"level": level}) for level in range(4)),
        size="small",
        inside='<div class="legend">{}</div>',
    )
    yield Component(
        "departements",
        "Liste de départements",
        "La carte en mots, par région.",
        (
            State("Avec des liens", {"rows": few.reached, "portfolio": portfolio}),
            State("Sans portefeuille publié", {"rows": few.reached}),
        ),
        size="medium",
    )
    page = samples.lab(slug="limagne")
    yield Component(
        "lab_places",
        "Où travaille un lab",
        "Sur la page d’un lab : en mots s’il y a peu de départements, sinon dessiné.",
        (
            State("Peu de départements", {"tile_map": few, "page": page, "menu": samples.menu()}),
            State("Beaucoup", {"tile_map": many, "page": page, "menu": samples.menu()}),
        ),
        size="medium",
        inside='<div class="lab-side">{}</div>',
    )


def tile_map(counts: dict[str, int]) -> TileMap:
    places = [
        Departement(code=code, name=PLACES.get(code, "Département"), region_name="Région")
        for code in POINTS
    ]
    return TileMap(places, counts)
