"""Paragraphs of the demonstration's files as rich text."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join


def paragraphs(items: Iterable[str | dict[str, str]] | None) -> str:
    """Return escaped paragraphs; an item with a title starts with it in bold."""
    return format_html_join("", "{}", ((paragraph(item),) for item in items or ()))


def paragraph(item: str | dict[str, str]) -> str:
    if isinstance(item, str):
        return format_html("<p>{}</p>", item)
    return format_html("<p><b>{}</b><br/>{}</p>", item["title"], item["text"])
