"""What a revision says, and who last changed what a page says."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from projects.models.successors import followed

EDITORIAL = frozenset({"title", "slug", "seo_title", "search_description", "show_in_menus"})
"""The content among the fields of every page: the others say where it is, whose and since when."""

# What saving adds to texts that nobody touched: empty paragraphs and keys of paragraphs from the
# rich text editor, identifiers of blocks, and the line ends that browsers post.
NOISE = re.compile(
    r'^<p(?: data-block-key="\w*")?></p>$'
    r'| data-block-key=\\*"\w*\\*"'
    r'|, "id": "[0-9a-f-]{36}"'
    r"|\\r(?=\\n)|\r(?=\n)"
)

Model = type[models.Model]
Content = dict[str, Any]


def last_editor_id(page: Page) -> int | None:
    """Return who saved the last revision that changed what the page says, if known.

    A revision that only schedules, comments, or repeats the one before it is nobody's edit; nor
    is it one that says by other words what editors have merged since.
    """
    revisions = page.revisions.order_by("-created_at", "-pk").values_list("user_id", "content")
    editor = later = None
    for user_id, content in revisions.iterator(chunk_size=2):
        said = what_it_says(page.specific_class, followed(page.specific_class, content))
        if later is not None and said != later:
            break
        editor, later = user_id, said
    return editor


def model_of(revision: Revision) -> Model:
    """Return the model of what a revision holds, without a query for each."""
    return ContentType.objects.get_for_id(revision.content_type_id).model_class()


def what_it_says(model: Model, content: Content) -> Content:
    """Return the content of a revision without its bookkeeping, so that `==` compares what is said.

    `content` belongs to a revision of `model`, or to one of its rows. Rows lose their identifiers,
    which they get only when they are published.
    """
    rows, names = structure(model)
    return {
        name: said_by(rows[name], content[name])
        if name in rows
        else plain(model._meta.get_field(name), content[name])
        for name in names
        if name in content
    }


@cache
def structure(model: Model) -> tuple[dict[str, Model], tuple[str, ...]]:
    """Return the models of the rows by name, and the names of all that holds content."""
    rows = {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(model)
    }
    ignored = {model._meta.pk.name, "sort_order"}
    if issubclass(model, Page):
        ignored |= {field.name for field in Page._meta.get_fields()} - EDITORIAL
    fields = [
        field.name
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not isinstance(field, ParentalKey)
    ]
    return rows, tuple(name for name in (*fields, *rows) if name not in ignored)


def said_by(model: Model, rows: list[Content]) -> list[Content]:
    """Return what rows say, in their order; without one, in an order that is always the same."""
    said = [(row.get("sort_order") or 0, what_it_says(model, row)) for row in rows]
    return [row for _order, row in sorted(said, key=lambda pair: (pair[0], repr(pair[1])))]


def plain(field: Any, value: Any) -> Any:
    """Return a value in the form in which equal ones are equal, however they were entered."""
    if isinstance(value, list):
        return sorted(value)
    if isinstance(value, str):
        return Decimal(value) if isinstance(field, models.DecimalField) else NOISE.sub("", value)
    return value


def label(model: Model, name: str) -> str:
    """Return what people call a field, or a relation of rows."""
    rows, _names = structure(model)
    if name in rows:
        return str(rows[name]._meta.verbose_name_plural)
    return str(model._meta.get_field(name).verbose_name)
