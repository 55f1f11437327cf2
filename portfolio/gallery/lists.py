"""What stands around a list: its filters, what it says of itself, and when it is empty."""

from collections.abc import Collection, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator

from portfolio.gallery import samples
from portfolio.gallery.component import Component, State
from projects.dead_end import Link, Starts, Unknown, Way
from projects.listing import PER_PAGE, Chip
from projects.panel import OfferedFacet, Option
from projects.search.analyser import analyse
from projects.search.engine import Choice
from projects.search.highlights import SUMMARY, Reasons, Told
from projects.search.planner import Planner, Repair
from projects.search.spelling import Vocabulary
from projects.search.thesaurus import Thesaurus

THEMES = {
    "attente": "Attente et gestion des flux",
    "confidentialite": "Confidentialité des échanges",
    "handicap": "Accueil des personnes handicapées",
    "orientation": "Orientation et signalétique",
    "conditions": "Conditions de travail des agents",
}
SENTENCE = "La file devant le guichet laisse place à un pré-accueil."
LABS = {"limagne": "Lab de la Limagne", "loire": "Lab de Loire"}
TAGS = {f"tag-{number}": f"Mot-clé {number}" for number in range(1, 25)}


def components() -> Iterator[Component]:
    yield from filters()
    yield from answers()
    yield from absences()


def filters() -> Iterator[Component]:
    few, chosen = listing(), listing(chosen=("attente", "limagne", "loire"))
    many = OfferedFacet("tag", "Mot-clé", options(TAGS, ("tag-24",)))
    yield Component(
        "filters",
        "Filtres",
        "À côté de la liste ; sur un téléphone, un panneau que « Filtrer » ouvre.",
        (State("Rien de choisi", {"listing": few}), State("Trois choix", {"listing": chosen})),
        size="medium",
    )
    yield Component(
        "facet",
        "Groupe de filtres",
        "Ce par quoi on peut restreindre la liste. Rien que des choix qui donnent des fiches.",
        (
            State("Replié", {"facet": few.panel[0]}),
            State("Ouvert", {"facet": few.panel[1]._replace(is_early=True)}),
            State("Choix faits", {"facet": chosen.panel[1]}),
            State("Nombreuses valeurs : les plus utiles", {"facet": many}),
            State("Toutes les valeurs", {"facet": many._replace(is_whole=True)}),
        ),
        size="small",
    )
    page = samples.menu().portfolio
    yield Component(
        "chips",
        "Filtres en vigueur",
        "Au-dessus des résultats ; chacun s’enlève d’un geste.",
        (
            State("Aucun : « Filtrer » seul, sur un téléphone", {"listing": few, "page": page}),
            State("Trois filtres", {"listing": chosen, "page": page}),
            State("Une recherche seule", {"listing": listing("file"), "page": page}),
        ),
        size="medium",
    )


def listing(
    typed: str = "",
    chosen: Collection[str] = (),
    **understood: Any,
) -> SimpleNamespace:
    """What the list page knows of itself, for what was typed and chosen, without an index."""
    panel = [
        OfferedFacet("theme", "Thème", options(THEMES, chosen)),
        OfferedFacet("lab", "Lab", options(LABS, chosen)),
    ]
    chips = [Chip(option.label, "") for facet in panel for option in facet.chosen]
    plan = SimpleNamespace(repairs=understood.pop("repairs", ()))
    search = SimpleNamespace(plan=plan, is_widened=False, answering=1, **understood)
    return SimpleNamespace(
        typed=typed,
        panel=panel,
        page=Paginator(range(24), PER_PAGE).page(1),
        chips=chips,
        literally="",
        search=search,
        dead_end=dead_end(typed, chips),
    )


def dead_end(typed: str, chips: Collection[Chip]) -> SimpleNamespace:
    nearest = [Link("guichet", ""), Link("guichets", "")]
    ways = [Way("Avec ces filtres, sans les mots tapés", 12, "")] if chips else []
    return SimpleNamespace(
        unknown=[Unknown(typed, nearest)] if typed else [],
        is_nearly_right=bool(typed),
        ways=ways,
        starts=Starts("theme", [Choice(0, code, label) for code, label in THEMES.items()]),
    )


def options(labels: Mapping[str, str], chosen: Collection[str]) -> list[Option]:
    return [
        Option(code, label, 24 // rank, code in chosen)
        for rank, (code, label) in enumerate(labels.items(), start=1)
    ]


def absences() -> Iterator[Component]:
    page = samples.menu().portfolio
    yield Component(
        "empty",
        "Liste vide",
        "À la place d’une liste qui n’a rien à montrer : dit pourquoi, et où aller.",
        (
            State("Avec une suite", {"title": "Aucune fiche ne porte ce mot.", "link": page}),
            State(
                "Avec une explication",
                {"title": "Aucune pratique n’est décrite.", "text": "Elles naissent des fiches."},
            ),
            State("Seule", {"title": "Aucun lab n’est présenté."}),
        ),
        size="medium",
    )
    title = "Aucune réalisation ne répond encore à cela."
    yield Component(
        "no_result",
        "Recherche sans résultat",
        "Quand la liste ne répond à rien de ce qui est demandé.",
        (
            State("Des mots", {"listing": listing("guichat"), "page": page, "title": title}),
            State(
                "Des mots et des filtres, des labs",
                {
                    "listing": listing("guichat", ("attente",)),
                    "page": page,
                    "title": title,
                    "labs_to_write_to": [samples.lab(email="lab@limagne.example")],
                },
            ),
        ),
        size="medium",
    )


def answers() -> Iterator[Component]:
    page = samples.menu().portfolio
    repaired = listing("acceuil", repairs=[Repair("acceuil", "accueil")])
    partly = listing("file borne")
    partly.search.is_widened, partly.search.answering = True, 0
    yield Component(
        "understood",
        "Ce que la recherche a compris",
        "Au-dessus des résultats, quand on n’a pas cherché les mots tels quels.",
        (
            State("Mot corrigé", {"listing": repaired, "page": page}),
            State("Une partie des mots", {"listing": partly, "page": page}),
            State("Rien à dire", {"listing": listing("file"), "page": page}),
        ),
        size="medium",
    )
    plan = Planner(Vocabulary({}), Thesaurus.of(())).plan("file")
    reason = Reasons(plan).why([Told(SUMMARY, SENTENCE, " ".join(analyse(SENTENCE)))])
    yield Component(
        "why",
        "Pourquoi cette fiche",
        "Au pied d’une vignette, après une recherche : où sont les mots cherchés.",
        (
            State("Mots marqués", {"case": SimpleNamespace(why=reason)}),
            State("Sans recherche", {"case": SimpleNamespace(why=None)}),
        ),
        size="medium",
    )
