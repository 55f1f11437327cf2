"""What was searched for: words, how often on which day, and how much was found. Nobody's name."""

import logging
import re
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import DatabaseError, models
from django.db.models import Count, F, Max, OuterRef, Subquery, Sum
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.folding import fold, unaccented

logger = logging.getLogger(__name__)

LONGEST = 80
"""Characters beyond which something was pasted rather than searched for."""
SHOWN_FROM_DAYS = 3
"""Days on which words must have been searched for before anybody reads them: what only few people
type may tell who they are."""
KEPT = timedelta(days=365)
PERSONAL = re.compile(r"@|://|\d(?:[\W_]*\d){5,}")
"""An electronic address, a link, or six digits and more: of a telephone, a birth, a file."""
ROBOTS = re.compile(r"bot\b|crawl|spider|slurp|headless|preview", re.IGNORECASE)


class LoggedSearchQuerySet(models.QuerySet["LoggedSearch"]):
    def record(self, words: str, hits: int) -> None:
        """Count a search of today. Two short statements at most, without a transaction."""
        today = timezone.localdate()
        if not self.filter(words=words, day=today).update(times=F("times") + 1, hits=hits):
            new = self.model(words=words, day=today, hits=hits)
            self.bulk_create([new], ignore_conflicts=True)

    def forget_old(self) -> int:
        """Delete what is kept no longer. Returns how many rows there were."""
        return int(self.filter(day__lt=timezone.localdate() - KEPT).delete()[0])

    def by_days(self) -> Any:
        """Rows of `words`, and on how many `days` they were searched for."""
        return self.order_by().values("words").annotate(days=Count("day"))

    def shown(self) -> Self:
        """What is searched for often enough to be read."""
        frequent = self.model.objects.by_days().filter(days__gte=SHOWN_FROM_DAYS)
        return self.filter(words__in=frequent.values("words"))

    def masked_count(self) -> int:
        """How many different searches are too rare to be read."""
        return int(self.by_days().filter(days__lt=SHOWN_FROM_DAYS).count())

    def by_words(self) -> Any:
        """Rows of `words`, `total` times, the `last` day, and how many cases it `found` then."""
        latest = self.model.objects.filter(words=OuterRef("words")).order_by("-day")
        return (
            self.order_by()
            .values("words")
            .annotate(
                total=Sum("times"), last=Max("day"), found=Subquery(latest.values("hits")[:1])
            )
        )


class LoggedSearch(models.Model):
    """Words searched for on a day: how many times, and how many cases last answered all of them."""

    words = models.CharField(_("words"), max_length=LONGEST)
    day = models.DateField(_("day"), db_index=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    hits = models.PositiveIntegerField(_("cases found"))

    objects = LoggedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("words", "day"), name="search_is_logged_once_a_day"),
        )

    def __str__(self) -> str:
        return self.words


class LoggedPage(TemplateResponse):
    """A page of results that is counted once its reader has it."""

    words: str
    search: Any

    def close(self) -> None:
        try:
            LoggedSearch.objects.record(self.words, self.search.answering)
        except DatabaseError as error:
            # Its text would hold the words.
            logger.warning("A search was not counted: %s", type(error).__name__)
        finally:
            super().close()


def logged(page: TemplateResponse, request: HttpRequest, listing: Any) -> TemplateResponse:
    """Return a page of the list such that it is counted, if it answers words that may be kept.

    Only words alone count: a filter, an order, a further page look at a search again.
    """
    asked = {name for name, value in request.GET.items() if value}
    words = loggable(listing.typed) if asked == {"q"} and is_by_reader(request) else ""
    if not words or listing.is_wordless:
        return page
    counted = LoggedPage(request, page.template_name, page.context_data)
    counted.words, counted.search = words, listing.search
    return counted


def loggable(typed: str) -> str:
    """Return what was typed as it is kept, "" where it may tell who somebody is."""
    if PERSONAL.search(unaccented(typed)):
        return ""
    words = fold(typed)
    return words if len(words) <= LONGEST else ""


def is_by_reader(request: HttpRequest) -> bool:
    """Tell whether somebody asks who has no session, in a browser, and looks at the answer."""
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        # With a session one has an account, or the password of what is not public.
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and agent.startswith("Mozilla/")
        and not ROBOTS.search(agent)
        and not request.headers.get("Sec-Purpose", "").startswith("prefetch")
    )
