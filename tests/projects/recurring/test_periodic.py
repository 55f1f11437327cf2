"""`periodic` runs each job for itself, once at a time, and says what it did."""

import io
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from projects.models import CaseStudyPage, RecurringJob
from projects.models.recurring_job import ABANDONED_AFTER
from projects.recurring import jobs


def periodic(**options):
    said = io.StringIO()
    call_command("periodic", stdout=said, **options)
    return said.getvalue().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def other_jobs(monkeypatch):
    """Replace the jobs: `other_jobs(first=lambda since: 1)`."""

    def replace(**runs):
        monkeypatch.setattr(
            jobs, "JOBS", [jobs.Job(name, name.capitalize(), run) for name, run in runs.items()]
        )

    return replace


def test_it_says_what_it_did(house):
    said = periodic()
    for line in ("Publications programmées : 0", "Rappels de vérification envoyés : 0"):
        assert line in said
    assert "Liens vérifiés" not in said
    assert periodic(verbosity=0) == ""


def test_what_was_scheduled_is_published(published, people, clock):
    draft = published.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision(user=people.author).publish(skip_permission_checks=True)
    clock(2030, 1, 1, 8)
    assert "Publications programmées : 1" in periodic()
    assert CaseStudyPage.objects.get(pk=published.pk).title == "Modifiée depuis"


@pytest.mark.parametrize("error", [RuntimeError, ConnectionRefusedError])
def test_a_job_that_fails_stops_no_other_and_is_named(db, other_jobs, caplog, error):
    def fail(since):
        raise error("quelqu-un@example.org")

    done = []

    def succeed(since):
        done.append(1)
        return 3

    other_jobs(first=fail, second=succeed)
    with pytest.raises(CommandError, match=r"En échec, voir le journal : First\."):
        periodic()
    assert done == [1]
    assert error.__name__ in caplog.text
    if error is ConnectionRefusedError:
        assert "example.org" not in caplog.text


def test_a_job_is_told_when_it_last_went_well(db, other_jobs, clock):
    heard = []

    def fail_the_second_time(since):
        heard.append(since)
        if len(heard) == 2:
            raise RuntimeError
        return 1

    other_jobs(job=fail_the_second_time)
    clock(2030, 1, 1, 8)
    periodic()
    clock(2030, 1, 1, 9)
    with pytest.raises(CommandError):
        periodic()
    clock(2030, 1, 1, 10)
    periodic()
    first = timezone.make_aware(datetime(2030, 1, 1, 8))
    assert heard == [None, first, first]


def test_two_runs_at_once_share_no_job(db, other_jobs):
    said = []
    other_jobs(job=lambda since: said.append(periodic()) or 1)
    assert "Job : 1" in periodic()
    assert said == ["Job : déjà en cours par ailleurs\n"]
    assert len(said) == 1


def test_a_run_that_was_killed_is_replaced_after_a_while(db, other_jobs):
    other_jobs(job=lambda since: 1)
    killed = RecurringJob.claim("job")
    assert "déjà en cours" in periodic()
    RecurringJob.objects.update(started_at=timezone.now() - ABANDONED_AFTER * 2)
    assert "Job : 1" in periodic()
    killed.end(None)  # it was only slow: what replaced it is kept
    assert RecurringJob.objects.get().done_at is not None


def test_links_are_checked_where_the_settings_say_so(house, settings, monkeypatch):
    settings.CHECK_LINKS = True
    monkeypatch.setattr(jobs, "check_links", lambda: 4)
    assert "Liens vérifiés : 4" in periodic()
