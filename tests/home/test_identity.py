"""What an administrator sets for every page: name, logo, colour, links, accessibility."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from home.models import AccessibilityState, FooterLink, SiteIdentity
from tests.factories import ContentPageFactory, PhotoFactory

NO_LINKS = {
    "footer_links-TOTAL_FORMS": "0",
    "footer_links-INITIAL_FORMS": "0",
    "footer_links-MIN_NUM_FORMS": "0",
    "footer_links-MAX_NUM_FORMS": "1000",
}


@pytest.fixture
def site(house) -> Site:
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def identity(site) -> SiteIdentity:
    return SiteIdentity.for_site(site)


def answers(**changed: str) -> dict[str, str]:
    return {"name": "Lab des accueils", "accessibility": "none", **NO_LINKS, **changed}


def a_link(**fields: str) -> dict[str, str]:
    row = {"label": "Nos ateliers", "page": "", "url": "", "ORDER": "1", **fields}
    return {
        "footer_links-TOTAL_FORMS": "1",
        **{f"footer_links-0-{name}": value for name, value in row.items()},
    }


def address(site: Site, action: str = "edit") -> str:
    return reverse(f"wagtailsettings:{action}", args=["home", "siteidentity", site.pk])


def read(client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def test_an_administrator_sets_it_and_every_page_follows(admin_client, client, site, house):
    sent = answers(
        tagline="Des accueils à reprendre.",
        accent="#1A5FB4",
        accessibility="partial",
        **a_link(url="https://ateliers.example.org/"),
    )
    assert admin_client.post(address(site), sent).status_code == 302
    text = read(client, house.practices.url)
    assert "— Lab des accueils</title>" in text
    assert "Des accueils à reprendre." in text
    assert '<a href="https://ateliers.example.org/">Nos ateliers</a>' in text
    assert "Accessibilité : partiellement conforme" in text
    stylesheet = client.get("/identite-1a5fb4.css")
    assert '<link rel="stylesheet" href="/identite-1a5fb4.css">' in text
    assert "--accent: #1a5fb4; --on-accent: #ffffff;" in stylesheet.content.decode()
    assert "immutable" in stylesheet["Cache-Control"]


@pytest.mark.parametrize(
    ("accent", "words"),
    [
        ("#ffcc00", "son contraste avec le fond est de 1,36, il faut au moins 4,5"),
        ("#ffcc00", "#876c00"),
        ("red", "Écrivez la couleur avec un # et six chiffres"),
        ("#fff", "Écrivez la couleur"),
        ("};*{x", "Écrivez la couleur"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_in_words(
    admin_client, site, identity, accent, words
):
    response = admin_client.post(address(site), answers(accent=accent))
    assert response.status_code == 200
    assert words in unescape(response.content.decode()).replace("\xa0", " ")
    assert SiteIdentity.for_site(site).accent == ""


@pytest.mark.parametrize("colour", ["ffff00", "FFFFFF", "12345", "1a5fb4;"])
def test_no_stylesheet_is_given_for_any_other_colour(client, house, colour):
    assert client.get(f"/identite-{colour}.css").status_code == 404


def test_without_a_colour_the_theme_keeps_its_own(client, identity):
    assert "/identite-" not in read(client, "/")


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({}, "l’une des deux"),
        ({"url": "http://example.org/"}, "qui commence par https://"),
        ({"url": "javascript:alert(1)"}, "URL valide"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(admin_client, site, identity, link, words):
    response = admin_client.post(address(site), answers(**a_link(**link)))
    assert response.status_code == 200
    assert words in unescape(response.content.decode())
    assert not FooterLink.objects.exists()


def test_a_link_leads_to_one_place(admin_client, site, house):
    both = a_link(page=str(house.practices.pk), url="https://example.org/")
    response = admin_client.post(address(site), answers(**both))
    assert "l’une des deux" in unescape(response.content.decode())
    one = a_link(page=str(house.practices.pk))
    assert admin_client.post(address(site), answers(**one)).status_code == 302


def test_the_footer_never_leads_to_what_not_everybody_may_see(client, house, identity):
    shown = ContentPageFactory(parent=house.home, title="Publique", slug="publique")
    draft = ContentPageFactory(parent=house.home, slug="brouillon", live=False)
    private = ContentPageFactory(parent=house.home, slug="privee")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for page in (shown, draft, private):
        identity.footer_links.add(FooterLink(label=f"Lien {page.slug}", page=page))
    identity.accessibility_statement = private
    identity.save()
    text = read(client, "/")
    assert f'<a href="{shown.url}">Lien publique</a>' in text
    assert "Lien brouillon" not in text
    assert "Lien privee" not in text
    assert "<li>Accessibilité : non conforme</li>" in text


def test_the_state_of_accessibility_leads_to_its_statement(client, house, identity):
    statement = ContentPageFactory(parent=house.home, title="Accessibilité", slug="accessibilite")
    identity.accessibility_statement = statement
    identity.accessibility = AccessibilityState.FULL
    identity.save()
    text = read(client, "/")
    assert f'<a href="{statement.url}">Accessibilité : totalement conforme</a>' in text
    assert text.count(f'href="{statement.url}"') == 1


def test_a_logo_replaces_the_drawn_mark_and_is_not_read_out(client, identity):
    assert 'class="brand-line"' in read(client, "/")
    identity.logo = PhotoFactory(description="Trois carrés")
    identity.save()
    text = read(client, "/")
    assert 'class="brand-line"' not in text
    assert f'src="{identity.logo.picture.src}"' in text
    assert "Trois carrés" not in text


def test_a_preview_shows_the_home_page_as_it_would_be_to_its_author_alone(
    admin_client, client, site, identity
):
    logo = PhotoFactory()
    draft = answers(
        accent="#1a5fb4", logo=str(logo.pk), **a_link(url="https://ateliers.example.org/")
    )
    where = address(site, "preview_on_edit")
    assert admin_client.post(where, draft).json() == {"is_valid": True, "is_available": True}
    response = admin_client.get(where)
    text = unescape(response.content.decode())
    for trace in ("Lab des accueils", "/identite-1a5fb4.css", "Nos ateliers", logo.picture.src):
        assert trace in text
    assert "private" in response["Cache-Control"]
    for other in (client, admin_client):
        text = read(other, "/")
        assert "Lab des accueils" not in text
        assert "/identite-" not in text
    assert SiteIdentity.for_site(site).name == "Avant-Après"


def test_only_those_who_may_edit_it_may_preview_it(client, site, identity):
    assert client.get(address(site, "preview_on_edit")).status_code == 302
