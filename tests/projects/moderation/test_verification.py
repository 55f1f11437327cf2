"""« Toujours exact » : a published case is verified without being published again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from projects.dates import months_later
from projects.models import CaseStudyPage, PortfolioSettings
from tests.projects.moderation.acting import browser, texts, url, waiting
from tests.worlds import world

LONG_AGO = timezone.localdate() - timedelta(days=700)
DUE = months_later(LONG_AGO, 18)


def confirm(person, case):
    return browser(person).post(reverse("confirm_case", args=[case.pk]))


def stored(case):
    return CaseStudyPage.objects.get(pk=case.pk)


@world
def overdue(published):
    """A published case that was verified too long ago, and that its author is changing."""
    CaseStudyPage.objects.filter(pk=published.pk).update(verified_on=LONG_AGO, verify_again_on=DUE)
    return stored(published)


def test_one_click_dates_the_case_anew_and_changes_nothing_else(overdue, people):
    page = browser(people.author).get(reverse("confirm_case", args=[overdue.pk]))
    assert "Tout est toujours exact" in page.content.decode()
    assert stored(overdue).verified_on == LONG_AGO
    revisions = list(overdue.revisions.values_list("pk", "content"))

    response = confirm(people.author, overdue)

    case, today = stored(overdue), timezone.localdate()
    assert (case.verified_on, case.verify_again_on) == (today, months_later(today, 18))
    assert list(case.revisions.values_list("pk", "content")) == revisions
    assert case.live
    assert case.has_unpublished_changes
    assert case.last_published_at == overdue.last_published_at
    assert case.title != case.get_latest_revision_as_object().title == "Modifiée depuis"
    assert "est vérifiée" in texts(response)[0]


def test_no_draft_of_before_brings_the_former_date_back(overdue, people):
    confirm(people.author, overdue)
    today = timezone.localdate()
    draft = stored(overdue).get_latest_revision_as_object()
    assert draft.verified_on == today
    stored(overdue).unpublish()
    draft = stored(overdue).get_latest_revision_as_object()
    draft.save()  # as Wagtail saves an unpublished page with its draft
    assert stored(overdue).verified_on == today


def test_publishing_counts_as_a_verification(overdue, people):
    case = overdue
    case.get_workflow().start(case, people.author)
    waiting(case).approve(user=people.editor)
    assert stored(case).verified_on == timezone.localdate()
    assert not CaseStudyPage.objects.to_verify().exists()


def test_the_delay_is_that_of_the_settings(overdue, people):
    preferences = PortfolioSettings.load()
    preferences.verification_months = 6
    preferences.save()
    confirm(people.editor, overdue)
    assert stored(overdue).verify_again_on == months_later(timezone.localdate(), 6)


def test_it_is_logged(overdue, people):
    confirm(people.author, overdue)
    entry = PageLogEntry.objects.get(action="projects.verified")
    assert (entry.user, entry.page_id) == (people.author, overdue.pk)
    history = browser(people.editor).get(url("history", overdue.pk)).content.decode()
    assert "Toujours exact" in history


class TestWhoConfirms:
    @pytest.mark.parametrize("role", ["anonymous", "stranger"])
    def test_nobody_else(self, overdue, people, role):
        for method in ("get", "post"):
            client = browser(getattr(people, role))
            response = getattr(client, method)(reverse("confirm_case", args=[overdue.pk]))
            assert response.status_code == 302
            assert "verifier" not in response["Location"].split("?")[0]
        assert stored(overdue).verified_on == LONG_AGO

    @pytest.mark.parametrize("role", ["author", "colleague", "editor", "administrator"])
    def test_the_authors_of_the_lab_and_the_editors(self, overdue, people, role):
        confirm(getattr(people, role), overdue)
        assert stored(overdue).verified_on == timezone.localdate()

    def test_not_of_a_draft(self, case, people):
        assert confirm(people.author, case).status_code == 404
        assert stored(case).verified_on is None

    def test_the_menu_of_the_page_offers_it_once_published(self, overdue, people):
        address, client = reverse("confirm_case", args=[overdue.pk]), browser(people.author)
        menu = reverse("wagtailadmin_explore", args=[overdue.pk])
        assert address in client.get(menu).content.decode()
        overdue.unpublish()
        assert address not in client.get(menu).content.decode()


class TestWhatReadersAreTold:
    def test_that_it_is_overdue(self, overdue, client):
        page = client.get(overdue.url).text
        assert "Fiche à vérifier." in page
        assert "à vérifier de nouveau depuis" in page

    def test_when_it_was_verified_once_it_is(self, overdue, people, client):
        before = client.get(overdue.url)["ETag"]
        confirm(people.author, overdue)
        response = client.get(overdue.url)
        assert response["ETag"] != before
        assert "Fiche à vérifier." not in response.text
        assert "prochaine vérification en" in response.text


def test_to_verify_keeps_the_live_ones_that_are_due_the_longest_first(site, published):
    today = timezone.localdate()
    case = stored(published)
    for due, expected in ((today, [case]), (today + timedelta(days=1), []), (None, [])):
        CaseStudyPage.objects.update(verify_again_on=due)
        assert list(CaseStudyPage.objects.to_verify()) == expected
    CaseStudyPage.objects.update(verify_again_on=DUE, live=False)
    assert list(CaseStudyPage.objects.to_verify()) == []
