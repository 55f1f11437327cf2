"""The State's theme, in a process of its own: THEME=dsfr."""

import gzip
import re
from html import unescape

import pytest
from django.conf import settings
from django.core import checks
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from wagtail.models import Site

from home.models import SiteIdentity

pytestmark = pytest.mark.skipif(settings.THEME != "dsfr", reason="of the State's theme")

MOST_BYTES = 240_000
BLOCK_MARK = ["Préfet", "de la région", "Pays de la Loire"]
RESERVED = "Réservé aux sites de l’État, agrément du SIG requis"


@pytest.fixture
def identity(house, settings):
    settings.DSFR_BLOCK_MARK = BLOCK_MARK
    return SiteIdentity.objects.create(
        site=Site.objects.get(is_default_site=True), name="Avant-Après", tagline="Des accueils"
    )


def read(client, address: str) -> str:
    return " ".join(unescape(client.get(address).content.decode()).split())


def test_the_state_speaks_in_its_own_name(client, identity):
    text = read(client, "/")
    assert text.count("Préfet <br> de la région <br> Pays de la Loire") == 2  # header and footer
    assert '<p class="fr-header__service-title">Avant-Après</p>' in text
    assert '<p class="fr-header__service-tagline">Des accueils</p>' in text


def test_a_demonstration_never_bears_the_mark_of_the_state(client, identity):
    assert "fr-notice" not in read(client, "/")
    SiteIdentity.objects.update(is_demonstration=True)
    text = read(client, "/")
    assert '<p class="fr-logo fictional"> Administration <br> fictive </p>' in text
    assert "Préfet" not in text
    assert re.search('<div class="fr-notice.*Démonstration', text)


def test_every_page_has_the_header_the_content_and_the_footer_of_the_state(pages, house):
    for name, html in pages.items():
        assert 'class="fr-header"' in html, name
        assert "site-header" not in html, name
        if not name.endswith(".html"):
            assert 'href="#contenu"' in html, name
            assert f'class="fr-nav__link" href="{house.portfolio.url}"' in " ".join(html.split())
            assert "https://www.info.gouv.fr" in html, name
            assert ">Mentions légales</a>" in html, name


def test_bare_pages_bear_no_mark_as_they_cannot_know_of_a_demonstration(pages):
    assert "fr-logo" not in pages["500.html"]
    assert "fr-logo" in pages["/nulle-part/"]


def test_the_menu_marks_where_the_reader_is(client, house):
    text = read(client, house.lab.url)
    assert f'href="{house.portfolio.url}" aria-current="true"' in text
    assert f'<a class="fr-breadcrumb__link" href="{house.portfolio.url}">' in text


@pytest.mark.parametrize("query", ["", "theme=attente"])
def test_pages_of_a_list_keep_what_was_asked(query):
    rows = Paginator(range(100), 20).page(2)
    html = render_to_string("components/pagination.html", {"rows": rows, "query": query})
    text = " ".join(unescape(html).split())
    start = f"?{query}&" if query else "?"
    for number in (1, 3, 5):
        assert f'href="{start}page={number}"' in text
    assert f'href="{start}page=2" aria-current="page"' in text


def test_every_file_exists_and_the_list_stays_light(pages, files_of, house):
    for name, html in pages.items():
        assert all(file.is_file() for file in files_of(html)), name
    html = pages[house.portfolio.url]
    files = [file for file in files_of(html) if file.suffix in {".css", ".js"}]
    assert "dsfr.main.min.css" in {file.name for file in files}
    texts = [html.encode(), *(file.read_bytes() for file in files)]
    assert sum(len(gzip.compress(text)) for text in texts) <= MOST_BYTES


@pytest.mark.parametrize(
    ("own_address", "hosts", "is_reserved"),
    [
        ("https://avant-apres.gouv.fr", ["avant-apres.gouv.fr", ".numerique.gouv.fr"], False),
        ("https://avant-apres.gouv.fr", ["avant-apres.gouv.fr", "avant-apres.fr"], True),
        ("https://www.nantes.fr", ["avant-apres.gouv.fr"], True),
        ("https://avant-apres.gouv.fr", ["*"], True),
        ("https://avantgouv.fr", [], True),
        ("http://127.0.0.1:8000", ["localhost"], True),
    ],
)
def test_only_the_state_may_use_it(settings, own_address, hosts, is_reserved):
    settings.WAGTAILADMIN_BASE_URL, settings.ALLOWED_HOSTS = own_address, hosts
    warnings = [m for m in checks.run_checks() if m.id == "portfolio.W001"]
    assert [w.level for w in warnings] == [checks.WARNING] * is_reserved
    assert all(RESERVED in w.msg for w in warnings)
