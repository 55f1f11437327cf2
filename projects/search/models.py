"""What the search keeps: a document for each live case, the values they may be narrowed by, and the
words they hold.

A document holds no truth of its own: `projects.indexing` makes it, and can make it again.
"""

import uuid

from django.db import models


class SearchDocument(models.Model):
    """A live case as the search reads it.

    `title`, `head` and `body` are analysed; `texts` are plain, each with its code, to show why
    the case was found; `facets` are keys of values, between commas. Whether readers may see the
    case is never kept here: the page is asked each time.
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
    texts = models.JSONField(default=list)
    facets = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    evidence = models.PositiveSmallIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    gains = models.JSONField(default=dict)
    version = models.PositiveIntegerField()

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
    """Which state the index is in: whatever is kept in memory is kept for one state."""

    ONLY = 1

    version = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def current(cls) -> uuid.UUID | None:
        return cls.objects.values_list("version", flat=True).first()

    @classmethod
    def renew(cls) -> None:
        """Say that the index changed."""
        cls.objects.update_or_create(pk=cls.ONLY, defaults={"version": uuid.uuid4()})
