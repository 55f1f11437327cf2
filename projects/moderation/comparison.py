"""What changed between two versions of a page."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.text import Truncator, capfirst
from wagtail.models import Page, Revision

from projects.completeness.words import words
from projects.models.edits import label, model_of, what_it_says


class Change(NamedTuple):
    """A field whose content changed, with the words before and after where it is a text."""

    field: str
    before: str
    after: str


def differences(request: HttpRequest, old: Page, new: Page) -> list[Any]:
    """Return Wagtail's comparisons of the fields that differ, as its own screen shows them."""
    panel = new.get_edit_handler().get_bound_panel(instance=new, request=request, form=None)
    compared = [comparison(old, new) for comparison in panel.get_comparison()]
    return [each for each in compared if each.has_changed()]


def changes(old: Revision, new: Revision) -> list[Change]:
    """Return the fields that differ, in words that fit a mail."""
    model = model_of(new)
    before, after = what_it_says(model, old.content), what_it_says(model, new.content)
    return [
        Change(capfirst(label(model, name)), *map(shown, (before.get(name), after[name])))
        for name in after
        if before.get(name) != after[name]
    ]


def shown(value: Any) -> str:
    """Return the text of a value in one line; nothing for what is no text."""
    return Truncator(words(value)).chars(300) if isinstance(value, str) else ""
