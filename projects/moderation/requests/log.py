"""What the history of a case keeps of the requests about it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from projects.models import RequestKind, RequestState

PHOTO_WITHDRAWN = "projects.photo_withdrawn"


class Entry(NamedTuple):
    label: str | Promise
    message: str | Promise


WITHDRAWAL, CLAIM = RequestKind.WITHDRAWAL, RequestKind.CLAIM
OPEN, ACCEPTED, REFUSED, CANCELLED = RequestState
ENTRIES = {
    (WITHDRAWAL, OPEN): Entry(_("Ask for withdrawal"), _("Withdrawal asked for")),
    (WITHDRAWAL, ACCEPTED): Entry(_("Accept a withdrawal"), _("Withdrawal accepted")),
    (WITHDRAWAL, REFUSED): Entry(_("Refuse a withdrawal"), _("Withdrawal refused")),
    (WITHDRAWAL, CANCELLED): Entry(_("Cancel a withdrawal"), _("Request for withdrawal cancelled")),
    (CLAIM, OPEN): Entry(_("Ask for takeover"), _("Takeover asked for")),
    (CLAIM, ACCEPTED): Entry(_("Hand over"), _("Handed over")),
    (CLAIM, REFUSED): Entry(_("Refuse a takeover"), _("Takeover refused")),
    (CLAIM, CANCELLED): Entry(_("Cancel a takeover"), _("Request for takeover cancelled")),
}


def action_of(kind: str, state: str) -> str:
    """Return the name under which the log keeps what became of a request."""
    return f"projects.{kind}_{state}"


class RequestFormatter(LogFormatter):
    """The event, the lab that asks, and what was said."""

    def format_message(self, log_entry: PageLogEntry) -> str:
        return f"{self.message} ({log_entry.data['lab']})"

    def format_comment(self, log_entry: PageLogEntry) -> str:
        return log_entry.data["comment"]


class PhotoWithdrawnFormatter(LogFormatter):
    label = _("Photo withdrawn")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("Photo “%(photo)s” withdrawn") % log_entry.data


def register_actions(registry: LogActionRegistry) -> None:
    for (kind, state), entry in ENTRIES.items():
        formatter = type("Formatter", (RequestFormatter,), entry._asdict())
        registry.register_action(action_of(kind, state))(formatter)
    registry.register_action(PHOTO_WITHDRAWN)(PhotoWithdrawnFormatter)
