"""The words in what people write, whatever its mark-up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>|\n")


def paragraphs(value: Any) -> Iterator[str]:
    """Yield the plain text of each paragraph, item of a list or block of what people wrote."""
    if isinstance(value, str):
        yield from filter(None, map(words, END_OF_PARAGRAPH.split(value)))
    elif hasattr(value, "source"):
        yield from paragraphs(value.source)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from paragraphs(each)
    elif isinstance(value, Sequence):
        for block in value:
            yield from paragraphs(block.value)


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
