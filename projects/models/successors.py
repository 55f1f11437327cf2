"""What drafts and past versions say once words that they name were merged.

Nothing rewrites a revision: it is read with the words that took over.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Self

from django.db import models
from modelcluster.models import get_all_child_relations

from projects.models.keyword import Keyword
from projects.models.vocabulary import Term

Content = dict[str, Any]
Heirs = Mapping[type[models.Model], Mapping[int, int]]
"""The keys of the words that took over, by those of the words merged, by model."""
Adopted = Mapping[int, tuple[str, int]]
"""The fields and keys of terms, by the keys of the tags that they were."""


def heirs() -> Heirs:
    """Return what each merged word was merged into. Two queries."""
    merged = {"merged_into__isnull": False}
    return {
        model: dict(rows.filter(**merged).values_list("pk", "merged_into"))
        for model, rows in ((Term, Term.objects), (Keyword, Keyword.every))
    }


def adopted() -> Adopted:
    """Return the terms that tags became. A vocabulary has the name of the field of its terms."""
    keywords = Keyword.every.filter(adopted_as__isnull=False)
    rows = keywords.values_list("pk", "adopted_as__vocabulary", "adopted_as")
    return {pk: (vocabulary, term) for pk, vocabulary, term in rows}


def followed(model: type[models.Model], content: Content) -> Content:
    """Return the content of a revision of `model` with the words that took over."""
    content = with_heirs(model, content, heirs())
    return with_terms(content, adopted()) if content.get("tagged_items") else content


def with_heirs(model: type[models.Model], content: Content, heirs: Heirs) -> Content:
    """Return content in which each merged word is replaced by its heir, never said twice."""
    rows, words = naming(model)
    replaced = {
        name: heirs_of(content[name], heirs[pointed])
        for name, pointed in words.items()
        if name in content
    }
    below = {
        name: [with_heirs(row_model, row, heirs) for row in content[name]]
        for name, row_model in rows.items()
        if name in content
    }
    return {**content, **replaced, **below}


def heirs_of(value: Any, heirs: Mapping[int, int]) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(heirs.get(key, key) for key in value))
    return heirs.get(value, value)


@cache
def naming(
    model: type[models.Model],
) -> tuple[dict[str, type[models.Model]], dict[str, type[models.Model]]]:
    """Return the models of the rows of a page, and of the words that its own fields name."""
    rows = {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(model)
    }
    fields = (*model._meta.fields, *model._meta.many_to_many)
    words = {
        field.name: field.related_model
        for field in fields
        if field.related_model in (Term, Keyword)
    }
    return rows, words


def paths_to(word: type[models.Model], model: type[models.Model]) -> Iterator[str]:
    """Yield the lookups that lead from a page, or one of its rows, to the words it names."""
    rows, words = naming(model)
    yield from (name for name, pointed in words.items() if pointed is word)
    for name, row_model in rows.items():
        yield from (f"{name}__{path}" for path in paths_to(word, row_model))


def says(model: type[models.Model], content: Content, word: models.Model) -> bool:
    """Tell whether the content of a revision names a word."""
    other: Heirs = {Term: {}, Keyword: {}, type(word): {word.pk: 0}}
    return with_heirs(model, content, other) != content


def with_terms(content: Content, adopted: Adopted) -> Content:
    """Return the content of a case in which tags that became terms are these terms."""
    said = dict(content)
    tags: dict[int, Content] = {}
    for row in content["tagged_items"]:
        if row["tag"] in adopted:
            field, term = adopted[row["tag"]]
            said[field] = list(dict.fromkeys((*said.get(field, ()), term)))
        else:
            tags.setdefault(row["tag"], row)
    return {**said, "tagged_items": [*tags.values()]}


def say_in_terms(case: Any) -> None:
    """Replace the tags just given to a case that have become terms by these terms."""
    if not case.tagged_items.is_deferring:
        return
    items = list(case.tagged_items.all())
    keywords = Keyword.every.filter(pk__in=[item.tag_id for item in items])
    for keyword in keywords.filter(adopted_as__isnull=False).select_related("adopted_as"):
        case.tagged_items.remove(*(item for item in items if item.tag_id == keyword.pk))
        getattr(case, keyword.adopted_as.vocabulary).add(keyword.adopted_as)


class FollowsMerges:
    """A page whose drafts and past versions are read with the words that took over."""

    @classmethod
    def from_serializable_data(cls, data: Content, *args: Any, **kwargs: Any) -> Self | None:
        return super().from_serializable_data(followed(cls, data), *args, **kwargs)  # type: ignore[misc,arg-type]
