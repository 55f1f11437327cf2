"""The components that stand around a page, or lead from one to another."""

from collections.abc import Iterator
from types import SimpleNamespace

from django.core.paginator import Paginator

from home.models import ContentPage
from home.templatetags.site import Menu
from portfolio.gallery import samples
from portfolio.gallery.component import Component, State
from projects.listing import PER_PAGE


def components() -> Iterator[Component]:
    menu, identity = samples.menu(), samples.identity()
    whole = {"menu": menu, "identity": identity, "page": menu.portfolio}
    empty = {"menu": Menu(home=menu.home), "identity": identity}
    sheet, trail = samples.case(samples.measure()), [menu.home, menu.portfolio, samples.lab()]
    yield Component(
        "skip_links",
        "Liens d’évitement",
        "En tout premier dans la page. Chacun paraît quand on y arrive au clavier.",
        (State("Avec la recherche", whole), State("Sans portefeuille publié", empty)),
        size="medium",
    )
    yield Component(
        "header",
        "En-tête",
        "En tête de chaque page, sauf quand la page porte sa propre recherche.",
        (
            State("Avec la recherche", whole),
            State("La page a sa propre recherche", {**whole, "has_own_search": True}),
            State("Démonstration", {**whole, "identity": samples.identity(is_demonstration=True)}),
            State("Rien de publié", empty),
        ),
    )
    yield Component(
        "brand",
        "Nom du site",
        "Dans l’en-tête et le pied de page. Ramène à l’accueil.",
        (
            State("Marque dessinée", whole),
            State("Logo de l’administrateur", {**whole, "identity": with_logo()}),
        ),
        size="small",
    )
    yield Component(
        "menu_item",
        "Entrée du menu",
        "Une page de premier niveau, dans l’en-tête.",
        (
            State("Ailleurs", {"item": menu.labs, "page": menu.map}),
            State("Page affichée", {"item": menu.labs, "page": menu.labs}),
            State("Au-dessus de la page", {"item": menu.labs, "page": below(menu.labs)}),
        ),
        size="small",
        inside='<div class="site-header"><nav aria-label="Menu"><ul>{}</ul></nav></div>',
    )
    yield Component(
        "search_form",
        "Recherche",
        "Sur l’accueil, la liste et la page d’erreur 404 : une seule par page.",
        (
            State("Vide", {"portfolio": menu.portfolio}),
            State("Après une recherche", {"portfolio": menu.portfolio, "typed": "file d’attente"}),
            State("Depuis le tableau", {"portfolio": menu.portfolio, "kept": [("vue", "tableau")]}),
        ),
        size="medium",
    )
    yield Component(
        "breadcrumb",
        "Fil d’Ariane",
        "Sous l’en-tête de chaque page, sauf l’accueil.",
        (
            State("Fiche d’un lab", {"page": sheet, "trail": trail}),
            State("Partie d’une page", {"page": sheet, "trail": trail, "steps": STEPS}),
            State("Accueil", {"page": menu.home, "trail": []}),
        ),
    )
    yield Component(
        "page_head",
        "Titre de page",
        "En tête des pages de liste, et de celle-ci : une page n’a qu’un titre.",
        (
            State("Avec une introduction", {"page": page_with("Ceux qui ont essayé racontent.")}),
            State("Sans introduction", {"page": page_with("")}),
        ),
        as_source=True,
    )
    yield pagination()
    yield Component(
        "footer",
        "Pied de page",
        "Au bas de chaque page.",
        (State("Tout est publié", whole), State("Rien de publié", empty)),
    )
    yield Component(
        "footer_item",
        "Entrée du pied de page",
        "Une page obligatoire ou d’aide.",
        (
            State("Ailleurs", {"item": menu.statement, "label": "Accessibilité"}),
            State(
                "Page affichée",
                {"item": menu.statement, "label": "Accessibilité", "page": menu.statement},
            ),
        ),
        size="small",
        inside='<div class="site-footer"><ul>{}</ul></div>',
    )
    yield Component(
        "meta",
        "Métadonnées",
        "Dans la tête d’une page : ce qu’elle dit d’elle à qui ne fait que la montrer du doigt.",
        (
            State("Fiche", {**whole, "page": sheet, "trail": trail}),
            State("Autre page", {**whole, "trail": trail[:1]}),
        ),
        as_source=True,
    )
    yield Component(
        "styles",
        "Styles",
        "Dans la tête de chaque document : rien ne s’en voit, sinon toute la page.",
        (
            State("Couleur du thème", {"identity": identity}),
            State("Couleur de l’administrateur", {"identity": samples.identity(accent="#1a5fb4")}),
        ),
        as_source=True,
    )


def pagination() -> Component:
    """Return the pages of a list of 230 cases, seen from several of them."""
    pages = Paginator(range(230), PER_PAGE)
    seen_from = {"Première page": 1, "Au milieu": 6, "Dernière page": pages.num_pages}
    states = [State(label, {"rows": pages.page(number)}) for label, number in seen_from.items()]
    few = Paginator(range(50), PER_PAGE).page(2)
    return Component(
        "pagination",
        "Pagination",
        "Sous toute liste de plus de vingt éléments ; garde ce que l’adresse demande.",
        (*states, State("Trois pages", {"rows": few, "query": "q=attente"})),
        size="medium",
    )


STEPS = (("Thèmes", "."), ("Attente et gestion des flux", ""))
"""The parts of a page that lead to the one at hand, which has no address to go to."""


def below(item: ContentPage) -> ContentPage:
    child = samples.page(ContentPage, 12, "Une page")
    child.path = f"{item.path}0001"
    return child


def page_with(intro: str) -> SimpleNamespace:
    return SimpleNamespace(title="Pratiques", intro=intro)


def with_logo() -> object:
    return samples.identity(name="Lab de la Limagne", logo=samples.photo_after("after-closer"))
