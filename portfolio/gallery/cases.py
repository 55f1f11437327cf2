"""The components that show cases, and what leads to them."""

from collections.abc import Iterator

from django.core.paginator import Paginator

from portfolio.gallery import lists, samples
from portfolio.gallery.component import Component, State, states_of
from projects.listing import PER_PAGE
from projects.models import CaseStudyPage, PracticePage, Term

CELL = '<div class="cell">{}</div>'


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
    yield from lists.components()
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


def entrances() -> Iterator[Component]:
    rows = [Term(code=code, label=label) for code, label in lists.THEMES.items()]
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
