"""Who makes secret links, what their list says, and who is told of an answer."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from projects.models import CaseStudyPage, OpinionLink
from projects.moderation import opinions
from projects.recurring.jobs import JOBS
from tests.projects.moderation.acting import browser, waiting
from tests.projects.moderation.opinions import answer, asked, made, save_again, screen, visit
from tests.worlds import world

OUTSIDE = "m.roux@mairie.example"


@world
def address(case, people):
    return made(people.author, case)


@world
def link(address):
    return OpinionLink.objects.get()


class TestWho:
    @pytest.mark.parametrize("role", ["author", "colleague", "editor", "administrator"])
    def test_those_who_write_or_review_the_case(self, case, people, role):
        person = getattr(people, role)
        assert visit(made(person, case)).status_code == 200
        assert OpinionLink.objects.get().asked_by == person

    @pytest.mark.parametrize("role", ["anonymous", "stranger"])
    def test_nobody_else(self, case, people, role):
        made(people.author, case)
        link = OpinionLink.objects.get()
        client = browser(getattr(people, role))
        withdrawal = reverse("withdraw_opinion_link", args=[case.pk, link.pk])
        responses = (
            client.get(screen(case)),
            asked(getattr(people, role), case),
            client.post(withdrawal),
        )
        for response in responses:
            assert response.status_code == 302
            assert response["Location"].split("?")[0] in ("/admin/", "/admin/login/")
        assert OpinionLink.objects.count() == 1
        assert OpinionLink.objects.get().withdrawn_at is None

    def test_a_link_is_withdrawn_through_its_own_case_alone(self, case, people, site, link):
        """Whoever may change one case closes no link of another."""
        other = CaseStudyPage(title="Ailleurs", slug="ailleurs", live=False)
        site.other_lab.add_child(instance=other)
        address = reverse("withdraw_opinion_link", args=[other.pk, link.pk])
        assert browser(people.stranger).post(address).status_code == 404
        link.refresh_from_db()
        assert link.withdrawn_at is None

    def test_withdrawing_is_posted(self, case, people, link):
        address = reverse("withdraw_opinion_link", args=[case.pk, link.pk])
        client = browser(people.author)
        assert client.get(address).status_code == 405
        client.post(address)
        client.post(address)
        withdrawals = PageLogEntry.objects.filter(action=opinions.WITHDRAWN)
        assert withdrawals.count() == 1, "a button pressed twice closes once"

    def test_not_of_what_is_online_as_it_stands(self, submitted, people):
        waiting(submitted).approve(user=people.editor)
        page = browser(people.author).get(screen(submitted))
        assert "déjà en ligne" in page.text
        assert 'name="recipient"' not in page.text
        assert asked(people.author, submitted).status_code == 302
        assert not OpinionLink.objects.exists()

    def test_the_menu_of_the_page_offers_it(self, case, people):
        menu = browser(people.author).get(reverse("wagtailadmin_explore", args=[case.pk]))
        assert screen(case) in menu.text


class TestMaking:
    def test_the_address_is_shown_once_and_kept_by_nobody(self, case, people):
        response = asked(people.author, case)
        url = response.context["new_url"]
        assert f'value="{url}"' in response.text
        assert "no-store" in response["Cache-Control"]
        assert url.split("/")[-2] not in browser(people.author).get(screen(case)).text

    def test_it_works_for_fourteen_days_unless_said_otherwise(self, case, people):
        assert browser(people.author).get(screen(case)).context["form"]["days"].value() == 14
        made(people.author, case, days=60)
        left = OpinionLink.objects.get().expires_at - timezone.now()
        assert timedelta(days=59) < left < timedelta(days=60)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"recipient": ""}, "recipient"),
            ({"recipient": "x" * 81}, "recipient"),
            ({"message": "x" * 1001}, "message"),
            ({"days": 0}, "days"),
            ({"days": 61}, "days"),
            ({"days": "toujours"}, "days"),
            ({"email": "personne"}, "email"),
        ],
    )
    def test_what_is_impossible_is_refused(self, case, people, fields, field):
        response = asked(people.author, case, **fields)
        assert response.context["form"].errors[field]
        assert not OpinionLink.objects.exists()

    def test_nobody_makes_more_than_some_in_a_day(self, case, people, monkeypatch):
        monkeypatch.setattr(opinions, "MOST_A_DAY", 2)
        for _link in range(2):
            made(people.author, case)
        assert "liens en un jour" in asked(people.author, case).content.decode()
        assert visit(made(people.editor, case)).status_code == 200
        yesterday = timezone.now() - timedelta(days=1)
        OpinionLink.objects.update(asked_at=yesterday)
        assert made(people.author, case)

    def test_it_is_mailed_where_it_is_asked_to_and_the_address_is_not_kept(
        self, case, people, mailoutbox
    ):
        response = asked(people.author, case, email=OUTSIDE, message="Le coût surtout.")
        (mail,) = mailoutbox
        assert mail.to == [OUTSIDE]
        assert response.context["new_url"] in mail.body
        assert "Camille Autrice vous demande votre avis" in mail.body
        assert "> Le coût surtout." in mail.body
        assert "est envoyé" in response.text
        kept = [*OpinionLink.objects.values(), *PageLogEntry.objects.values()]
        assert "mairie.example" not in repr(kept)

    @pytest.mark.parametrize("error", [SMTPServerDisconnected, ValueError])
    def test_a_mail_that_cannot_leave_leaves_the_link(
        self, case, people, monkeypatch, caplog, error
    ):
        def fail(mail):
            raise error(OUTSIDE)

        monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
        response = asked(people.author, case, email=OUTSIDE)
        assert "n’a pas pu partir" in response.text
        assert visit(response.context["new_url"]).status_code == 200
        assert OUTSIDE not in caplog.text


class TestList:
    def test_it_says_of_each_link_how_it_stands(self, case, people):
        names = ("Périmée", "Retirée", "Répondue", "Ouverte")
        addresses = {name: made(people.author, case, recipient=name) for name in names}
        links = {link.recipient: link for link in OpinionLink.objects.all()}
        OpinionLink.objects.filter(recipient="Périmée").update(expires_at=timezone.now())
        opinions.withdraw(links["Retirée"], people.author)
        answer(addresses["Répondue"], opinion="to-change", comment="<b>Le coût</b>")

        page = browser(people.editor).get(screen(case))
        states = {link.recipient: link.state for link in page.context["links"]}
        assert states == {
            "Périmée": "expired",
            "Retirée": "withdrawn",
            "Répondue": "open",
            "Ouverte": "open",
        }
        assert "À revoir</strong>" in page.text
        assert "&lt;b&gt;Le coût&lt;/b&gt;" in page.text
        assert "demandé par Camille Autrice" in page.text
        assert page.text.count("Sans réponse") == 2
        assert page.text.count("Pas encore de réponse") == 1

        save_again(case, people.author, summary="Une autre phrase.")
        page = browser(people.editor).get(screen(case))
        states = {link.recipient: link.state for link in page.context["links"]}
        assert states["Ouverte"] == states["Répondue"] == "void"

    def test_an_account_that_is_gone_leaves_its_links(self, case, people):
        address = made(people.colleague, case, message="À lire.")
        people.colleague.delete()
        assert "Le lab vous écrit" in visit(address).text
        assert answer(address).status_code == 302
        assert "demandé par" in browser(people.author).get(screen(case)).text

    def test_ten_links_ask_no_more_queries_than_two(self, case, people):
        def queries():
            client = browser(people.author)
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(screen(case))
            return len(captured)

        for _link in range(2):
            made(people.author, case)
        queries()
        with_two = queries()
        for _link in range(8):
            made(people.author, case)
        assert queries() == with_two


class TestTelling:
    def test_who_asked_is_told(self, case, people, mails):
        address = made(people.colleague, case)
        (mail,) = mails(
            lambda: answer(
                address, opinion="to-change", comment="Le coût\nest faux.", answered_as="Mme Roux"
            )
        )
        assert mail.to == [people.colleague.email]
        assert mail.subject == f"[Avant-Après] À revoir : {case.title}"
        assert "> Le coût\n> est faux." in mail.body
        assert "Mme Roux" in mail.body
        assert screen(case) in mail.body
        assert address not in mail.body

    def test_the_reviewers_are_told_of_a_case_in_review(self, submitted, people, mails):
        address = made(people.author, submitted)
        told = {mail.to[0] for mail in mails(lambda: answer(address))}
        assert told == {
            person.email for person in (people.author, people.editor, people.second_editor)
        }

    def test_who_refuses_the_mails_of_review_or_no_longer_writes_is_not(
        self, submitted, people, mails
    ):
        address = made(people.colleague, submitted)
        people.editor.wagtail_userprofile.submitted_notifications = False
        people.editor.wagtail_userprofile.save()
        people.colleague.groups.clear()
        told = [mail.to[0] for mail in mails(lambda: answer(address))]
        assert told == [people.second_editor.email]

    def test_a_mail_that_cannot_leave_loses_no_answer(
        self, case, address, mails, monkeypatch, caplog
    ):
        def fail(mail):
            raise SMTPServerDisconnected("autrice@example.org")

        monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
        assert mails(lambda: answer(address)) == []
        assert OpinionLink.objects.get().opinion == "agreed"
        assert "autrice@" not in caplog.text

    def test_a_refused_answer_tells_nobody(self, address, mails):
        assert mails(lambda: answer(address, opinion="to-change")) == []
        assert len(mails(lambda: answer(address))) == 1
        assert mails(lambda: answer(address)) == [], "the first answer counts"


class TestErasing:
    @pytest.mark.parametrize("ended", ["expires_at", "withdrawn_at"])
    def test_a_link_is_erased_a_year_after_its_end(self, case, people, link, ended):
        (job,) = [job for job in JOBS if job.name == "opinions"]
        year = timedelta(days=365)
        OpinionLink.objects.update(**{ended: timezone.now() - year + timedelta(hours=1)})
        assert job.run(None) == 0
        OpinionLink.objects.update(**{ended: timezone.now() - year - timedelta(hours=1)})
        made(people.author, case)
        assert job.run(None) == 1
        assert OpinionLink.objects.exclude(pk=link.pk).count() == 1
