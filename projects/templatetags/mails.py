"""What the texts of mails need."""

from django import template

register = template.Library()


@register.filter
def quoted(text: str) -> str:
    """Quote somebody's words as plain mails do, every line of them."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


@register.filter
def underlined(heading: str) -> str:
    """Write a heading of a plain mail: the line, and dashes below it."""
    return f"{heading}\n{'-' * len(heading)}"
