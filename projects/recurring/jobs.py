"""The jobs of the timer, each for itself: one that fails stops none of the others."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import Revision

from projects.indexing import reconcile
from projects.links.checking import check_links
from projects.links.collecting import collect
from projects.models import LoggedSearch, OpinionLink, RecurringJob
from projects.recurring.digest import send_digests
from projects.recurring.reminders import remind

logger = logging.getLogger(__name__)


class Job(NamedTuple):
    """What is done, what its figure counts, and how: `run` is handed when it last went well."""

    name: str
    counted: str
    run: Callable[[datetime | None], int]


def publish_scheduled(since: datetime | None) -> int:
    count = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).count()
    call_command("publish_scheduled", verbosity=0)
    return count


def visit_links(since: datetime | None) -> int:
    collect(since)
    return check_links()


JOBS = (
    Job("publish", gettext_noop("Scheduled publications"), publish_scheduled),
    Job(
        "search",
        gettext_noop("Search, sheets read again"),
        lambda since: reconcile(),
    ),
    Job(
        "log",
        gettext_noop("Searches erased after a year"),
        lambda since: LoggedSearch.objects.forget_old(),
    ),
    Job(
        "opinions",
        gettext_noop("Secret links erased a year after their end"),
        lambda since: OpinionLink.objects.forget_old(),
    ),
    Job("reminders", gettext_noop("Reminders to verify"), lambda since: remind()),
    Job("digests", gettext_noop("Weekly digests"), lambda since: send_digests()),
    Job("links", gettext_noop("Links checked"), visit_links),
)


def run_jobs(report: Callable[[str], None]) -> list[str]:
    """Run every job that nobody else is running, report each, and return those that failed."""
    asked = [job for job in JOBS if job.name != "links" or settings.CHECK_LINKS]
    return [_(job.counted) for job in asked if not run(job, report)]


def run(job: Job, report: Callable[[str], None]) -> bool:
    """Run a job under its lock; tell whether it did not fail."""
    claim = RecurringJob.claim(job.name)
    if claim is None:
        report(_("%(job)s: already running elsewhere") % {"job": _(job.counted)})
        return True
    done_at = claim.done_at
    try:
        count = job.run(claim.done_at)
        done_at = claim.started_at
    except OSError as error:
        # What a mail server answers repeats addresses, which no log may hold.
        logger.error("The job %s failed: %s", job.name, type(error).__name__)
        return False
    except Exception:
        logger.exception("The job %s failed", job.name)
        return False
    finally:
        claim.end(done_at)
    report(_("%(job)s: %(count)s") % {"job": _(job.counted), "count": count})
    return True
