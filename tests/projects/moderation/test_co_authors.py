"""A person of another lab who writes one case, and nothing else of that lab."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from projects.authoring.co_authors import add_co_author, candidates
from projects.models import CaseStudyPage, CoAuthor
from projects.models.page_forms import FOREIGN_MEDIA
from projects.provisioning import add_author
from tests.factories import PhotoFactory, UserFactory
from tests.projects.moderation.acting import (
    act,
    browser,
    filled_form,
    post_form,
    texts,
    url,
    waiting,
)
from tests.worlds import world

AJAX = {"x-requested-with": "XMLHttpRequest"}


@world
def guest(case, people):
    """An author of the other lab who is a co-author of the draft."""
    add_co_author(case, people.stranger, people.author)
    return people.stranger


def choose(person, case, chosen):
    return browser(person).post(reverse("co_authors", args=[case.pk]), {"person": chosen.pk})


def remove(person, co_author):
    return browser(person).post(reverse("remove_co_author", args=[co_author.case_id, co_author.pk]))


class TestChoosing:
    def test_the_lab_and_editors_choose_a_person_who_is_told(self, case, people, mails):
        for person in (people.author, people.editor):
            [mail] = mails(lambda who=person: choose(who, case, people.stranger))
            assert mail.to == [people.stranger.email]
            assert case.title in mail.body
            assert url("edit", case.pk) in mail.body
            [removal] = mails(lambda who=person: remove(who, case.co_authors.get()))
            assert removal.to == [people.stranger.email]
            assert not case.co_authors.exists()

    @pytest.mark.parametrize("role", ["anonymous", "stranger", "co_author"])
    def test_nobody_else_does(self, case, people, guest, role):
        people.co_author = guest
        other = UserFactory()
        add_author(other, case.lab.get_siblings(inclusive=False).get().specific)
        choose(getattr(people, role), case, other)
        remove(getattr(people, role), case.co_authors.get())
        assert case.co_authors.get().user == guest

    def test_only_active_authors_of_other_labs_are_offered(self, site, case, people, guest):
        closed = UserFactory(is_active=False)
        free = UserFactory(first_name="Ines", last_name="Voisine")
        for person in (closed, free):
            add_author(person, site.other_lab)
        assert list(candidates(case)) == [free]
        page = browser(people.author).get(reverse("co_authors", args=[case.pk])).content.decode()
        assert '<optgroup label="La Fabrique">' in page
        assert "Ines Voisine" in page
        response = choose(people.author, case, people.colleague)
        assert response.status_code == 200
        assert response.context["form"].errors["person"]
        assert case.co_authors.count() == 1

    def test_who_writes_for_several_labs_is_offered_once_in_each(self, site, case, people):
        third = site.other_lab.copy(update_attrs={"slug": "troisieme", "title": "Troisième"})
        add_author(people.stranger, third)
        assert candidates(case).get(pk=people.stranger.pk) == people.stranger
        choose(people.author, case, people.stranger)
        assert case.co_authors.count() == 1

    def test_one_who_is_gone_already_is_no_error(self, case, people, guest):
        co_author = case.co_authors.get()
        remove(people.author, co_author)
        assert remove(people.author, co_author).status_code == 302

    def test_a_co_author_is_removed_through_the_right_case_alone(self, published, case, people):
        add_co_author(case, people.stranger, people.author)
        other = CaseStudyPage.objects.get(pk=published.pk).copy(update_attrs={"slug": "autre"})
        address = reverse("remove_co_author", args=[other.pk, case.co_authors.get().pk])
        browser(people.author).post(address)
        assert case.co_authors.exists()

    def test_it_is_logged(self, case, people):
        choose(people.author, case, people.stranger)
        remove(people.editor, case.co_authors.get())
        entries = PageLogEntry.objects.filter(page=case.pk, action__startswith="projects.co_author")
        said = [(entry.user, entry.message) for entry in entries.order_by("pk")]
        assert said == [
            (people.author, "Etranger est devenu co-auteur"),
            (people.editor, "Etranger n’est plus co-auteur"),
        ]

    def test_a_mail_server_that_fails_undoes_nothing(self, case, people, mails, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 1
        mails(lambda: choose(people.author, case, people.stranger))
        assert case.co_authors.exists()

    def test_the_form_of_the_sheet_lists_them(self, case, people, guest):
        choosing = reverse("co_authors", args=[case.pk])
        for person, may_choose in ((people.author, True), (guest, False)):
            page = browser(person).get(url("edit", case.pk)).content.decode()
            assert "etranger</li>" in page
            assert (choosing in page) is may_choose


class TestWriting:
    def test_changes_the_sheet_and_sends_it_for_review(self, case, guest):
        assert post_form(guest, case, title="Écrite à deux").status_code == 302
        response = post_form(guest, case, **{"action-submit": "action-submit"})
        assert response.url == reverse("tracker")
        page = CaseStudyPage.objects.get(pk=case.pk)
        assert page.title == "Écrite à deux"
        assert page.workflow_in_progress

    def test_is_told_what_the_review_says(self, case, people, guest, mails):
        case.get_workflow().start(case, people.author)
        sent = mails(lambda: act(people.editor, case, "reject", comment="Datez."))
        assert {mail.to[0] for mail in sent} == {people.author.email, guest.email}

    def test_may_not_approve_an_own_edit_as_an_editor(self, case, people):
        add_author(people.editor, case.lab.get_siblings(inclusive=False).get().specific)
        add_co_author(case, people.editor, people.author)
        post_form(people.editor, case, title="Changée par l’éditrice")
        case.get_workflow().start(CaseStudyPage.objects.get(pk=case.pk), people.author)
        act(people.editor, case, "approve")
        assert waiting(case)
        act(people.second_editor, case, "approve")
        assert CaseStudyPage.objects.get(pk=case.pk).live

    def test_brings_photos_of_the_own_lab_alone(self, site, case, guest):
        own = PhotoFactory(collection=site.other_lab.collection)
        of_the_lab = PhotoFactory(collection=site.lab.collection)
        response = post_form(guest, case, main_photo=of_the_lab.pk)
        assert str(FOREIGN_MEDIA) in response.content.decode()
        assert post_form(guest, case, main_photo=own.pk).status_code == 302
        assert post_form(guest, case, title="Le reste demeure").status_code == 302

    def test_loses_it_with_the_place_or_the_account(self, case, people, guest):
        assert case.permissions_for_user(guest).can_edit()
        guest.is_active = False
        assert not case.permissions_for_user(guest).can_edit()
        guest.is_active = True
        CoAuthor.objects.all().delete()
        assert not case.permissions_for_user(guest).can_edit()


def delete(client, case):
    client.post(url("delete", case.pk))


def delete_in_bulk(client, case):
    client.post(bulk_address(case, "delete"))


def move(client, case):
    other_lab = case.get_parent().get_siblings(inclusive=False).get()
    client.post(url("move_confirm", case.pk, other_lab.pk))


def move_in_bulk(client, case):
    other_lab = case.get_parent().get_siblings(inclusive=False).get()
    client.post(bulk_address(case, "move"), {"chooser": other_lab.pk})


def copy(client, case):
    other_lab = case.get_parent().get_siblings(inclusive=False).get()
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": other_lab.pk}
    client.post(url("copy", case.pk), data)


def unpublish(client, case):
    client.post(url("unpublish", case.pk))


def unpublish_in_bulk(client, case):
    client.post(bulk_address(case, "unpublish"))


def publish(client, case):
    data = filled_form(client, case)
    data["action-publish"] = "action-publish"
    client.post(url("edit", case.pk), data)


def restrict(client, case):
    data = {"restriction_type": PageViewRestriction.LOGIN, "password": ""}
    client.post(url("set_privacy", case.pk), data, headers=AJAX)


def lock(client, case):
    client.post(url("lock", case.pk))


def by_api(action):
    def ask(client, case):
        other_lab = case.get_parent().get_siblings(inclusive=False).get()
        data = {"slug": "copie", "destination_page_id": other_lab.pk}
        address = reverse("wagtailadmin_api:pages:action", args=[case.pk, action])
        client.post(address, json.dumps(data), content_type="application/json")

    ask.__name__ = f"api_{action}"
    return ask


def bulk_address(case, action):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{address}?id={case.pk}"


WAYS = [
    *(delete, delete_in_bulk, move, move_in_bulk, copy, unpublish, unpublish_in_bulk),
    *(publish, restrict, lock, *map(by_api, ("copy", "delete", "move", "unpublish", "publish"))),
]


def everything():
    """Return all that these ways could change: of a draft, the title is for its co-author."""
    pages = Page.objects.values_list("pk", "path", "locked", "live", "title")
    shown = {(*facts, live and title) for *facts, live, title in pages}
    return shown, Page.objects.live().count(), PageViewRestriction.objects.count()


def test_a_co_author_can_do_nothing_else_to_the_sheet(published, people):
    add_co_author(published, people.stranger, people.author)
    draft = published.copy(update_attrs={"slug": "brouillon"}, keep_live=False)
    add_co_author(draft, people.stranger, people.author)
    client = browser(people.stranger)
    client.raise_request_exception = False
    before = everything()
    for case in (published, draft):
        for way in WAYS:
            way(client, case)
            assert everything() == before, (way.__name__, case.slug)
    assert client.get(url("edit", published.pk)).status_code == 200


def test_what_a_copy_is_has_no_co_author(case, people, guest):
    assert not case.copy(update_attrs={"slug": "copie"}).co_authors.exists()


def test_what_was_said_to_the_person_who_chooses(case, people):
    response = choose(people.author, case, people.stranger)
    assert texts(response) == ["etranger peut maintenant écrire cette fiche."]
