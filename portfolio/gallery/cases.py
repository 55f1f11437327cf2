"""The components that show cases, and what leads to them."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import QueryDict

from portfolio.gallery import samples
from portfolio.gallery.component import Component, State, states_of
from projects.listing import PER_PAGE, Filter, Listing
from projects.models import CaseStudyPage, PracticePage, Term

CELL = '<div class="cell">{}</div>'
THEMES = {
    "attente": "Attente et gestion des flux",
    "confidentialite": "Confidentialité des échanges",
    "handicap": "Accueil des personnes handicapées",
    "orientation": "Orientation et signalétique",
    "conditions": "Conditions de travail des agents",
}
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
    few, chosen = listing(""), listing("theme=attente&lab=limagne&lab=loire")
    many = listing("", themes={f"{code}-{n}": f"{label} {n}" for n in range(1, 6)
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
            State("Replié", {"field": few.panel[0]}),
            State("Ouvert", {"field": few.panel[1], "is_open": True}),
            State("Choix faits", {"field": chosen.panel[1]}),
            State("Nombreux choix", {"field": many.panel[0], "is_open": True}),
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
            State("Une recherche seule", {"listing": listing("q=file"), "page": page}),
        ),
        size="medium",
    )


def listing(query: str, themes: dict[str, str] = THEMES) -> Listing:
    kept = [
        Filter("theme", "Thème", themes, lambda cases, _codes: cases),
        Filter("lab", "Lab", LABS, lambda cases, _codes: cases),
    ]
    return Listing(QueryDict(query), CaseStudyPage.objects.none(), kept)


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
            State("Des mots", {"listing": listing("q=zzz"), "page": page, "title": title}),
            State(
                "Des mots et des filtres",
                {"listing": listing("q=zzz&theme=attente"), "page": page, "title": title},
            ),
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
