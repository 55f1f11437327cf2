"""What the site's history keeps of moderation besides Wagtail's own entries."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import ModelLogEntry

from projects.models import PortfolioSettings

SECOND_READER = "projects.second_reader"


class SecondReaderFormatter(LogFormatter):
    label = gettext_lazy("Review by a second person")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        if log_entry.data["required"]:
            return _("Review by a second person turned on")
        return _("Review by a second person turned off")


def register_actions(registry: LogActionRegistry) -> None:
    registry.register_action(SECOND_READER)(SecondReaderFormatter)


def log_second_reader(new: PortfolioSettings) -> None:
    """Log that the rule of the second reader is turned on or off, and by whom."""
    old = PortfolioSettings.objects.filter(pk=new.pk).first()
    if old and old.second_reader != new.second_reader:
        log(instance=new, action=SECOND_READER, data={"required": new.second_reader})
