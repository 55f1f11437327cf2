"""What the site's history says of changes to the words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from projects.keeping.keywords import ADOPTED, RENAMED
from projects.keeping.terms import MERGED, SEPARATED, TOOK_OVER

MESSAGES: dict[str, tuple[Promise, Promise]] = {
    MERGED: (_("Merge"), _("“%(old)s” merged into “%(new)s”")),
    TOOK_OVER: (_("Takes over"), _("takes over from “%(old)s”")),
    SEPARATED: (_("Merge taken back"), _("“%(old)s” separated from “%(new)s”")),
    RENAMED: (_("Rename"), _("“%(old)s” renamed “%(new)s”")),
    ADOPTED: (_("Tag made a term"), _("Tag “%(old)s” made the term “%(new)s”")),
}


def register_actions(registry: LogActionRegistry) -> None:
    for action, (label, message) in MESSAGES.items():
        registry.register_action(action)(formatter(label, message))


def formatter(label: Any, message: Any) -> type[LogFormatter]:
    """Return what says, in the history, which words an action was about and how many cases."""

    def format_message(self: LogFormatter, log_entry: Any) -> str:
        said = str(message % log_entry.data)
        if "cases" not in log_entry.data:
            return said
        count = len(log_entry.data["cases"])
        return said + ngettext(" (%(count)d case)", " (%(count)d cases)", count) % {"count": count}

    told = {"label": label, "format_message": format_message}
    return type("WordFormatter", (LogFormatter,), told)
