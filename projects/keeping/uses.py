"""Where a word is said: on pages, in drafts, in rows."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import ForeignKey, Model, Q
from taggit.models import ItemBase

from projects.models import CaseStudyPage, LabPage, PracticePage
from projects.models.successors import paths_to, says

UNPUBLISHED = Q(live=False) | Q(has_unpublished_changes=True)


class Uses(NamedTuple):
    """How many cases say a word online, how many in a draft, and how many other rows do."""

    live: int
    drafts: int
    elsewhere: int

    def __bool__(self) -> bool:
        return any(self)


def uses_of(word: Model) -> Uses:
    """Count where a word is said."""
    live = pages_saying(word, CaseStudyPage, live=True)
    drafts = drafts_saying(word, CaseStudyPage) | pages_saying(word, CaseStudyPage, live=False)
    others = sum(
        len(pages_saying(word, model) | drafts_saying(word, model))
        for model in (LabPage, PracticePage)
    )
    return Uses(len(live), len(drafts), others)


def pages_saying(word: Model, model: Any = CaseStudyPage, **conditions: Any) -> set[int]:
    """Return the keys of the pages that say a word, in their fields or in their rows."""
    pages = model.objects.filter(**conditions).order_by()
    return {
        key
        for path in paths_to(type(word), model)
        for key in pages.filter(**{path: word}).values_list("pk", flat=True)
    }


def drafts_saying(word: Model, model: Any) -> set[int]:
    """Return the keys of the pages whose unpublished version says a word."""
    contents = model.objects.filter(UNPUBLISHED, latest_revision__isnull=False).order_by()
    rows = contents.values_list("pk", "latest_revision__content")
    return {key for key, content in rows.iterator(chunk_size=20) if says(model, content, word)}


def drafts_by_tag() -> Counter[int]:
    """Return how many unpublished versions have each tag, by its key. One query."""
    drafts = CaseStudyPage.objects.filter(UNPUBLISHED, latest_revision__isnull=False).order_by()
    rows = drafts.values_list("latest_revision__content__tagged_items", flat=True)
    return Counter(key for tagged in rows for key in {row["tag"] for row in tagged or ()})


def references(model: type[Model]) -> Iterator[ForeignKey]:
    """Yield the keys, of any table, that point at the rows of a model."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    yield from (each.field for each in relations if each.one_to_many and each.auto_created)


def owner_in(field: ForeignKey) -> str | None:
    """Return the other key of a table that says which words somebody has; None in any other."""
    table = field.model
    if not (table._meta.auto_created or issubclass(table, ItemBase)):
        return None
    return next(other.name for other in table._meta.fields if other.is_relation and other != field)


def repoint(old: Model, new: Model) -> None:
    """Have all rows that point at a word point at another; whoever has both has it once."""
    for field in references(type(old)):
        table = field.model._base_manager
        rows = table.filter(**{field.name: old})
        if owner := owner_in(field):
            having = table.filter(**{field.name: new}).values(owner)
            rows.filter(**{f"{owner}__in": having}).delete()
        rows.update(**{field.name: new})
