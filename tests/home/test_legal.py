"""What every public site owes: pages ready to fill, and who is told that they are not filled."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from home.models import ContentPage, SiteIdentity
from home.structure import LEGAL_PAGES, build_site
from projects.provisioning import add_editor, provision_site
from tests.factories import UserFactory
from tests.worlds import world

TO_FILL = "[à compléter"
PANEL = "Pages à compléter"


@world
def home(db):
    return build_site("localhost", 80)


@pytest.fixture
def administrator(admin_client, home):
    return admin_client


def test_a_new_site_has_its_legal_pages_in_its_footer(client, home):
    footer = client.get("/").content.decode().split("<footer", 1)[1]
    for slug in LEGAL_PAGES:
        assert client.get(f"/{slug}/").status_code == 200, slug
        assert f'href="/{slug}/"' in footer, slug
    assert 'href="/plan-du-site/"' in footer


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("mentions-legales", ("Hébergement", "publication", "Licence Ouverte 2.0")),
        (
            "donnees-personnelles",
            ("CNIL", "délégué", "cookie", "accord écrit", "mots cherchés", "douze mois"),
        ),
        ("accessibilite", ("non conforme", "Défenseur des droits", "71120")),
        ("conditions-de-contribution", ("Relecture", "Retrait", "retrait")),
    ],
)
def test_each_says_what_it_must(home, slug, words):
    body = ContentPage.objects.get(slug=slug).body
    assert [word for word in words if word.lower() not in body.lower()] == []
    assert TO_FILL in body


def test_the_statement_is_the_one_of_the_state(home):
    statement = SiteIdentity.objects.get().accessibility_statement
    assert statement.slug == "accessibilite"


def test_an_older_site_gets_the_missing_ones_and_nothing_else_changes(home):
    ContentPage.objects.get(slug="mentions-legales").delete()
    ContentPage.objects.filter(slug="accessibilite").update(body="<p>Audité.</p>")
    other = ContentPage.objects.get(slug="a-propos")
    SiteIdentity.objects.update(accessibility_statement=other, name="Ailleurs")
    count = Page.objects.count()
    call_command("create_site", verbosity=0)
    assert ContentPage.objects.filter(slug="mentions-legales", live=True).exists()
    assert Page.objects.count() == count + 1
    assert ContentPage.objects.get(slug="accessibilite").body == "<p>Audité.</p>"
    identity = SiteIdentity.objects.get()
    assert (identity.name, identity.accessibility_statement) == ("Ailleurs", other)


def test_administrators_are_told_what_is_left_to_fill_until_nothing_is(administrator):
    def panel() -> str:
        return administrator.get("/admin/").content.decode()

    notice = ContentPage.objects.get(slug="mentions-legales")
    assert PANEL in panel()
    assert f'href="/admin/pages/{notice.pk}/edit/">Mentions légales</a>' in panel()
    notice.unpublish()
    assert f"/admin/pages/{notice.pk}/edit/" not in panel()
    for page in ContentPage.objects.all():
        page.body = page.body.replace(TO_FILL, "[dit")
        page.save_revision().publish()
    assert PANEL not in panel()


def test_those_who_may_not_edit_the_settings_are_not_told(client, home):
    provision_site()
    editor = UserFactory()
    add_editor(editor)
    client.force_login(editor)
    response = client.get("/admin/")
    assert response.status_code == 200
    assert PANEL not in response.content.decode()
