"""Regular mails are refused in the account, or by their own link, without signing in."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import MailPreferences
from projects.recurring.subscriptions import DIGEST, REMINDERS, unsubscribe_url
from tests.factories import UserFactory
from tests.projects.moderation.acting import browser


@pytest.fixture
def person(house):
    return UserFactory(username="autrice")


@pytest.fixture
def address(person):
    return urlsplit(unsubscribe_url(person, DIGEST)).path


def accepted(person):
    preferences = MailPreferences.of(person)
    return preferences.weekly_digest, preferences.verification_reminders


def test_the_link_asks_first(client, address, person):
    page = client.get(address)
    assert page.status_code == 200
    assert "résumé du lundi" in page.text
    assert "Ne plus le recevoir" in page.text
    assert "autrice" not in page.text
    assert accepted(person) == (True, True)


def test_one_click_refuses_this_mail_alone(address, person):
    outside = Client(enforce_csrf_checks=True)
    response = outside.post(address, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert "C’est fait." in response.text
    assert accepted(person) == (False, True)
    assert outside.post(address).status_code == 200


def test_each_kind_has_its_link(client, person):
    client.post(urlsplit(unsubscribe_url(person, REMINDERS)).path)
    assert accepted(person) == (True, False)


def test_nothing_keeps_the_page_and_no_engine_lists_it(client, address):
    response = client.get(address)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_is_no_page(client, address, person, method):
    forged = getattr(client, method)(address.replace("arreter/", "arreter/x"))
    assert forged.status_code == 404
    assert accepted(person) == (True, True)


def test_the_link_of_an_account_that_is_gone_is_no_page(client, address, person):
    person.delete()
    assert client.post(address).status_code == 404


def test_other_methods_are_refused(client, address):
    assert client.put(address).status_code == 405


class TestAccount:
    def test_shows_and_keeps_the_choices(self, site, people):
        client = browser(people.author)
        page = client.get(reverse("wagtailadmin_account")).content.decode()
        assert "Messages réguliers" in page
        client.post(
            reverse("wagtailadmin_account"),
            {
                "name_email-first_name": "Camille",
                "name_email-last_name": "Autrice",
                "name_email-email": "autrice@example.org",
                "theme-theme": "system",
                "theme-density": "default",
                "theme-contrast": "system",
                "theme-keyboard_shortcuts": "on",
                "regular_mails-verification_reminders": "on",
            },
        )
        assert accepted(people.author) == (False, True)
        assert accepted(people.editor) == (True, True)
