"""The orders in which cases can be listed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Order(TextChoices):
    """How hits are ordered. The values are those of addresses."""

    RELEVANCE = "pertinence", _("Most relevant first")
    RECENT = "recent", _("Most recent first")
    EVIDENCE = "preuve", _("Best evidence first")
    COST = "cout", _("Lowest cost first")
    GAIN = "progres", _("Largest improvement first")
