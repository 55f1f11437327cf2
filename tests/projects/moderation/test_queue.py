"""« File de relecture »: what waits, whose it is, and what is said of it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from projects.models import LabReviewer, PortfolioSettings, TakenReview
from projects.moderation.queue import describe, next_review, waiting_reviews
from projects.provisioning import admit_reviewers
from tests.factories import PhotoFactory
from tests.projects.moderation.acting import act, browser, texts, waiting
from tests.projects.moderation.reviewing import change, post, read, submit_sheet
from tests.worlds import world


def titles(person, **query):
    """Return the titles that the queue shows, in its order."""
    response = browser(person).get(reverse("review_queue"), query)
    return [review.title for review in response.context["table"].data]


def wait_since(case, days):
    started = timezone.now() - timedelta(days=days)
    TaskState.objects.for_instance(case).update(started_at=started)


@world
def two(site, people):
    """A sheet of each lab, the second submitted later."""
    first = submit_sheet(site.lab, people.author, title="Premier")
    second = submit_sheet(site.other_lab, people.stranger, title="Second", sheet_kind="full")
    wait_since(first, 3)
    return first, second


@world
def named(site, people):
    """A reviewer whom État'LIN names."""
    LabReviewer.objects.create(lab=site.lab, user=people.named)
    admit_reviewers()
    return people.named


class TestWhatWaits:
    def test_is_shown_the_oldest_first(self, two, people):
        assert titles(people.editor) == ["Premier", "Second"]
        assert titles(people.editor, ordering="-waiting_since") == ["Second", "Premier"]
        assert titles(people.editor, ordering="-title") == ["Second", "Premier"]
        assert titles(people.editor, ordering="nonsense") == ["Premier", "Second"]

    def test_holds_labs_that_wait_too(self, site, people):
        site.lab.save_revision(user=people.author)
        site.lab.get_workflow().start(site.lab, people.author)
        assert titles(people.editor) == ["État'LIN"]
        page = read(people.editor, "review_page", site.lab.pk)
        assert "Votre réponse" in page
        assert "Ce que disent les règles" not in page

    def test_is_of_the_labs_that_name_a_reviewer(self, two, named, people):
        assert titles(named) == ["Premier"]
        assert titles(people.editor) == ["Premier", "Second"]

    def test_leaves_the_queue_once_answered(self, two, people):
        act(people.editor, two[0], "reject", comment="Précisez.")
        assert titles(people.editor) == ["Second"]

    def test_says_that_there_is_nothing(self, site, people):
        assert "Rien n’attend votre relecture" in read(people.editor, "review_queue")

    @pytest.mark.parametrize(("days", "late"), [(9, False), (11, True)])
    def test_says_what_is_overdue(self, submitted, people, days, late):
        wait_since(submitted, days)
        assert ("En retard</strong>" in read(people.editor, "review_queue")) is late

    def test_the_delay_is_a_setting(self, submitted, people):
        PortfolioSettings.objects.update_or_create(defaults={"review_days": 2})
        wait_since(submitted, 3)
        assert titles(people.editor, late="yes") == [submitted.title]

    def test_waits_since_it_was_submitted_again_whatever_restarts(self, submitted, people):
        wait_since(submitted, 20)
        act(people.editor, submitted, "reject", comment="Précisez.")
        submitted.current_workflow_state.resume(people.author)
        (review,) = waiting_reviews(people.editor)
        assert review.return_count == 1
        assert not review.is_overdue
        since = review.waiting_since
        change(submitted, people.second_editor, title="Retouché")
        act(people.editor, submitted, "approve")  # the review starts again
        assert waiting_reviews(people.editor).get().waiting_since == since


class TestFilters:
    def test_narrow_the_queue(self, two, people, site):
        TakenReview.objects.create(
            workflow_state=two[0].current_workflow_state, by=people.second_editor
        )
        expected = {
            ("lab", site.other_lab.pk): ["Second"],
            ("kind", "full"): ["Second"],
            ("taken", "nobody"): ["Second"],
            ("taken", "others"): ["Premier"],
            ("taken", "me"): [],
            ("late", "no"): ["Premier", "Second"],
            ("late", "yes"): [],
            ("sign", "minors"): [],
            ("q", "prem"): ["Premier"],
            ("sign", "nonsense"): ["Premier", "Second"],
        }
        found = {(name, value): titles(people.editor, **{name: value}) for name, value in expected}
        assert found == expected

    def test_find_the_sheets_with_a_sign(self, two, people):
        change(two[1], people.stranger, problem="<p>Des élèves attendent.</p>")
        assert titles(people.editor, sign="minors") == ["Second"]

    def test_offer_a_named_reviewer_no_other_lab(self, two, named, site):
        form = browser(named).get(reverse("review_queue")).context["filters"].form
        assert list(form.fields["lab"].queryset) == [site.lab]
        assert titles(named, lab=site.other_lab.pk) == ["Premier"]

    def test_that_leave_nothing_lead_back(self, two, people):
        page = read(people.editor, "review_queue", late="yes")
        assert "Afficher tout ce qui attend" in page


class TestReading:
    """What a reviewer is told of the pages that they have answered before."""

    def test_is_unknown_before_the_first_answer(self, submitted, people):
        (review,) = describe(waiting_reviews(people.editor), people.editor)
        assert review.is_changed is None

    @pytest.mark.parametrize("changed", [True, False])
    def test_tells_whether_the_page_changed_since(self, submitted, people, changed):
        act(people.editor, submitted, "reject", comment="Précisez.")
        if changed:
            change(submitted, people.author, summary="En juin.")
        submitted.current_workflow_state.resume(people.author)
        (mine,) = describe(waiting_reviews(people.editor), people.editor)
        (other,) = describe(waiting_reviews(people.second_editor), people.second_editor)
        assert (mine.is_changed, other.is_changed) == (changed, None)
        page = read(people.editor, "review_queue")
        assert ("Modifiée depuis" in page) is changed
        assert ("Inchangée depuis" in page) is not changed

    def test_counts_what_an_automatic_save_overwrote_as_changed(self, submitted, people):
        read_then = waiting(submitted).revision
        act(people.editor, submitted, "reject", comment="Précisez.")
        submitted.get_latest_revision_as_object().save_revision(
            user=people.author, overwrite_revision=read_then
        )
        submitted.current_workflow_state.resume(people.author)
        (review,) = describe(waiting_reviews(people.editor), people.editor)
        assert review.is_changed


class TestTaking:
    def test_shows_who_and_keeps_others_from_answering(self, submitted, people):
        post(people.editor, "take_review", submitted)
        assert "Élise Rédaction, depuis le" in read(people.second_editor, "review_queue")
        page = read(people.second_editor, "review_page", submitted.pk)
        assert "Élise Rédaction a pris cette relecture" in page
        for action in ("approve", "reject"):
            act(people.second_editor, submitted, action, comment="Vu.")
            assert waiting(submitted)

    def test_lets_its_holder_answer_and_ends_with_the_answer(self, submitted, people):
        post(people.editor, "take_review", submitted)
        act(people.editor, submitted, "reject", comment="Précisez.")
        assert not TakenReview.objects.exists()

    def test_over_from_somebody_is_confirmed(self, submitted, people):
        post(people.editor, "take_review", submitted)
        asked = post(people.second_editor, "take_review", submitted)
        assert "Élise Rédaction a pris cette relecture le" in asked.content.decode()
        assert TakenReview.objects.get().by == people.editor
        post(people.second_editor, "take_review", submitted, **{"from": people.editor.pk})
        assert TakenReview.objects.get().by == people.second_editor

    def test_over_is_asked_again_when_the_holder_has_changed(self, submitted, people):
        post(people.administrator, "take_review", submitted)
        post(people.second_editor, "take_review", submitted, **{"from": people.editor.pk})
        assert TakenReview.objects.get().by == people.administrator

    def test_twice_changes_nothing(self, submitted, people):
        for _time in range(2):
            post(people.editor, "take_review", submitted)
        assert TakenReview.objects.get().by == people.editor

    def test_is_released_by_its_holder_alone(self, submitted, people):
        post(people.editor, "take_review", submitted)
        post(people.second_editor, "release_review", submitted)
        assert TakenReview.objects.exists()
        post(people.editor, "release_review", submitted)
        assert not TakenReview.objects.exists()

    def test_comes_back_to_the_list_and_to_no_other_site(self, submitted, people):
        back = post(people.editor, "take_review", submitted, next="/admin/relecture/?p=2")
        assert back.url == "/admin/relecture/?p=2"
        back = post(people.editor, "release_review", submitted, next="https://example.org/")
        assert back.url == reverse("review_queue")

    def test_works_from_the_list(self, submitted, people):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(people.editor)
        page = strict.get(reverse("review_queue")).content.decode()
        form = page[page.index(reverse("take_review", args=[submitted.pk])) :]
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        back = strict.post(reverse("take_review", args=[submitted.pk]), fields)
        assert back.url == reverse("review_queue")
        assert TakenReview.objects.get().by == people.editor


class TestNext:
    def test_is_the_oldest_that_nobody_else_has(self, two, people):
        assert next_review(people.editor).title == "Premier"
        post(people.second_editor, "take_review", two[0])
        assert next_review(people.editor).title == "Second"
        assert next_review(people.second_editor).title == "Premier"

    def test_is_first_what_one_has_taken(self, two, people):
        post(people.editor, "take_review", two[1])
        response = browser(people.editor).get(reverse("next_review"))
        assert response.url == reverse("review_page", args=[two[1].pk])

    def test_passes_over_a_page(self, two, people):
        first, second = two
        for passed, following in ((first, second), (second, first)):
            response = browser(people.editor).get(reverse("next_review"), {"apres": passed.pk})
            assert response.url == reverse("review_page", args=[following.pk])

    @pytest.mark.parametrize("passed", ["", "alone", "nonsense"])
    def test_is_nothing_when_nothing_else_waits(self, case, people, passed):
        query = {"apres": case.pk if passed == "alone" else passed}
        if passed == "alone":
            case.get_workflow().start(case, people.author)
        response = browser(people.editor).get(reverse("next_review"), query)
        assert response.url == reverse("review_queue")
        assert "Aucune autre page" in texts(response)[0]


class TestFirstScreen:
    def test_sums_the_queue_up(self, two, people):
        wait_since(two[0], 12)
        post(people.editor, "take_review", two[0])
        page = browser(people.editor).get("/admin/").content.decode()
        assert "<strong>2</strong> pages attendent une relecture" in page
        assert "dont <strong>1</strong> en retard" in page
        assert "1 prise par vous" in page
        assert "Premier" in page

    def test_says_nothing_of_it_to_authors(self, two, people):
        page = browser(people.author).get("/admin/").content.decode()
        assert "review-queue" not in page
        assert reverse("review_queue") not in page

    def test_opens_to_the_reviewers_that_a_lab_names_once_published(self, site, people):
        lab = site.lab
        lab.reviewers.add(LabReviewer(user=people.named))
        lab.save_revision().publish(skip_permission_checks=True)
        submit_sheet(lab, people.author, title="À relire")
        page = browser(people.named).get("/admin/")
        assert page.status_code == 200
        assert "À relire" in page.content.decode()
        assert reverse("review_queue") in page.content.decode()

        lab = type(lab).objects.get(pk=lab.pk)
        lab.reviewers.set([])
        lab.save_revision().publish(skip_permission_checks=True)
        assert browser(people.named).get("/admin/").status_code == 302


def test_the_queue_asks_no_more_for_many_pages_than_for_three(site, people):
    client = browser(people.editor)

    def queries():
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse("review_queue"), {"sign": "people"}).status_code == 200
        return len(context)

    def fill(count):
        for _number in range(count):
            case = submit_sheet(site.lab, people.author, main_photo=PhotoFactory(people="agreed"))
            act(people.editor, case, "reject", comment="Précisez.")
            case.current_workflow_state.resume(people.author)
            post(people.editor, "take_review", case)

    fill(3)
    queries()  # warms the caches of content types
    few = queries()
    fill(20)
    assert len(titles(people.editor, sign="people")) == 23
    assert queries() == few
