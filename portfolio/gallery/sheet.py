"""The components that a sheet is written with."""

from collections.abc import Iterator

from portfolio.gallery import samples
from portfolio.gallery.component import Component, State, states_of
from projects.models import ResourceFile, Source, Term

FACTS = '<dl class="facts">{}</dl>'
PIECES = '<ul class="ruled ruled-stacked">{}</ul>'


def components() -> Iterator[Component]:
    yield Component(
        "notice",
        "Avis",
        "À côté de ce qu’il concerne. Une information dit ce qui s’est passé ; "
        "un avertissement, ce qu’il faut savoir avant de s’y fier.",
        (
            State("Information", {"kind": "info", "text": "Voici toutes les réalisations."}),
            State("Avertissement", WARNING),
            State(
                "Avec une suite", {**WARNING, "link": "#source", "link_text": "Voir les sources"}
            ),
        ),
        size="medium",
    )
    yield Component(
        "fact",
        "Fait",
        "Une ligne d’une liste de faits ; ne paraît que si elle a une valeur.",
        (
            State("Connu", {"name": "Surface", "value": "185 m²"}),
            State("Inconnu", {"name": "Surface", "value": ""}),
        ),
        size="medium",
        inside=FACTS,
    )
    yield from words()
    yield Component(
        "prose",
        "Passage rédigé",
        "Tout texte d’auteur, avec son titre s’il en a un.",
        (
            State("Avec un titre", {"title": "Conditions de réussite", "text": TEXT}),
            State("Sans titre", {"text": TEXT}),
            State("Vide", {"title": "Conditions de réussite", "text": ""}),
        ),
        size="medium",
    )
    yield Component(
        "quotation",
        "Citation",
        "Les mots de quelqu’un, avec son rôle et jamais son nom.",
        (
            State("Accord écrit", {**QUOTATION, "agreed": True}),
            State("Sans accord mentionné", QUOTATION),
        ),
        size="medium",
    )
    yield resources()
    yield sources()
    yield contact()


WARNING = {
    "kind": "warning",
    "title": "D’après des sources publiques, non validé par le service.",
}
TEXT = (
    "<p>Le pré-accueil tient si <b>deux agents</b> au moins se relaient :</p>"
    "<ul><li>jamais plus de deux heures debout ;</li><li>un relais au guichet.</li></ul>"
)
QUOTATION = {"text": "Je sais tout de suite à qui parler.", "role": "Une usagère"}


def words() -> Iterator[Component]:
    terms = [Term(code=code, label=code.capitalize()) for code in ("attente", "orientation")]
    menu = samples.menu()
    yield Component(
        "term_link",
        "Mot du vocabulaire",
        "Mène à la page du mot, si le vocabulaire est publié.",
        (
            State("Vocabulaire publié", {"term": terms[0], "menu": menu, "list": "themes"}),
            State("Non publié", {"term": terms[0]}),
        ),
        size="small",
    )
    yield Component(
        "term_links",
        "Mots d’une fiche",
        "Une ligne de faits dont la valeur est un ou plusieurs mots.",
        (
            State(
                "Plusieurs",
                {"terms": terms, "menu": menu, "name": "Thèmes", "list": "themes"},
            ),
            State("Un seul", {"term": terms[0], "menu": menu, "name": "Thème", "list": "themes"}),
            State("Aucun", {"terms": [], "name": "Thèmes"}),
        ),
        size="medium",
        inside=FACTS,
    )


def resources() -> Component:
    file = ResourceFile(
        pk=0, file="plan.ods", file_size=48_200, collection_id=samples.NO_COLLECTION
    )
    shown = {
        "Adresse": samples.resource(),
        "Fichier modifiable": samples.resource(file=file, url="", editable=True),
        "Version et autre licence": samples.resource(version="2", licence="cc-by"),
    }
    case = samples.case(resources=list(shown.values()))
    return Component(
        "resource",
        "Pièce du kit",
        "Dans le kit d’une fiche : ce qu’un autre service peut prendre et refaire.",
        tuple(State(label, {"resource": each, "case": case}) for label, each in shown.items()),
        size="medium",
        inside=PIECES,
    )


def sources() -> Component:
    told = {
        "title": "La mairie repense son accueil",
        "publisher": "La Gazette de Lezoux",
        "published_on": samples.PartialDate(2024, 5),
    }
    shown = {
        "En ligne": Source(url="https://www.example.org/", **told),
        "Sur papier": Source(**told),
        "Titre seul": Source(title=told["title"]),
        "Contredite": Source(contradiction="Le journal donne 2 000 €.", **told),
    }
    return Component(
        "source",
        "Source",
        "Dans les sources d’une fiche.",
        states_of("source", shown),
        size="medium",
        inside='<ol class="sources">{}</ol>',
    )


def contact() -> Component:
    service = {"contact_service": "Service accueil", "contact_email": "accueil@example.org"}
    person = {"contact_person": "Camille Martin", "contact_consent": True}
    shown = {
        "Service": samples.case(**service, visit_possible=""),
        "Personne, avec son accord": samples.case(**service, **person),
        "Visite impossible": samples.case(contact_email="a@example.org", visit_possible="no"),
        "Visite seule": samples.case(),
    }
    return Component(
        "contact",
        "Contact",
        "Au bas d’une fiche : à qui écrire, et si l’on peut venir.",
        states_of("case", shown),
        size="medium",
    )
