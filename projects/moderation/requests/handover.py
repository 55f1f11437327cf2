"""Handing a compiled sheet over to the lab that it tells of."""

from typing import Any

from wagtail.models import Page, ReferenceIndex

from projects import completeness
from projects.choices import SheetKind
from projects.media_addresses import media_of
from projects.models import CaseStudyPage, LabPage
from projects.moderation.requests.rights import labs_of


class AddressTaken(Exception):
    """The lab has a page at the address of the sheet already."""


def check_address(case: CaseStudyPage, lab: LabPage) -> None:
    """Raise AddressTaken if the lab has no room at the address of a case."""
    if lab.get_children().not_page(case).filter(slug=case.slug).exists():
        raise AddressTaken


def hand_over(case: CaseStudyPage, lab: LabPage, asker: Any, editor: Any) -> list[str]:
    """Move a sheet below a lab, and begin its short version; return what that version lacks.

    The address changes (Wagtail redirects the former one), and the lab shown with it. What is
    published still says that it was compiled: only the new draft says otherwise.
    """
    case.move(lab, pos="last-child", user=editor)
    if asker and labs_of(asker).filter(pk=lab.pk).exists():
        Page.objects.filter(pk=case.pk).update(owner=asker)
    draft = CaseStudyPage.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.sheet_kind = SheetKind.SHORT
    draft.fill_computed()
    draft.save_revision(user=editor, log_action=True, clean=False)
    give_media(draft, lab)
    return [str(gap.message) for gap in completeness.blocking(draft)]


def give_media(case: CaseStudyPage, lab: LabPage) -> None:
    """Put the photos and documents of a case among those of a lab.

    What another page uses too stays where it is: the sheet keeps it, and its authors may.
    """
    for media in media_of(case):
        others = ReferenceIndex.get_references_to(media).exclude(object_id=str(case.pk))
        if not others.exists():
            type(media).objects.filter(pk=media.pk).update(collection=lab.collection)
