"""The words in what people write, whatever its mark-up."""

from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags


def words(value: Any) -> str:
    """Return the plain text of a text, a rich text or a stream of blocks; "" when empty."""
    if isinstance(value, str):
        return " ".join(unescape(strip_tags(value.replace("<", " <"))).split())
    if hasattr(value, "source"):
        return words(value.source)
    if isinstance(value, Mapping):
        return " ".join(filter(None, map(words, value.values())))
    if isinstance(value, Sequence):
        return " ".join(filter(None, (words(block.value) for block in value)))
    return ""


def is_answered(value: Any) -> bool:
    """Tell whether a field holds an answer: 0 is one, mark-up around nothing is not."""
    if hasattr(value, "all"):
        return bool(value.all())
    return bool(words(value)) if isinstance(value, Sequence) else value is not None
