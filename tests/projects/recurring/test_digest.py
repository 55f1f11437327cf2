"""What waits for each person, once a week, to those who want it."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.models import CaseStudyPage, ExternalLink, LinkStatus, MailPreferences
from projects.provisioning import add_author
from projects.recurring.digest import current_week, sections_by_person, send_digests
from tests.factories import CaseStudyPageFactory, UserFactory
from tests.projects.moderation.acting import url, waiting

MONDAY = (2030, 1, 7, 8)


@pytest.fixture(autouse=True)
def people(people, clock):
    """Whoever works here; what they write, they write on a Monday."""
    clock(*MONDAY)
    return people


def bodies(mails):
    """Return the digests that are sent now, by the name of their reader."""
    return {mail.to[0].partition("@")[0]: mail.body for mail in mails(send_digests)}


def section(body, heading):
    """Return the lines below a heading of a digest."""
    found = re.search(rf"^{heading}\n-+\n(.*?)\n\n", body, re.S | re.M)
    return found[1] if found else ""


class TestForAuthors:
    def test_what_was_sent_back_and_since_when(self, submitted, people, mails):
        waiting(submitted).reject(user=people.editor, comment="Précisez.")
        sent = bodies(mails)
        assert set(sent) == {"autrice", "collegue"}
        lines = section(sent["autrice"], "À reprendre")
        assert f"{submitted.title}, renvoyée le 7 janvier 2030" in lines
        assert url("edit", submitted.pk) in lines

    def test_what_is_to_be_verified_leads_to_the_confirmation(self, published, mails):
        CaseStudyPage.objects.update(verify_again_on=timezone.localdate())
        lines = section(bodies(mails)["autrice"], "À vérifier de nouveau")
        assert "à vérifier depuis le 7 janvier 2030" in lines
        assert f"/admin/verifier/{published.pk}/" in lines

    def test_drafts_left_alone_but_not_those_under_review(self, case, people, mails, clock):
        assert bodies(mails) == {}
        clock(2030, 2, 11, 8)
        assert case.title in section(bodies(mails)["autrice"], "Brouillons laissés de côté")
        case.get_workflow().start(case, people.author)
        clock(2030, 4, 1, 8)
        sent = bodies(mails)
        assert "Brouillons" not in sent["autrice"]
        assert case.title in section(sent["autrice"], "En relecture")

    def test_the_broken_links_of_their_sheets(self, published, mails):
        link = ExternalLink.objects.create(url="https://a.example", status=LinkStatus.BROKEN)
        link.pages.add(published)
        body = bodies(mails)["autrice"]
        assert "Modifiée depuis, 1 lien cassé" in section(body, "Liens cassés dans vos fiches")
        assert "/admin/reports/liens/" not in body

    def test_nothing_of_another_lab(self, submitted, people, mails):
        assert "etranger" not in bodies(mails)


class TestForEditors:
    def test_what_waits_and_since_when(self, submitted, people, mails):
        lines = section(bodies(mails)["editrice"], "À relire")
        assert f"{submitted.title}, soumise le 7 janvier 2030" in lines

    def test_how_many_links_are_broken(self, published, mails):
        link = ExternalLink.objects.create(url="https://a.example", status=LinkStatus.BROKEN)
        link.pages.add(published)
        lines = section(bodies(mails)["editrice"], "Liens cassés")
        assert "1 lien cassé" in lines
        assert "http://testserver/admin/reports/liens/" in lines


class TestOnceAWeek:
    def test_twice_sends_nothing_twice(self, submitted, mails, clock):
        assert len(mails(send_digests)) == 4
        assert mails(send_digests) == []
        clock(2030, 1, 13, 23)
        assert mails(send_digests) == []
        clock(2030, 1, 14, 6, 59)
        assert mails(send_digests) == []
        clock(2030, 1, 14, 7)
        assert len(mails(send_digests)) == 4

    def test_nothing_to_say_is_no_mail_until_the_next_week(self, case, people, mails, clock):
        assert mails(send_digests) == []
        case.get_workflow().start(case, people.author)
        clock(2030, 1, 8, 9)
        assert mails(send_digests) == []

    def test_the_week_begins_on_the_clock_of_the_site(self, clock):
        clock(2030, 7, 1, 6, 59)
        assert current_week().isoformat() == "2030-06-24"
        clock(2030, 7, 1, 7)
        assert current_week().isoformat() == "2030-07-01"

    def test_a_newcomer_waits_for_the_next_monday(self, submitted, people, mails):
        people.editor.date_joined = timezone.now()
        people.editor.save()
        assert "editrice" not in bodies(mails)


class TestWhatGoesWrong:
    def test_a_crash_midway_repeats_nothing_and_forgets_nobody(self, submitted, mails, monkeypatch):
        sent, real = [], outbox.EmailMessage.send

        def fail_second(mail, *args, **kwargs):
            sent.append(mail.to[0])
            if len(sent) == 2:
                raise ConnectionResetError
            return real(mail)

        monkeypatch.setattr("django.core.mail.EmailMessage.send", fail_second)
        with pytest.raises(ConnectionResetError):
            send_digests()
        send_digests()
        assert len(sent) == 5
        assert sent[1] == sent[2]
        assert len(set(sent)) == 4

    def test_a_refused_address_keeps_nobody_else_waiting(self, submitted, monkeypatch, caplog):
        sent = []

        def refuse(mail, *args, **kwargs):
            sent.append(mail.to[0])
            raise SMTPRecipientsRefused({mail.to[0]: (550, b"unknown")})

        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
        assert send_digests() == 0
        assert len(sent) == 4
        assert "example.org" not in caplog.text

    def test_nobody_is_written_to_without_an_open_account(self, submitted, people, mails):
        for person in (people.editor, people.author):
            person.is_active = False
            person.save()
        assert set(bodies(mails)) == {"editeur", "collegue"}


def test_it_may_be_declined(submitted, people, mails):
    MailPreferences.objects.create(person=people.editor, weekly_digest=False)
    assert "editrice" not in bodies(mails)


def test_it_may_be_refused_by_the_link_in_it(submitted, people, mails):
    mail = next(mail for mail in mails(send_digests) if "editrice" in mail.to[0])
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in mail.body
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"<{address}>" in str(mail.message()["List-Unsubscribe"])
    assert "editrice" not in address


def test_the_queries_do_not_grow_with_what_waits(site, people):
    def submit(count):
        for _ in range(count):
            page = CaseStudyPageFactory(parent=site.lab, live=False)
            page.save_revision(user=people.author)
            page.get_workflow().start(page, people.author)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            sections_by_person()
        return len(captured)

    submit(1)
    few = queries()
    submit(4)
    for person in UserFactory.create_batch(3):
        add_author(person, site.lab)
    assert queries() == few


def test_a_week_that_was_dealt_with_costs_one_question(submitted, people, mails):
    UserFactory(username="agent")
    MailPreferences.objects.create(person=people.editor, weekly_digest=False)
    mails(send_digests)
    with CaptureQueriesContext(connection) as captured:
        send_digests()
    assert len(captured) <= 2
