"""A lab asks for the withdrawal of a published case, and an editor answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from projects.models import CaseRequest, CaseStudyPage, LabReviewer, RequestKind, RequestState
from tests.factories import CaseStudyPageFactory, UserFactory
from tests.projects.moderation.acting import browser, texts, url
from tests.worlds import world

REASON = "Une personne veut que sa photo disparaisse."


def address(name, *args):
    return reverse(name, args=args)


def ask(person, case, reason=REASON):
    return browser(person).post(address("ask_withdrawal", case.pk), {"reason": reason})


def answer(person, request, decision, comment=""):
    data = {"decision": decision, "comment": comment}
    return browser(person).post(address("answer_request", request.pk), data)


def stored(case):
    return CaseStudyPage.objects.get(pk=case.pk)


def state():
    return CaseRequest.objects.get().state


def logged(case):
    entries = PageLogEntry.objects.filter(page=case.pk, action__startswith="projects.withdrawal")
    return [(entry.action, entry.user) for entry in entries.order_by("timestamp", "pk")]


@world
def asked(published, people):
    return CaseRequest.objects.create(
        kind=RequestKind.WITHDRAWAL,
        case=published,
        lab=published.lab,
        asked_by=people.author,
        reason=REASON,
    )


class TestAsking:
    def test_the_editors_are_told_and_the_case_stays_public(self, published, people, mails, client):
        sent = mails(lambda: ask(people.author, published))
        assert {mail.to[0] for mail in sent} == {people.editor.email, people.second_editor.email}
        assert sent[0].subject == f"[Avant-Après] Retrait demandé : {published.title}"
        assert "Camille Autrice" in sent[0].body
        assert f"> {REASON}" in sent[0].body
        request = CaseRequest.objects.get()
        assert address("answer_request", request.pk) in sent[0].body
        assert (request.asked_by, request.lab) == (people.author, published.lab)
        assert client.get(published.url).status_code == 200
        assert logged(published) == [("projects.withdrawal_open", people.author)]
        history = browser(people.author).get(url("history", published.pk)).content.decode()
        assert "Retrait demandé" in history
        assert REASON in history

    def test_a_reason_is_demanded(self, published, people):
        response = ask(people.author, published, "  ")
        assert response.context["form"].errors["reason"]
        assert not CaseRequest.objects.exists()

    def test_there_is_one_at_a_time(self, published, people, mails):
        ask(people.author, published)
        assert mails(lambda: ask(people.colleague, published, "Encore.")) == []
        assert CaseRequest.objects.get().reason == REASON
        page = browser(people.colleague).get(address("ask_withdrawal", published.pk))
        assert REASON in page.content.decode()
        assert "Annuler la demande" in page.content.decode()

    def test_the_menu_of_the_page_offers_it_while_it_is_published(self, published, people):
        offered = address("ask_withdrawal", published.pk)
        menu = reverse("wagtailadmin_explore", args=[published.pk])
        assert offered in browser(people.author).get(menu).content.decode()
        assert offered not in browser(people.editor).get(menu).content.decode()
        published.unpublish()
        assert offered not in browser(people.author).get(menu).content.decode()

    def test_so_do_the_actions_below_the_form(self, published, people):
        form = reverse("wagtailadmin_pages:edit", args=[published.pk])

        def offers(person):
            footer = browser(person).get(form).content.decode().partition("<footer")[2]
            return address("ask_withdrawal", published.pk) in footer

        assert offers(people.author)
        assert not offers(people.editor)
        published.unpublish()
        assert not offers(people.author)

    def test_the_tracker_says_that_it_is_waited_for(self, asked, people):
        tracker = browser(people.author)
        assert "retrait demandé le" in tracker.get(reverse("tracker")).content.decode()
        tracker.post(address("cancel_request", asked.pk))
        assert "retrait demandé le" not in tracker.get(reverse("tracker")).content.decode()

    def test_giving_up_leads_back_to_the_case(self, published, people):
        def offered(person):
            return browser(person).get(address("ask_withdrawal", published.pk)).context["back"]

        assert offered(people.author) == address("wagtailadmin_pages:edit", published.pk)
        LabReviewer.objects.create(lab=published.lab, user=people.stranger)
        assert offered(people.stranger) == published.url

    def test_a_named_reviewer_of_the_lab_asks_too(self, published, people):
        LabReviewer.objects.create(lab=published.lab, user=people.stranger)
        ask(people.stranger, published)
        assert CaseRequest.objects.get().asked_by == people.stranger

    def test_what_is_not_published_cannot_be_withdrawn(self, case, people):
        assert ask(people.author, case).status_code == 404

    def test_the_author_cancels(self, asked, people, mails):
        sent = mails(lambda: browser(people.author).post(address("cancel_request", asked.pk)))
        assert {mail.to[0] for mail in sent} == {people.editor.email, people.second_editor.email}
        assert "n’en demande plus le retrait" in sent[0].body
        assert state() == RequestState.CANCELLED
        assert stored(asked.case).live
        assert ask(people.author, asked.case).status_code == 302
        assert CaseRequest.objects.open().count() == 1


class TestAnswering:
    def test_accepting_unpublishes_and_keeps_everything(self, asked, people, mails, client):
        draft = asked.case.get_latest_revision().content
        sent = mails(lambda: answer(people.editor, asked, "accept", "C’est fait."))
        case = stored(asked.case)
        assert not case.live
        assert case.get_latest_revision().content == draft
        assert [mail.to for mail in sent] == [[people.author.email]]
        assert "n’est plus publiée" in sent[0].body
        assert "> C’est fait." in sent[0].body
        assert logged(case) == [("projects.withdrawal_accepted", people.editor)]
        assert PageLogEntry.objects.filter(action="wagtail.unpublish", user=people.editor).exists()

    def test_refusing_demands_a_comment(self, asked, people, mails):
        response = answer(people.editor, asked, "refuse")
        assert response.context["form"].errors["comment"]
        assert state() == RequestState.OPEN
        sent = mails(lambda: answer(people.editor, asked, "refuse", "La photo suffit."))
        assert "> La photo suffit." in sent[0].body
        assert sent[0].to == [people.author.email]
        assert state() == RequestState.REFUSED
        assert stored(asked.case).live

    def test_unpublishing_without_the_request_answers_it(self, asked, people, mails):
        unpublish = url("unpublish", asked.case.pk)
        sent = mails(lambda: browser(people.editor).post(unpublish))
        assert state() == RequestState.ACCEPTED
        assert CaseRequest.objects.get().answered_by == people.editor
        assert [mail.to for mail in sent] == [[people.author.email]]

    @pytest.mark.parametrize("decision", ["accept", "refuse"])
    def test_what_is_answered_stays_answered(self, asked, people, mails, decision):
        browser(people.author).post(address("cancel_request", asked.pk))
        responses = []
        sent = mails(lambda: responses.append(answer(people.editor, asked, decision, "Non.")))
        assert sent == []
        assert "entre-temps" in texts(responses[0])[0]
        assert state() == RequestState.CANCELLED
        assert stored(asked.case).live

    def test_an_unknown_decision_changes_nothing(self, asked, people):
        assert answer(people.editor, asked, "autre").status_code == 200
        assert state() == RequestState.OPEN

    def test_deleting_the_case_tells_who_asked(self, asked, people, mails):
        sent = mails(lambda: stored(asked.case).delete())
        assert [mail.to for mail in sent] == [[people.author.email]]

    def test_a_mail_server_that_fails_breaks_nothing(self, asked, people, monkeypatch, mails):
        def fail(*args, **kwargs):
            raise OSError

        monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
        mails(lambda: answer(people.editor, asked, "accept"))
        assert not stored(asked.case).live


EDITORS, LAB = {"editor", "administrator"}, {"author", "colleague"}
ROLES = ["anonymous", "stranger", "author", "colleague", "editor", "administrator"]


@pytest.mark.parametrize("role", ROLES)
class TestWhoMay:
    def test_ask(self, published, people, role):
        person = getattr(people, role)
        page = browser(person).get(address("ask_withdrawal", published.pk))
        assert (page.status_code == 200) is (role in LAB)
        ask(person, published)
        assert CaseRequest.objects.exists() is (role in LAB)

    def test_cancel(self, asked, people, role):
        client = browser(getattr(people, role))
        assert client.get(address("cancel_request", asked.pk)).status_code in (302, 405)
        assert state() == RequestState.OPEN
        client.post(address("cancel_request", asked.pk))
        assert (state() == RequestState.CANCELLED) is (role in LAB)

    @pytest.mark.parametrize("decision", ["accept", "refuse"])
    def test_answer(self, asked, people, role, decision):
        person = getattr(people, role)
        page = browser(person).get(address("answer_request", asked.pk))
        assert (REASON in page.content.decode()) is (role in EDITORS)
        answer(person, asked, decision, "Vu.")
        assert (state() != RequestState.OPEN) is (role in EDITORS)
        assert stored(asked.case).live is not (role in EDITORS and decision == "accept")

    @pytest.mark.parametrize("name", ["withdrawal_requests", "withdrawal_requests_results"])
    def test_list(self, asked, people, role, name):
        page = browser(getattr(people, role)).get(address(name))
        assert (asked.case.title in page.content.decode()) is (role in EDITORS)

    def test_see_the_count(self, asked, people, role):
        page = browser(getattr(people, role)).get(reverse("wagtailadmin_home"))
        assert ("1 demande de retrait" in page.content.decode()) is (role in EDITORS)


def test_a_form_from_elsewhere_is_refused(asked, people):
    client = browser(people.author)
    client.handler.enforce_csrf_checks = True
    assert client.post(address("cancel_request", asked.pk)).status_code == 403
    assert state() == RequestState.OPEN


class TestTheList:
    def test_it_shows_what_waits_and_the_rest_on_demand(self, asked, people):
        answer(people.editor, asked, "refuse", "Non.")
        client, screen = browser(people.editor), address("withdrawal_requests")
        assert asked.case.title not in client.get(screen).content.decode()
        assert asked.case.title in client.get(screen, {"state": ""}).content.decode()
        assert asked.case.title in client.get(screen, {"state": "refused"}).content.decode()

    def test_it_is_exported(self, asked, people):
        response = browser(people.editor).get(address("withdrawal_requests"), {"export": "csv"})
        lines = b"".join(response.streaming_content).decode().splitlines()
        assert len(lines) == 2
        assert asked.case.title in lines[1]

    def test_the_queries_do_not_grow_with_the_requests(self, asked, people):
        client, screen = browser(people.editor), address("withdrawal_requests")
        client.get(screen)

        def add(count):
            for _number in range(count):
                case = CaseStudyPageFactory(parent=asked.lab)
                CaseRequest.objects.create(
                    kind=RequestKind.WITHDRAWAL,
                    case=case,
                    lab=asked.lab,
                    asked_by=UserFactory(),
                    reason=REASON,
                )

        def queries():
            with CaptureQueriesContext(connection) as captured:
                client.get(screen)
            return len(captured)

        add(2)
        three = queries()
        add(27)
        assert queries() == three
