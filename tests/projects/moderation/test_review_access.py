"""Who may open each screen of the review, and press each of its buttons."""

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import EditAgreement, LabReviewer, TakenReview
from projects.models.review_task import version_key
from tests.projects.moderation.acting import browser, waiting
from tests.projects.moderation.reviewing import change, fresh, post

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


@pytest.fixture
def everybody(submitted, people, site):
    """All roles, among them a reviewer whom État'LIN names and one whom another lab names."""
    people.other_named = people.stranger.__class__.objects.create_user("relecteur")
    for lab, person in ((site.lab, people.named), (site.other_lab, people.other_named)):
        lab.reviewers.add(LabReviewer(user=person))
        lab.save_revision().publish(skip_permission_checks=True)
    return people


def who(people, does):
    return {role for role in EVERYBODY if does(getattr(people, role))}


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


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("what", ["approve", "return"])
def test_answer(everybody, submitted, role, what):
    data = {"answer": what, "comment": "Vu.", "version": version_key(submitted.latest_revision)}
    post(getattr(everybody, role), "review_page", submitted, **data)
    assert fresh(submitted).workflow_in_progress is (role not in OF_THE_LAB)
    assert fresh(submitted).live is (what == "approve" and role in OF_THE_LAB)


@pytest.mark.parametrize("role", EVERYBODY)
def test_take_on(everybody, submitted, role):
    post(getattr(everybody, role), "take_review", submitted)
    assert TakenReview.objects.exists() is (role in OF_THE_LAB)


@pytest.mark.parametrize("role", EVERYBODY)
def test_ask_for_an_agreement(everybody, submitted, role):
    person = getattr(everybody, role)
    if person:
        change(submitted, person, summary="Autrement.")
    post(person, "ask_agreement", submitted)
    assert EditAgreement.objects.exists() is (role in OF_THE_LAB)


@pytest.mark.parametrize("role", EVERYBODY)
def test_agree(everybody, submitted, role):
    change(submitted, everybody.editor, summary="Autrement.")
    post(everybody.editor, "ask_agreement", submitted)
    agreement = EditAgreement.objects.get()
    post(getattr(everybody, role), "review_agreement", submitted, agreement=agreement.key)
    agreement.refresh_from_db()
    assert bool(agreement.agreed_by) is (role in {"author", "colleague"})


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("action", ["move", "cancel"])
def test_change_what_is_planned(everybody, submitted, role, action):
    data = {
        "answer": "schedule",
        "go_live_at": "01/01/2090 08:00",
        "version": version_key(submitted.latest_revision),
    }
    post(everybody.editor, "review_page", submitted, **data)
    revision = fresh(submitted).scheduled_revision
    data = {"action": action, "revisions": [revision.pk], "moment": "02/01/2090 08:00"}
    browser(getattr(everybody, role)).post(reverse("planned_publications"), data)
    now = fresh(submitted).scheduled_revision
    changed = now is None or now.approved_go_live_at != revision.approved_go_live_at
    assert changed is (role in EDITORS)


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
