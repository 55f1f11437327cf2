"""The orders in which cases can be listed."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Order(TextChoices):
    """How hits are ordered. The values are those of addresses."""

    RELEVANCE = "pertinence", pgettext_lazy("order", "relevance")
    RECENT = "recent", pgettext_lazy("order", "date")
    EVIDENCE = "preuve", pgettext_lazy("order", "evidence")
    COST = "cout", pgettext_lazy("order", "lowest cost")
    GAIN = "progres", pgettext_lazy("order", "largest improvement")
