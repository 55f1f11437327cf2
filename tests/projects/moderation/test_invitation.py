"""An administrator invites a person in one screen; the person chooses a password by mail."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories import UserFactory
from tests.projects.moderation.acting import browser, texts

User = get_user_model()


@pytest.fixture
def invite(site, people):
    """Post the invitation: `invite(labs=[lab])` as the administrator, to Sacha by default."""

    def post(person=people.administrator, labs=(), **values):
        data = {
            "email": "sacha@example.org",
            "first_name": "Sacha",
            "last_name": "Petit",
            "labs": [lab.pk for lab in labs],
            **values,
        }
        return browser(person).post(reverse("invite_person"), data)

    return post


def link_in(mail):
    return re.search(r"http://testserver(/admin/password_reset/confirm/\S+)", mail.body)[1]


def test_a_new_person_chooses_a_password_and_opens_the_form_of_the_lab(
    invite, site, mailoutbox, client
):
    response = invite(labs=[site.lab])
    assert texts(response) == ["L’invitation a été envoyée à sacha@example.org."]
    (mail,) = mailoutbox
    assert mail.to == ["sacha@example.org"]
    assert mail.subject == "[Avant-Après] Votre invitation"
    assert "État'LIN" in mail.body
    assert "3 jours" in mail.body

    form = client.get(link_in(mail), follow=True)
    password = "une-phrase-que-personne-ne-devine"
    client.post(form.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})
    assert client.login(username="sacha@example.org", password=password)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[site.lab.pk])).status_code == 200
    assert client.get(link_in(mail)).context["validlink"] is False


def test_a_known_person_is_added_to_the_lab_and_keeps_the_rest(invite, people, site, mailoutbox):
    invite(labs=[site.lab], email="ETRANGER@example.org", first_name="", last_name="")
    person = User.objects.get(username="etranger")
    assert {group.lab for group in person.groups.all()} == {site.lab, site.other_lab}
    assert person.check_password("secret")
    assert "password_reset" not in mailoutbox[0].body
    assert User.objects.filter(email__iexact="etranger@example.org").count() == 1


def test_several_labs_and_the_review_at_once(invite, site):
    invite(labs=[site.lab, site.other_lab], is_editor="on")
    person = User.objects.get(username="sacha@example.org")
    assert person.groups.count() == 3
    assert site.task.reviews_everything(person)
    assert not person.is_superuser


def test_sent_again_gives_a_new_link_to_who_has_no_password_yet(invite, site, mailoutbox):
    invite(labs=[site.lab])
    invite(labs=[site.lab], first_name="", last_name="")
    assert User.objects.filter(email="sacha@example.org").count() == 1
    assert [bool(link_in(mail)) for mail in mailoutbox] == [True, True]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"labs": ()}, "Choisissez au moins un lab, ou la relecture."),
        ({"first_name": ""}, "indiquez son nom"),
        ({"email": "sacha"}, "adresse"),
        ({"email": "partie@example.org"}, "Ce compte est fermé."),
    ],
)
def test_what_is_missing_or_impossible_is_said(invite, site, mailoutbox, values, message):
    UserFactory(username="partie", is_active=False)
    response = invite(**{"labs": [site.lab], **values})
    assert message in response.content.decode()
    assert not mailoutbox
    assert not User.objects.filter(email="sacha@example.org").exists()


def test_a_mail_that_does_not_leave_is_told_and_can_be_sent_again(
    invite, site, mailoutbox, monkeypatch
):
    def fail(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        response = invite(labs=[site.lab])
    assert "n’a pas pu partir" in texts(response)[0]
    invite(labs=[site.lab])
    assert link_in(mailoutbox[0])


def test_it_is_logged_without_the_link(invite, people, site):
    invite(labs=[site.lab])
    entry = ModelLogEntry.objects.get(action="wagtail.create", label="sacha@example.org")
    assert entry.user == people.administrator
    assert entry.data == {}


class TestWhoInvites:
    @pytest.mark.parametrize("role", ["anonymous", "author", "editor"])
    def test_not_those_who_do_not_manage_people(self, invite, people, site, role, mailoutbox):
        invite(getattr(people, role), labs=[site.lab])
        assert not mailoutbox
        assert not User.objects.filter(email="sacha@example.org").exists()

    def test_whoever_may_add_users(self, invite, people, site, mailoutbox):
        people.editor.user_permissions.add(Permission.objects.get(codename="add_user"))
        invite(people.editor, labs=[site.lab])
        assert len(mailoutbox) == 1

    def test_the_menu_offers_it(self, people):
        offered = "Inviter une personne"
        assert offered in browser(people.administrator).get("/admin/").content.decode()
        assert offered not in browser(people.author).get("/admin/").content.decode()
