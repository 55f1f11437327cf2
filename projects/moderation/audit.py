"""What the site's history keeps of moderation besides Wagtail's own entries."""

from collections import Counter
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from projects.history import MEASURE_WITHDRAWN, PUBLISHED, VERIFIED
from projects.models import CaseStudyPage, Measure, PortfolioSettings
from projects.moderation.agreement import ASKED, GIVEN

SECOND_READER = "projects.second_reader"
CO_AUTHOR_ADDED = "projects.co_author_added"
CO_AUTHOR_REMOVED = "projects.co_author_removed"


class SecondReaderFormatter(LogFormatter):
    label = gettext_lazy("Review by a second person")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        if log_entry.data["required"]:
            return _("Review by a second person turned on")
        return _("Review by a second person turned off")


class MeasureWithdrawnFormatter(LogFormatter):
    label = gettext_lazy("Measure withdrawn")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("Measure “%(measure)s” withdrawn from the public version") % log_entry.data


class CoAuthorAddedFormatter(LogFormatter):
    label = gettext_lazy("Co-author added")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("%(person)s became a co-author") % log_entry.data


class CoAuthorRemovedFormatter(LogFormatter):
    label = gettext_lazy("Co-author removed")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("%(person)s is no longer a co-author") % log_entry.data


class AgreementAskedFormatter(LogFormatter):
    label = gettext_lazy("Agreement of the authors asked for")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("Asked the authors whether they agree with the correction")


class AgreementGivenFormatter(LogFormatter):
    label = gettext_lazy("Agreement of the authors given")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("Agreed with the correction of %(editor)s") % log_entry.data


def register_actions(registry: LogActionRegistry) -> None:
    registry.register_action(SECOND_READER)(SecondReaderFormatter)
    registry.register_action(MEASURE_WITHDRAWN)(MeasureWithdrawnFormatter)
    registry.register_action(VERIFIED, gettext_lazy("Verified"), gettext_lazy("Still accurate"))
    registry.register_action(CO_AUTHOR_ADDED)(CoAuthorAddedFormatter)
    registry.register_action(CO_AUTHOR_REMOVED)(CoAuthorRemovedFormatter)
    registry.register_action(ASKED)(AgreementAskedFormatter)
    registry.register_action(GIVEN)(AgreementGivenFormatter)


def log_second_reader(new: PortfolioSettings) -> None:
    """Log that the rule of the second reader is turned on or off, and by whom."""
    old = PortfolioSettings.objects.filter(pk=new.pk).first()
    if old and old.second_reader != new.second_reader:
        log(instance=new, action=SECOND_READER, data={"required": new.second_reader})


def former_publication(case: CaseStudyPage, revision: Revision) -> CaseStudyPage | None:
    """Return the version published before the one just published, if it is another.

    To be called before the publication itself is logged.
    """
    publications = PageLogEntry.objects.filter(page=case.pk, action=PUBLISHED)
    latest = publications.order_by("-timestamp", "-pk").first()
    former = latest and Revision.objects.filter(pk=latest.revision_id).first()
    return former.as_object() if former and former.pk != revision.pk else None


def log_withdrawn_measures(case: CaseStudyPage, revision: Revision) -> None:
    """Log each measure of the version published before that the one just published lacks.

    To be called before the publication itself is logged.
    """
    former = former_publication(case, revision)
    for measure in withdrawn(figures_of(former), figures_of(case)) if former else ():
        data = {"measure": measure.label}
        log(instance=case, action=MEASURE_WITHDRAWN, revision=revision, data=data)


def figures_of(case: CaseStudyPage) -> list[Measure]:
    """Return the measures of a case that give a figure: the others publish nothing to withdraw."""
    return [measure for measure in case.measures.all() if measure.assessment.level]


def withdrawn(before: list[Measure], after: list[Measure]) -> list[Measure]:
    """Return the measures that have no successor: neither of the same name nor, where only the
    name was mended, with the same figures. Rows have no identity across versions."""
    for said in (attrgetter("label"), attrgetter("before_value", "after_value", "unit")):
        before, after = unmatched(before, after, said), unmatched(after, before, said)
    return before


def unmatched(
    these: list[Measure], those: list[Measure], said: Callable[[Measure], Any]
) -> list[Measure]:
    others = Counter(map(said, those))
    left = []
    for measure in these:
        if others[said(measure)]:
            others[said(measure)] -= 1
        else:
            left.append(measure)
    return left
