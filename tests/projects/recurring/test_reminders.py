"""Labs are told once, in one mail, of what is to be verified again."""

from datetime import date

import pytest
from django.urls import reverse

from projects.models import CaseStudyPage, MailPreferences
from projects.moderation.verification import confirm
from projects.recurring.reminders import remind
from tests.factories import CaseStudyPageFactory
from tests.projects.moderation.test_notifications import addressed

DUE = date(2030, 1, 7)


@pytest.fixture
def due(site, people, clock):
    """Two published cases of État'LIN that are to be verified today, and one that is not."""
    clock(2030, 1, 7, 8)
    cases = [
        CaseStudyPageFactory(parent=site.lab, title=title, verify_again_on=day)
        for title, day in (("Un", DUE), ("Deux", DUE), ("Plus tard", date(2030, 2, 1)))
    ]
    return cases[:2]


def test_each_author_gets_one_mail_for_all(due, mails):
    sent = mails(remind)
    assert addressed(sent) == ["autrice@example.org", "collegue@example.org"]
    assert sent[0].subject == "[Avant-Après] 2 fiches à vérifier de nouveau"
    for case in due:
        assert case.title in sent[0].body
        assert reverse("confirm_case", args=[case.pk]) in sent[0].body
    assert "Plus tard" not in sent[0].body
    assert "List-Unsubscribe" in sent[0].extra_headers


def test_once_for_each_date(due, people, mails, clock):
    mails(remind)
    assert mails(remind) == []
    clock(2030, 2, 1, 8)
    (mail, _other) = mails(remind)
    assert "Plus tard" in mail.body
    assert mail.subject == "[Avant-Après] Une fiche à vérifier de nouveau"
    confirm(due[0], people.author)
    clock(2031, 8, 2, 8)
    (mail, _other) = mails(remind)
    assert due[0].title in mail.body
    assert due[1].title not in mail.body


def test_it_may_be_declined(due, people, mails):
    MailPreferences.objects.create(person=people.author, verification_reminders=False)
    assert addressed(mails(remind)) == ["collegue@example.org"]


def test_editors_are_told_of_labs_where_nobody_can_be_reached(due, people, mails):
    for person in (people.author, people.colleague):
        person.is_active = False
        person.save()
    assert addressed(mails(remind)) == ["editeur@example.org", "editrice@example.org"]


def test_what_is_not_live_needs_no_verification(due, mails):
    CaseStudyPage.objects.update(live=False)
    assert mails(remind) == []


def test_a_mail_server_that_fails_is_tried_again(due, mails, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        with pytest.raises(ConnectionRefusedError):
            remind()
    assert len(mails(remind)) == 2
