"""« Publications programmées »: several approved sheets go out together, move or come back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from tests.projects.moderation.acting import browser, texts, waiting
from tests.projects.moderation.reviewing import answer, change, fresh, submit_sheet
from tests.worlds import world

NOW = timezone.now()
SOON = (NOW + timedelta(days=2)).replace(second=0, microsecond=0)
LATER = SOON + timedelta(days=7)


def typed(date):
    return timezone.localtime(date).strftime("%d/%m/%Y %H:%M")


def plan(case, people, moment=SOON):
    answer(people.editor, case, "schedule", go_live_at=typed(moment))
    return fresh(case).scheduled_revision


def press(person, action, revisions, **data):
    data = {"action": action, "revisions": [each.pk for each in revisions], **data}
    return browser(person).post(reverse("planned_publications"), data)


def planned(person):
    """Return the dates shown, each with the titles that go out together."""
    response = browser(person).get(reverse("planned_publications"))
    return [
        (batch.moment, [each.object_str for each in batch.revisions])
        for batch, _form in response.context["batches"]
    ]


@world
def batch(site, people):
    """Two sheets of two labs approved for the same date, by way of the second a later one."""
    cases = [
        submit_sheet(site.lab, people.author, title="Premier"),
        submit_sheet(site.other_lab, people.stranger, title="Second"),
    ]
    return [plan(case, people) for case in cases]


def pass_time(monkeypatch, moment):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    call_command("publish_scheduled")


class TestTogether:
    def test_are_listed_by_date(self, batch, site, people):
        plan(submit_sheet(site.lab, people.author, title="Troisième"), people, LATER)
        assert planned(people.editor) == [(SOON, ["Premier", "Second"]), (LATER, ["Troisième"])]
        page = browser(people.editor).get(reverse("planned_publications")).content.decode()
        assert "2 pages ensemble" in page

    def test_go_live_at_the_date_as_they_were_approved(self, batch, people, monkeypatch):
        for revision in batch:
            change(revision.content_object, people.editor, title="Glissé après")
        pass_time(monkeypatch, SOON + timedelta(minutes=1))
        pages = [fresh(revision.content_object) for revision in batch]
        assert [page.title for page in pages] == ["Premier", "Second"]
        assert [page.live_revision for page in pages] == batch

    def test_ask_no_more_queries_when_they_are_many(self, batch, site, people):
        client = browser(people.editor)

        def queries():
            with CaptureQueriesContext(connection) as context:
                client.get(reverse("planned_publications"))
            return len(context)

        queries()
        few = queries()
        for number in range(5):
            plan(submit_sheet(site.lab, people.author, title=f"N° {number}"), people)
        assert queries() == few

    def test_are_none_at_first(self, site, people):
        page = browser(people.editor).get(reverse("planned_publications")).content.decode()
        assert "Aucune publication n’est programmée" in page


class TestMoving:
    def test_moves_them_all_and_changes_nothing_else(self, batch, people, monkeypatch):
        press(people.second_editor, "move", batch, moment=typed(LATER))
        assert planned(people.editor) == [(LATER, ["Premier", "Second"])]
        pass_time(monkeypatch, SOON + timedelta(minutes=1))
        assert not fresh(batch[0].content_object).live
        pass_time(monkeypatch, LATER + timedelta(minutes=1))
        for revision in batch:
            page = fresh(revision.content_object)
            assert page.live_revision == revision
            assert revision.task_states.get().status == "approved"

    def test_brings_them_forward(self, batch, people, monkeypatch):
        sooner = SOON - timedelta(days=1)
        press(people.editor, "move", batch, moment=typed(sooner))
        pass_time(monkeypatch, sooner + timedelta(minutes=1))
        assert fresh(batch[1].content_object).live

    def test_moves_those_that_are_ticked(self, batch, people):
        press(people.editor, "move", batch[:1], moment=typed(LATER))
        assert planned(people.editor) == [(SOON, ["Second"]), (LATER, ["Premier"])]

    def test_is_logged_and_told_to_the_authors(self, batch, people, mails):
        sent = mails(lambda: press(people.editor, "move", batch, moment=typed(LATER)))
        assert sorted(mail.to[0] for mail in sent) == [
            "autrice@example.org",
            "etranger@example.org",
        ]
        assert typed(LATER)[:10] in sent[0].body
        entry = PageLogEntry.objects.filter(action="wagtail.publish.schedule").latest("pk")
        assert entry.user == people.editor
        assert entry.data["revision"]["id"] in {each.pk for each in batch}

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ({}, "Choisissez la date de publication"),
            ({"moment": typed(NOW - timedelta(hours=1))}, "Choisissez une date à venir"),
            ({"moment": "demain"}, "valide"),
            ({"moment": typed(LATER), "revisions": []}, "Cochez au moins une page"),
            ({"moment": typed(LATER), "revisions": [0]}, "choix valide"),
            ({"moment": typed(LATER), "action": "burn"}, "choix valide"),
        ],
    )
    def test_says_what_is_wrong_and_moves_nothing(self, batch, people, data, said):
        posted = {"action": "move", "revisions": [each.pk for each in batch], **data}
        response = browser(people.editor).post(reverse("planned_publications"), posted)
        assert said in texts(response)[0]
        assert planned(people.editor) == [(SOON, ["Premier", "Second"])]

    def test_moves_no_draft_that_nobody_approved(self, batch, case, people):
        draft = case.latest_revision
        press(people.editor, "move", [draft], moment=typed(LATER))
        assert not Revision.objects.filter(pk=draft.pk, approved_go_live_at__isnull=False)


class TestCancelling:
    def test_puts_them_back_in_review(self, batch, people, monkeypatch):
        press(people.second_editor, "cancel", batch)
        assert planned(people.editor) == []
        page = fresh(batch[0].content_object)
        state = waiting(page)
        assert state.revision == batch[0]
        assert state.workflow_state.requested_by == people.author
        pass_time(monkeypatch, LATER)
        assert not fresh(page).live

    def test_lets_them_be_approved_at_once(self, batch, people):
        press(people.editor, "cancel", batch[:1])
        answer(people.editor, batch[0].content_object, "approve")
        assert fresh(batch[0].content_object).live

    def test_is_logged_and_told_to_author_and_reviewers(self, batch, people, mails):
        sent = mails(lambda: press(people.editor, "cancel", batch[:1]))
        by_person = {mail.to[0]: mail.subject for mail in sent}
        assert by_person == {
            "autrice@example.org": "[Avant-Après] Publication annulée : Premier",
            "editeur@example.org": "[Avant-Après] À relire : Premier",
        }
        entry = PageLogEntry.objects.get(action="wagtail.schedule.cancel")
        assert entry.user == people.editor
