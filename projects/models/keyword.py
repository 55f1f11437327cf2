"""Tags: the words that authors add freely, and that editors bring together."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from projects.folding import fold
from projects.models.vocabulary import Term
from projects.search.french import singular

KEY_LENGTH = 200


def key_of(name: str) -> str:
    """Return what is the same for all ways to write a tag.

    « Co-conception », « co conception » and « coconceptions » have one key, as « Accessibilité »
    and « accessibilites »: accents, case, plural, hyphens, apostrophes and spaces do not count.
    """
    words = map(singular, fold(name).split())
    return ("".join(words) or name.strip().lower())[:KEY_LENGTH]


class KeywordQuerySet(models.QuerySet["Keyword"]):
    def get_or_create(self, defaults: Any = None, **lookups: Any) -> tuple["Keyword", bool]:
        """Return the tag of this name, however it is written, or make it.

        taggit makes every tag here, whether a form, an import or a line of code asks. A tag that
        was merged gives the one it was merged into.
        """
        if "name" not in lookups:
            return super().get_or_create(defaults, **lookups)
        name = lookups.pop("name")
        merged = Keyword.every.filter(key=key_of(name)).exclude(Keyword.CURRENT).first()
        own = self.filter(key=key_of(name), **lookups).first()
        if merged and not own:
            return merged.merged_into or merged, False
        return super().get_or_create({"name": name, **(defaults or {})}, key=key_of(name))


class CurrentKeywords(models.Manager.from_queryset(KeywordQuerySet)):  # type: ignore[misc]
    """The tags that are in use, without those that lead to another word."""

    def get_queryset(self) -> KeywordQuerySet:
        keywords: KeywordQuerySet = super().get_queryset()
        return keywords.filter(Keyword.CURRENT)


class Keyword(TagBase):
    """A tag of cases. One that was merged, or became a term, stays and leads to what took over.

    An author's new tag is in use at once; it is `kept` once an editor has looked at it.
    """

    CURRENT = models.Q(merged_into=None, adopted_as=None)

    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    kept = models.BooleanField(_("looked at"), default=False, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        on_delete=models.CASCADE,
        related_name="merged_keywords",
        editable=False,
    )
    adopted_as = models.ForeignKey(
        Term,
        verbose_name=_("became the term"),
        null=True,
        on_delete=models.PROTECT,
        related_name="adopted_keywords",
        editable=False,
    )

    objects = CurrentKeywords()
    every: models.Manager["Keyword"] = models.Manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("key",),
                condition=models.Q(merged_into=None, adopted_as=None),
                name="keyword_is_written_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(adopted_as=None),
                name="keyword_leads_to_one_word",
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = " ".join(self.name.split())
        self.key = key_of(self.name)
        super().save(*args, **kwargs)
