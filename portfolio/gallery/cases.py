"""The components that show cases, and what leads to them."""

from collections.abc import Collection, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator

from portfolio.gallery import samples
from portfolio.gallery.component import Component, State, states_of
from projects.listing import PER_PAGE, Chip, OfferedFacet, Option, Starts
from projects.models import CaseStudyPage, PracticePage, Term
from projects.search.engine import Choice
from projects.search.highlights import SUMMARY, why
from projects.search.planner import Planner, Repair
from projects.search.spelling import Vocabulary
from projects.search.thesaurus import Thesaurus

CELL = '<div class="cell">{}</div>'
THEMES = {
    "attente": "Attente et gestion des flux",
    "confidentialite": "Confidentialité des échanges",
    "handicap": "Accueil des personnes handicapées",
    "orientation": "Orientation et signalétique",
    "conditions": "Conditions de travail des agents",
}
SENTENCE = "La file devant le guichet laisse place à un pré-accueil."
LABS = {"limagne": "Lab de la Limagne", "loire": "Lab de Loire"}


def components() -> Iterator[Component]:
    yield case_card()
    yield feature()
    yield case_list()
    yield Component(
        "case_table",
        "Tableau de fiches",
        "L’autre vue de la liste : pour comparer. Défile de côté sur un écran étroit.",
        (State("Avec, sans chiffre, fictive", {"cases": several()}),),
    )
    yield from filters()
    yield from answers()
    yield from absences()
    yield from entrances()
    yield practice_card()


def case_card() -> Component:
    worse = samples.measure("62", "55", samples.SATISFACTION, samples.ASKED, before_n=400)
    worse.after_n = 400
    long = "Regrouper la médiathèque, l’état civil et les permanences sociales dans un même hall"
    shown = {
        "Paire de photos": samples.case(samples.measure(), photo_pairs=[samples.pair()]),
        "Photo seule": samples.case(samples.measure(), main_photo=samples.photo_after()),
        "Chiffres à la place d’une photo": samples.case(samples.measure()),
        "Ni photo ni chiffre": samples.case(),
        "Fictive, dessins de principe": samples.case(
            samples.measure(), photo_pairs=[samples.drawn_pair()], is_fictional=True
        ),
        "D’après des sources publiques": samples.case(
            sheet_kind="compiled", cost_amount=None, visit_possible=""
        ),
        "Avec une dégradation": samples.case(samples.measure(), worse),
        "Écart sans conclusion": samples.case(samples.measure(before_n=None)),
        "Mesure prévue": samples.case(samples.measure(None, None, status="planned")),
        "Titre long": samples.case(samples.measure(), title=f"{long} à Lezoux"),
    }
    return Component(
        "case_card",
        "Vignette d’une fiche",
        "Partout où une fiche est citée avec ce qui a changé. Se couche dès 40 rem de large.",
        states_of("case", shown),
        size="medium",
        inside=CELL,
    )


def feature() -> Component:
    shown = {
        "Paire de photos": samples.case(samples.measure(), photo_pairs=[samples.pair()]),
        "Chiffres, fictive": samples.case(samples.measure(), is_fictional=True),
        "Sans chiffre, sources publiques": samples.case(
            sheet_kind="compiled", main_photo=samples.photo_after()
        ),
    }
    return Component(
        "feature",
        "Fiche à la une",
        "La plus récente, une fois, sur l’accueil.",
        states_of("case", shown),
    )


def case_list() -> Component:
    cases = Paginator(several() * 20, PER_PAGE)
    first = cases.page(1)
    first.object_list = first.object_list[:2]
    return Component(
        "case_list",
        "Liste de fiches",
        "Une page de fiches et ses voisines, en vignettes ou en tableau.",
        (
            State("Vignettes", {"cases": first}),
            State("Tableau", {"cases": first, "as_table": True}),
            State("Vide", {"cases": []}),
        ),
    )


def several() -> list[CaseStudyPage]:
    return [
        samples.case(samples.measure(), photo_pairs=[samples.pair()]),
        samples.case(title="Un hall sans guichet", no_measure_reason="trop tôt"),
        samples.case(title="Des box d’entretien", sheet_kind="compiled", cost_amount=None),
        samples.case(samples.measure("80", "62"), title="Une borne", is_fictional=True),
    ]


def filters() -> Iterator[Component]:
    few, chosen = listing(), listing(chosen=("attente", "limagne", "loire"))
    many = listing(themes={f"{code}-{n}": f"{label} {n}" for n in range(1, 6)
                               for code, label in THEMES.items()})  # fmt: skip
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
            State("Ouvert", {"facet": few.panel[1], "is_open": True}),
            State("Choix faits", {"facet": chosen.panel[1]}),
            State("Nombreux choix", {"facet": many.panel[0], "is_open": True}),
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
    themes: Mapping[str, str] = THEMES,
    **understood: Any,
) -> SimpleNamespace:
    """What the list page knows of itself, for what was typed and chosen, without an index."""
    panel = [
        OfferedFacet("theme", "Thème", options(themes, chosen)),
        OfferedFacet("lab", "Lab", options(LABS, chosen)),
    ]
    starts = Starts("theme", [Choice(0, code, label) for code, label in themes.items()])
    chips = [Chip(option.label, "") for facet in panel for option in facet.chosen]
    plan = SimpleNamespace(repairs=understood.pop("repairs", ()))
    search = SimpleNamespace(plan=plan, is_widened=False, answering=1, **understood)
    return SimpleNamespace(
        typed=typed, panel=panel, starts=starts, chips=chips, literally="", search=search
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
            State("Des mots", {"listing": listing("zzz"), "page": page, "title": title}),
            State(
                "Des mots et des filtres",
                {"listing": listing("zzz", ("attente",)), "page": page, "title": title},
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
    told = why(Planner(Vocabulary({}), Thesaurus.of(())).plan("file"), ((SUMMARY, SENTENCE),))
    yield Component(
        "why",
        "Pourquoi cette fiche",
        "Au pied d’une vignette, après une recherche : où sont les mots cherchés.",
        (
            State("Mots marqués", {"case": SimpleNamespace(why=told)}),
            State("Sans recherche", {"case": SimpleNamespace(why=None)}),
        ),
        size="medium",
    )


def entrances() -> Iterator[Component]:
    rows = [Term(code=code, label=label) for code, label in THEMES.items()]
    for count, row in enumerate(rows, start=1):
        row.count = count * 7
    practices = [practice("Pré-accueil debout", 9), practice("Box d’entretien confidentiel", 1)]
    yield Component(
        "entrance",
        "Entrée par le besoin",
        "Sur l’accueil : une des trois façons de commencer.",
        (
            State(
                "Par un mot", {"rows": rows, "name": "theme", "title": "Par problème", "list": "."}
            ),
            State(
                "Par une page", {"rows": practices, "name": "pratiques", "title": "Par pratique"}
            ),
            State("Rien à proposer", {"rows": []}),
        ),
        size="medium",
        inside='<div class="entrances">{}</div>',
    )
    yield Component(
        "count",
        "Nombre",
        "Combien de réalisations, derrière ce qui y mène.",
        (State("Une", {"count": 1}), State("Mille et plus", {"count": 1_204})),
        size="small",
    )


def practice_card() -> Component:
    return Component(
        "practice_card",
        "Vignette d’une pratique",
        "Dans la liste des pratiques.",
        states_of("practice", {"Neuf fiches": practice("Pré-accueil debout", 9)}),
        size="medium",
    )


def practice(title: str, count: int) -> PracticePage:
    what = "<p>Un agent debout, à deux pas de l’entrée, répond à ce qui est simple.</p>"
    shown = samples.page(PracticePage, 20 + count, title, what=what)
    shown.case_count = count
    return shown
