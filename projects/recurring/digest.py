"""What waits for each person, once a week."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page, WorkflowState

from projects.models import (
    CaseStudyPage,
    ExternalLink,
    LabPage,
    MailPreferences,
    PortfolioSettings,
)
from projects.moderation.mail import absolute
from projects.recurring.mailing import (
    deliver,
    editors,
    labs_by_author,
    reachable,
    write_regular_mail,
)
from projects.recurring.reminders import confirm_url
from projects.recurring.subscriptions import DIGEST

MORNING = time(7)
UNTOUCHED_AFTER = timedelta(days=30)
SHOWN = 8
SENT_BACK, IN_REVIEW = WorkflowState.STATUS_NEEDS_CHANGES, WorkflowState.STATUS_IN_PROGRESS


class Line(NamedTuple):
    """Something that waits: where in the tree, what is said of it, where one deals with it."""

    path: str
    text: str
    url: str


class Section(NamedTuple):
    heading: str | Promise
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        return self.lines[:SHOWN]

    @property
    def left(self) -> int:
        return max(len(self.lines) - SHOWN, 0)

    def below(self, labs: Iterable[LabPage]) -> "Section":
        """Keep what is in some labs."""
        paths = tuple(lab.path for lab in labs)
        return Section(self.heading, [line for line in self.lines if line.path.startswith(paths)])


def send_digests() -> int:
    """Send to each person the digest of this week that they lack; return how many were sent.

    A person's week is noted before the mail leaves, so that a crash repeats nothing.
    """
    week = current_week()
    pending = set(without_digest(week).values_list("pk", flat=True))
    if not pending:
        return 0
    waiting = sections_by_person()
    return sum(
        send_digest(person, sections, week)
        for person, sections in waiting.items()
        if person.pk in pending
    )


def without_digest(week: date) -> QuerySet:
    """The authors and editors whose digest of this week was not dealt with, newcomers apart."""
    dealt_with = MailPreferences.objects.filter(digest_week__gte=week)
    begun = timezone.make_aware(datetime.combine(week, MORNING))
    people = reachable().filter(date_joined__lt=begun).exclude(pk__in=dealt_with.values("pk"))
    in_editors = Q(groups=PortfolioSettings.load().editors_id)
    return people.filter(in_editors | Q(groups__lab__isnull=False)).distinct()


def current_week() -> date:
    """Return the last Monday whose morning has come, on the site's clock."""
    now = timezone.localtime()
    monday = now.date() - timedelta(days=now.weekday())
    return monday if (now.weekday(), now.time()) >= (0, MORNING) else monday - timedelta(weeks=1)


def send_digest(person: Any, sections: list[Section], week: date) -> bool:
    preferences = MailPreferences.of(person)
    if not preferences.claim_digest(week) or not sections:
        return False
    context = {"sections": sections}
    try:
        return deliver(write_regular_mail("digest", _("Your week"), person, DIGEST, context))
    except OSError:
        preferences.release_digest()
        raise


def sections_by_person() -> dict[Any, list[Section]]:
    """Return what waits for each person. The number of queries does not depend on it."""
    found: dict[Any, list[Section]] = defaultdict(list)
    states = reviews()
    by_status = reviews_by_status(states)
    for_editors = [
        Section(gettext_lazy("To review"), by_status[IN_REVIEW]),
        Section(gettext_lazy("Broken links"), broken_links()),
    ]
    for person in editors():
        found[person] += for_editors
    for_authors = [
        Section(gettext_lazy("Sent back to you"), by_status[SENT_BACK]),
        Section(gettext_lazy("Being reviewed"), by_status[IN_REVIEW]),
        Section(gettext_lazy("To verify again"), overdue()),
        Section(gettext_lazy("Drafts left alone"), untouched_drafts(states)),
        Section(gettext_lazy("Broken links in your sheets"), broken_links_by_page()),
    ]
    for person, labs in labs_by_author().items():
        found[person] += [section.below(labs) for section in for_authors]
    return {
        person: [section for section in sections if section.lines]
        for person, sections in found.items()
    }


def line(page: Page, said: str, since: Any, url: str = "") -> Line:
    """Return the line of a page: its title, and what is said of the date."""
    day = date_format(timezone.localdate(since) if isinstance(since, datetime) else since)
    text = f"{page.draft_title}, {said % {'date': day}}"
    return Line(page.path, text, url or absolute(edit_url(page.pk)))


def edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def reviews() -> list[WorkflowState]:
    """Return the reviews that wait for a reviewer or, sent back, for an author, oldest first."""
    return list(
        WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            status__in=(SENT_BACK, IN_REVIEW),
            current_task_state__isnull=False,
        )
        .select_related("current_task_state")
        .order_by("current_task_state__started_at")
    )


def reviews_by_status(states: list[WorkflowState]) -> dict[str, list[Line]]:
    """Return the pages sent back, and those under review."""
    pages = Page.objects.in_bulk([int(state.object_id) for state in states])
    found: dict[str, list[Line]] = {SENT_BACK: [], IN_REVIEW: []}
    for state in states:
        task = state.current_task_state
        said, since = _("submitted on %(date)s"), task.started_at
        if state.status == SENT_BACK:
            said, since = _("sent back on %(date)s"), task.finished_at or task.started_at
        found[state.status].append(line(pages[int(state.object_id)], said, since))
    return found


def overdue() -> list[Line]:
    said = _("to verify since %(date)s")
    cases = CaseStudyPage.objects.to_verify()
    return [line(case, said, case.verify_again_on, confirm_url(case)) for case in cases]


def untouched_drafts(states: list[WorkflowState]) -> list[Line]:
    """Return the drafts that nobody has changed for a month and that wait for no review."""
    said = _("unchanged since %(date)s")
    drafts = CaseStudyPage.objects.filter(
        has_unpublished_changes=True,
        latest_revision_created_at__lt=timezone.now() - UNTOUCHED_AFTER,
    ).exclude(pk__in=[state.object_id for state in states])
    drafts = drafts.order_by("latest_revision_created_at")
    return [line(draft, said, draft.latest_revision_created_at) for draft in drafts]


def broken_links() -> list[Line]:
    """Return the one line that tells editors how many links are broken."""
    count = ExternalLink.objects.in_use().broken().count()
    if not count:
        return []
    text = ngettext("%(count)s broken link", "%(count)s broken links", count) % {"count": count}
    return [Line("", text, absolute(reverse("broken_links")))]


def broken_links_by_page() -> list[Line]:
    broken = ExternalLink.objects.broken().filter(pages__live=True).order_by()
    counts = broken.values_list("pages", "pages__path", "pages__draft_title").annotate(Count("pk"))
    return [
        Line(
            path,
            ngettext("%(title)s, %(count)s broken link", "%(title)s, %(count)s broken links", count)
            % {"title": title, "count": count},
            absolute(edit_url(page_id)),
        )
        for page_id, path, title, count in counts
    ]
