"""The public pages that both themes dress, and the files that a page asks for."""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import (
    CaseStudyPageFactory,
    ContentPageFactory,
    MeasureFactory,
    PhotoPairFactory,
    PracticePageFactory,
)

LINKED = re.compile(r'(?:href|src)="/static/([^"]+)"')
IMPORTED = re.compile(r'@import url\("([^"]+)"\)')


@pytest.fixture
def pages(client: Client, house: SimpleNamespace) -> dict[str, str]:
    """The HTML of every kind of public page, by its address or its template."""
    case = CaseStudyPageFactory(parent=house.lab)
    MeasureFactory(page=case)
    PhotoPairFactory(page=case)
    practice = PracticePageFactory(parent=house.practices)
    notice = ContentPageFactory(parent=house.home, title="Mentions légales", slug="mentions")
    shown = (house.home, house.portfolio, house.lab, case, house.practices, practice, notice)
    addresses = [*(page.url for page in shown), f"{house.portfolio.url}?q=zzz", "/nulle-part/"]
    bare = ("400.html", "403_csrf.html", "500.html")
    return {address: client.get(address).content.decode() for address in addresses} | {
        name: render_to_string(name) for name in bare
    }


def names_of(html: str) -> Iterator[str]:
    """Yield the static files that a page links, and those that its style sheets import."""
    for name in LINKED.findall(html):
        yield name
        if name.endswith(".css"):
            for imported in IMPORTED.findall(Path(finders.find(name)).read_text()):
                yield posixpath.normpath(posixpath.join(posixpath.dirname(name), imported))


@pytest.fixture
def files_of() -> Callable[[str], set[Path]]:
    """Return a function that gives the static files that a page asks for, imports included."""
    return lambda html: {Path(finders.find(name) or name) for name in names_of(html)}
