"""The page of the gallery."""

import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from portfolio.gallery import around, cases, figures, pictures, places, sheet
from portfolio.gallery.component import Component, Group

IDENTIFIER = re.compile(r'\sid="([^"]+)"')
REFERENCE = re.compile(
    r'\s(id|for|form|href|popovertarget|aria-(?:controls|describedby|labelledby))="(#?)([^"]*)"'
)
LABEL = re.compile(r'(\saria-label="[^"]*)"')


HEAD = {
    "title": "Composants",
    "intro": "Toutes les pages en sont faites. Chacun tient dans un fichier du dossier "
    "templates/components et se montre ici dans tous ses états, avec des contenus inventés.",
}


class Sample(NamedTuple):
    """A component in one of its states, under a number that no other sample has.

    `html` is empty where the component shows nothing.
    """

    number: int
    label: str
    html: str


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states; nothing is read from the database for them."""
    numbers = count(1)
    groups = [
        (group.title, [(each, [*samples_of(each, numbers, request)]) for each in group.components])
        for group in groups_of_components()
    ]
    return render(request, "gallery.html", {"head": HEAD, "groups": groups})


def groups_of_components() -> list[Group]:
    return [
        Group("Autour de la page", around.components()),
        Group("Fiches et listes", cases.components()),
        Group("Labs et cartes", places.components()),
        Group("Chiffres", figures.components()),
        Group("Images", pictures.components()),
        Group("Dans une fiche", sheet.components()),
    ]


def samples_of(
    component: Component, numbers: Iterator[int], request: HttpRequest
) -> Iterator[Sample]:
    template = f"components/{component.name}.html"
    for (label, context), number in zip(component.states, numbers, strict=False):
        html = render_to_string(template, dict(context), request).strip()
        whole = component.inside.replace("{}", html) if html else ""
        yield Sample(number, label, apart(whole, number))


def apart(html: str, number: int) -> str:
    """Return a sample that shares no identifier and no accessible name with another one.

    A component stands once on a page, or takes its identifiers from what it shows; here it stands
    several times. What it refers to outside itself stays as it is.
    """
    own = {*IDENTIFIER.findall(html)}

    def renamed(match: re.Match[str]) -> str:
        attribute, sign, value = match.groups()
        names = [f"{name}-{number}" if name in own else name for name in value.split(" ")]
        if attribute == "aria-labelledby":
            names.append(f"exemple-{number}")
        return f' {attribute}="{sign}{" ".join(names)}"'

    return LABEL.sub(rf'\1 (exemple {number})"', REFERENCE.sub(renamed, html))
