"""What the search keeps: a document for each live case, the values they may be narrowed by, and the
words they hold.

A document holds no truth of its own: it says what `projects.search_documents` reads of a case, and
`projects.indexing` can make it again.
"""

import uuid
from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from wagtail.models import PageViewRestriction


class DocumentQuerySet(models.QuerySet["SearchDocument"]):
    def page_keys(self) -> Any:
        return self.values_list("page_id", flat=True)

    def below(self, *paths: str) -> Self:
        """The documents of the pages at or below some paths."""
        # Compared as an interval: an index serves it on both databases, not so a prefix.
        covered = (Q(page__path__gte=path, page__path__lt=after(path)) for path in paths)
        return self.filter(reduce(or_, covered, Q(pk__in=())))

    def hidden_keys(self) -> set[int]:
        """The documents that readers may not see, as `querysets.open_to_all` has it: few."""
        walls = PageViewRestriction.objects.values_list("page__path", flat=True)
        private = self.below(*walls).page_keys() if walls else ()
        return {*self.filter(page__live=False).page_keys(), *private}


def after(path: str) -> str:
    """Return what comes after all the paths below one."""
    return path[:-1] + chr(ord(path[-1]) + 1)


class SearchDocument(models.Model):
    """A live case as the search reads it.

    `title`, `head` and `body` are analysed; `texts` are plain, each with its code and its stems, to
    show why the case was found: JSON, but no database need understand it, which would take time;
    `facets` are keys of values, between commas; `card` is what a list says of the case (see
    `projects.cards`). Whether readers may see the case is never kept here: the page is asked each
    time.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_document",
    )
    title = models.TextField()
    head = models.TextField()
    body = models.TextField()
    texts = models.TextField(default="[]")
    facets = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    evidence = models.PositiveSmallIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    gains = models.JSONField(default=dict)
    card = models.JSONField(default=dict)
    version = models.PositiveIntegerField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("-published_at", "-page"), name="most_recent_documents"),)

    def __str__(self) -> str:
        return self.title


class SearchValue(models.Model):
    """A value that cases may be narrowed by, in the words people read."""

    facet = models.SlugField(max_length=32)
    code = models.CharField(max_length=255)
    label = models.CharField(max_length=255)
    rank = models.CharField(max_length=255)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facet", "code"), name="search_value_is_unique"),
        )

    def __str__(self) -> str:
        return f"{self.facet}: {self.label}"


class SearchWord(models.Model):
    """A word that some case holds or held: what a mistyped one is compared with."""

    word = models.CharField(max_length=64, primary_key=True)
    stem = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.word


class SearchState(models.Model):
    """Which state the index is in: whatever is kept in memory is kept for one state.

    `changes` are the last states, each with the keys of the cases that differ from the one before;
    what is kept for one of them is brought up to date by reading these. `words` is another state:
    that of the words of the index and of their synonyms.
    """

    ONLY = 1
    MOST_CHANGES, MOST_KEYS = 50, 500

    version = models.UUIDField(default=uuid.uuid4)
    words = models.UUIDField(default=uuid.uuid4)
    changes = models.JSONField(default=list)
    swept = models.PositiveIntegerField(default=0)
    """The last case that was compared with its document."""

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def current(cls) -> tuple[uuid.UUID | None, uuid.UUID | None]:
        """Return the states of the documents and of the words; None where there is no index."""
        return cls.objects.values_list("version", "words").first() or (None, None)

    @classmethod
    def since(cls, version: uuid.UUID) -> tuple[uuid.UUID, set[int] | None]:
        """Return the state, and the keys of the cases that changed since another.

        None if these are not known.
        """
        state = cls.objects.get()
        return state.version, state.changed_since(version)

    def changed_since(self, version: uuid.UUID | None) -> set[int] | None:
        """Return the keys of the cases that changed since another state; None if not known."""
        versions = [each for each, _keys in self.changes]
        if str(version) not in versions:
            return None
        later = self.changes[versions.index(str(version)) + 1 :]
        return {key for _version, keys in later for key in keys}

    @classmethod
    def renew(
        cls, keys: Collection[int] | None = None, since: uuid.UUID | None = None
    ) -> set[int] | None:
        """Say that some cases changed; all may have, if none is named.

        In a transaction, others that change the index wait for its end. Returns the keys of the
        cases that changed before, since a state; None if not known.
        """
        with transaction.atomic():
            state, _created = cls.objects.select_for_update().get_or_create(pk=cls.ONLY)
            before = state.changed_since(since)
            state.version = uuid.uuid4()
            if keys is None or len(keys) > cls.MOST_KEYS:
                state.changes, keys = [], ()
            state.changes = [*state.changes, [str(state.version), [*keys]]][-cls.MOST_CHANGES :]
            state.save(update_fields=["version", "changes"])
        return before

    @classmethod
    def renew_words(cls) -> None:
        """Say that the words of the index, or their synonyms, changed."""
        cls.objects.update(words=uuid.uuid4())
