"""A service takes over the sheet that the editors compiled about it."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from projects.choices import SheetKind
from projects.models import CaseRequest, CaseStudyPage, RequestKind, RequestState
from tests.factories import CaseStudyPageFactory, LabPageFactory, PhotoFactory, UserFactory
from tests.projects.moderation.acting import browser, texts
from tests.worlds import world

MESSAGE = "C’est notre accueil."
TO_CLAIM = "Vous êtes le service concerné"


def ask(person, case, lab, reason=MESSAGE):
    address = reverse("ask_claim", args=[case.pk])
    return browser(person).post(address, {"reason": reason, "lab": lab.pk})


def answer(person, request, decision, lab, comment=""):
    data = {"decision": decision, "comment": comment, "lab": lab.pk}
    return browser(person).post(reverse("answer_request", args=[request.pk]), data)


def stored(case):
    return CaseStudyPage.objects.get(pk=case.pk)


def state(request):
    return CaseRequest.objects.get(pk=request.pk).state


@world
def watch(site):
    return LabPageFactory(parent=site.portfolio, title="Veille", email="veille@example.org")


@world
def compiled(watch, people):
    """A published sheet of the watch, written from public sources by an editor."""
    case = CaseStudyPageFactory(parent=watch, compiled=True, live=False, owner=people.editor)
    case.save_revision(user=people.editor).publish(skip_permission_checks=True)
    return stored(case)


@world
def claimed(compiled, site, people):
    return CaseRequest.objects.create(
        kind=RequestKind.CLAIM,
        case=compiled,
        lab=site.lab,
        asked_by=people.author,
        reason=MESSAGE,
    )


class TestWhatThePublicReads:
    def test_a_line_leads_to_how_to_ask(self, compiled, client):
        assert TO_CLAIM in client.get(compiled.url).text
        page = client.get(reverse("claim_case", args=[compiled.pk]))
        assert page.status_code == 200
        assert reverse("ask_claim", args=[compiled.pk]) in page.text
        assert "mailto:veille@example.org" in page.text

    def test_only_on_compiled_sheets(self, published, client):
        assert TO_CLAIM not in client.get(published.url).text
        assert client.get(reverse("claim_case", args=[published.pk])).status_code == 404

    def test_nothing_of_what_is_not_public(self, compiled, client):
        compiled.unpublish()
        assert client.get(reverse("claim_case", args=[compiled.pk])).status_code == 404

    def test_without_an_address_it_names_the_publisher(self, compiled, watch, client):
        type(watch).objects.filter(pk=watch.pk).update(email="")
        page = client.get(reverse("claim_case", args=[compiled.pk])).text
        assert "mentions légales" in page


class TestAsking:
    def test_the_editors_are_told(self, compiled, site, people, mails):
        sent = mails(lambda: ask(people.author, compiled, site.lab))
        assert {mail.to[0] for mail in sent} == {people.editor.email, people.second_editor.email}
        assert "État'LIN" in sent[0].body
        assert f"> {MESSAGE}" in sent[0].body
        assert CaseRequest.objects.claims().get().lab == site.lab

    def test_two_labs_may_ask_and_each_once(self, compiled, site, people):
        for person, lab in (
            (people.author, site.lab),
            (people.colleague, site.lab),
            (people.stranger, site.other_lab),
        ):
            ask(person, compiled, lab)
        assert [each.lab for each in CaseRequest.objects.order_by("pk")] == [
            site.lab,
            site.other_lab,
        ]

    def test_not_in_the_name_of_another_lab(self, compiled, site, people):
        response = ask(people.author, compiled, site.other_lab)
        assert response.context["form"].errors["lab"]
        assert not CaseRequest.objects.exists()

    def test_one_own_sheet_has_nothing_to_take_over(self, published, site, people):
        assert ask(people.author, published, site.lab).status_code == 302
        assert not CaseRequest.objects.exists()


class TestHandingOver:
    def test_the_lab_gets_a_draft_and_readers_the_same_sheet(
        self, claimed, site, people, mails, client
    ):
        former = claimed.case.url
        sent = mails(lambda: answer(people.editor, claimed, "accept", site.lab, "À vous."))
        case = stored(claimed.case)
        assert (case.get_parent().pk, case.owner) == (site.lab.pk, people.author)
        assert (case.live, case.sheet_kind) == (True, SheetKind.COMPILED)
        draft = case.get_latest_revision_as_object()
        assert draft.sheet_kind == SheetKind.SHORT
        assert draft.sources.count() == 1
        assert {mail.to[0] for mail in sent} == {people.author.email, people.colleague.email}
        assert "> À vous." in sent[0].body
        assert "- Indiquez l’adresse de messagerie du service" in sent[0].body

        response = client.get(former)
        assert (response.status_code, response["Location"]) == (301, case.url)
        page = client.get(case.url).text
        assert "D’après des sources publiques" in page
        assert "prépare sa version" in page
        assert TO_CLAIM not in page

    def test_the_authors_of_the_lab_write_it_and_review_publishes_it(self, claimed, site, people):
        assert not claimed.case.permissions_for_user(people.author).can_edit()
        answer(people.editor, claimed, "accept", site.lab)
        assert stored(claimed.case).permissions_for_user(people.author).can_edit()
        assert not stored(claimed.case).permissions_for_user(people.author).can_publish()

    def test_it_is_logged(self, claimed, site, people):
        answer(people.editor, claimed, "accept", site.lab)
        entries = PageLogEntry.objects.filter(page=claimed.case.pk, user=people.editor)
        actions = set(entries.values_list("action", flat=True))
        assert {"projects.claim_accepted", "wagtail.move", "wagtail.edit"} <= actions

    def test_its_photos_go_to_the_lab_unless_another_page_uses_them(
        self, claimed, site, people, django_capture_on_commit_callbacks
    ):
        own, shared = PhotoFactory(), PhotoFactory()
        with django_capture_on_commit_callbacks(execute=True):
            CaseStudyPageFactory(parent=site.other_lab, main_photo=shared)
            case = stored(claimed.case)
            case.main_photo = own
            case.save_revision().publish(skip_permission_checks=True)
        draft = stored(case).get_latest_revision_as_object()
        draft.approach = [("photo", {"photo": shared, "caption": ""})]
        draft.save_revision()
        answer(people.editor, claimed, "accept", site.lab)
        own.refresh_from_db()
        shared.refresh_from_db()
        assert own.collection_id == stored_lab(site).collection_id
        assert shared.collection_id != own.collection_id

    def test_the_editor_chooses_the_lab(self, claimed, site, people, mails):
        sent = mails(lambda: answer(people.editor, claimed, "accept", site.other_lab))
        case = stored(claimed.case)
        assert case.get_parent().pk == site.other_lab.pk
        assert case.owner == people.editor
        assert people.stranger.email in {mail.to[0] for mail in sent}

    def test_the_other_requests_are_answered(self, claimed, site, people, mails):
        other = CaseRequest.objects.create(
            kind=RequestKind.CLAIM,
            case=claimed.case,
            lab=site.other_lab,
            asked_by=people.stranger,
            reason=MESSAGE,
        )
        sent = mails(lambda: answer(people.editor, claimed, "accept", site.lab))
        assert state(other) == RequestState.REFUSED
        assert people.stranger.email in {mail.to[0] for mail in sent}

    def test_an_address_taken_is_said_and_nothing_is_done(self, claimed, site, people):
        CaseStudyPageFactory(parent=site.lab, slug=claimed.case.slug)
        response = answer(people.editor, claimed, "accept", site.lab)
        assert "même adresse" in response.content.decode()
        assert state(claimed) == RequestState.OPEN
        assert stored(claimed.case).get_parent().title == "Veille"

    def test_refusing_demands_a_comment(self, claimed, site, people, mails):
        assert answer(people.editor, claimed, "refuse", site.lab).status_code == 200
        sent = mails(lambda: answer(people.editor, claimed, "refuse", site.lab, "Une autre ville."))
        assert [mail.to for mail in sent] == [[people.author.email]]
        assert "> Une autre ville." in sent[0].body
        assert state(claimed) == RequestState.REFUSED
        assert stored(claimed.case).get_parent().title == "Veille"

    def test_what_is_cancelled_is_not_handed_over(self, claimed, site, people):
        browser(people.author).post(reverse("cancel_request", args=[claimed.pk]))
        response = answer(people.editor, claimed, "accept", site.lab)
        assert "entre-temps" in texts(response)[0]
        assert stored(claimed.case).get_parent().title == "Veille"


def stored_lab(site):
    return type(site.lab).objects.get(pk=site.lab.pk)


EDITORS, LAB = {"editor", "administrator"}, {"author", "colleague"}
ROLES = ["anonymous", "stranger", "author", "colleague", "editor", "administrator"]


@pytest.mark.parametrize("role", ROLES)
class TestWhoMay:
    def test_ask(self, compiled, site, people, role):
        person = getattr(people, role)
        page = browser(person).get(reverse("ask_claim", args=[compiled.pk]))
        assert (page.status_code == 200) is (role in LAB | {"stranger"})
        ask(person, compiled, site.lab)
        assert CaseRequest.objects.exists() is (role in LAB)

    def test_cancel(self, claimed, people, role):
        browser(getattr(people, role)).post(reverse("cancel_request", args=[claimed.pk]))
        assert (state(claimed) == RequestState.CANCELLED) is (role in LAB)

    @pytest.mark.parametrize("decision", ["accept", "refuse"])
    def test_answer(self, claimed, site, people, role, decision):
        answer(getattr(people, role), claimed, decision, site.lab, "Vu.")
        assert (state(claimed) != RequestState.OPEN) is (role in EDITORS)
        moved = stored(claimed.case).get_parent().pk == site.lab.pk
        assert moved is (role in EDITORS and decision == "accept")

    @pytest.mark.parametrize("name", ["claim_requests", "claim_requests_results"])
    def test_list(self, claimed, people, role, name):
        page = browser(getattr(people, role)).get(reverse(name)).content.decode()
        assert (claimed.case.title in page) is (role in EDITORS)


def test_the_authors_of_the_lab_that_publishes_have_nothing_to_take_over(compiled, watch):
    person = UserFactory()
    person.groups.add(type(watch).objects.get(pk=watch.pk).author_group)
    assert browser(person).get(reverse("ask_claim", args=[compiled.pk])).status_code != 200
