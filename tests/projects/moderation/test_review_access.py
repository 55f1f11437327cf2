"""Who may open each screen of the review, and press each of its buttons."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from projects.models import EditAgreement, LabReviewer, TakenReview
from projects.models.review_task import version_key
from tests.projects.moderation.acting import browser, waiting
from tests.projects.moderation.reviewing import change, fresh, post
from tests.worlds import world

EVERYBODY = (
    *("anonymous", "author", "colleague", "stranger"),
    *("named", "other_named", "editor", "second_editor", "administrator"),
)
EDITORS = {"editor", "second_editor", "administrator"}
OF_THE_LAB = {"named", *EDITORS}
REVIEWERS = {"other_named", *OF_THE_LAB}
PAGES = {
    "review_queue": REVIEWERS,
    "review_queue_results": REVIEWERS,
    "planned_publications": EDITORS,
}
PAGES_OF_ONE = {
    "review_page": OF_THE_LAB,
    "review_preview": OF_THE_LAB,
    "review_agreement": {"author", "colleague"},
}


@world
def everybody(submitted, people, site):
    """All roles, among them a reviewer whom État'LIN names and one whom another lab names."""
    people.other_named = people.stranger.__class__.objects.create_user("relecteur")
    for lab, person in ((site.lab, people.named), (site.other_lab, people.other_named)):
        lab.reviewers.add(LabReviewer(user=person))
        lab.save_revision().publish(skip_permission_checks=True)
    return people


def who(people, does):
    """Return the roles for which something is so, each tried on the same untouched site."""
    roles = set()
    for role in EVERYBODY:
        with transaction.atomic():
            if does(getattr(people, role)):
                roles.add(role)
            transaction.set_rollback(True)
    return roles


@pytest.mark.parametrize("name", PAGES)
def test_open_a_list(everybody, name):
    address = reverse(name)
    assert who(everybody, lambda p: browser(p).get(address).status_code == 200) == PAGES[name]


@pytest.mark.parametrize("name", PAGES_OF_ONE)
def test_open_a_page_of_one_review(everybody, submitted, name):
    version = (submitted.latest_revision_id,) if name == "review_preview" else ()
    address = reverse(name, args=[submitted.pk, *version])
    opened = who(everybody, lambda p: browser(p).get(address).status_code == 200)
    assert opened == PAGES_OF_ONE[name]


@pytest.mark.parametrize("what", ["approve", "return"])
def test_answer(everybody, submitted, what):
    data = {"answer": what, "comment": "Vu.", "version": version_key(submitted.latest_revision)}

    def is_answered(person):
        post(person, "review_page", submitted, **data)
        page = fresh(submitted)
        assert page.live is (what == "approve" and not page.workflow_in_progress)
        return not page.workflow_in_progress

    assert who(everybody, is_answered) == OF_THE_LAB


def test_take_on(everybody, submitted):
    def is_taken(person):
        post(person, "take_review", submitted)
        return TakenReview.objects.exists()

    assert who(everybody, is_taken) == OF_THE_LAB


def test_ask_for_an_agreement(everybody, submitted):
    def is_asked(person):
        change(submitted, person, summary="Autrement.")
        post(person, "ask_agreement", submitted)
        return EditAgreement.objects.exists()

    assert who(everybody, is_asked) == OF_THE_LAB


def test_agree(everybody, submitted):
    change(submitted, everybody.editor, summary="Autrement.")
    post(everybody.editor, "ask_agreement", submitted)
    key = EditAgreement.objects.get().key

    def is_agreed(person):
        post(person, "review_agreement", submitted, agreement=key)
        return EditAgreement.objects.get().agreed_by is not None

    assert who(everybody, is_agreed) == {"author", "colleague"}


@pytest.mark.parametrize("action", ["move", "cancel"])
def test_change_what_is_planned(everybody, submitted, action):
    data = {"answer": "schedule", "go_live_at": "01/01/2090 08:00"}
    version = version_key(submitted.latest_revision)
    post(everybody.editor, "review_page", submitted, version=version, **data)
    planned = fresh(submitted).scheduled_revision
    data = {"action": action, "revisions": [planned.pk], "moment": "02/01/2090 08:00"}

    def is_changed(person):
        browser(person).post(reverse("planned_publications"), data)
        now = Revision.objects.get(pk=planned.pk)
        return now.approved_go_live_at != planned.approved_go_live_at

    assert who(everybody, is_changed) == EDITORS


BUTTONS = ("take_review", "release_review", "ask_agreement")


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_takes_a_post_alone_and_its_token(everybody, submitted, name):
    address = reverse(name, args=[submitted.pk])
    assert browser(everybody.editor).get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(everybody.editor)
    assert strict.post(address).status_code == 403


@pytest.mark.parametrize("name", [*BUTTONS, "review_page"])
def test_what_is_not_in_review_is_not_found(everybody, case, submitted, name):
    waiting(submitted).workflow_state.cancel(user=everybody.author)
    assert post(everybody.editor, name, case).status_code == 404


@pytest.mark.parametrize("role", ["named", "other_named"])
def test_a_named_reviewer_corrects_what_waits_in_their_lab_alone(everybody, submitted, role):
    address = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    opened = browser(getattr(everybody, role)).get(address).status_code == 200
    assert opened is (role == "named")


def test_a_named_reviewer_does_not_review_the_lab_itself(everybody, site):
    site.lab.get_workflow().start(site.lab, everybody.author)
    assert post(everybody.named, "take_review", site.lab).status_code == 404
