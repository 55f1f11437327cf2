"""The parts of a plain mail, so that the same sentences also make its HTML.

Parts are separated by an empty line, and written as people have always written plain mails:
`> ` quotes somebody, two spaces begin what the mail is about, `- ` begins an item, dashes below a
line make it a heading, and `-- ` begins the signature. An address alone on the last line of a part
is a link, whose text is what precedes it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

ADDRESS = re.compile(r"https?://\S+$")
SIGNATURE = "\n-- \n"
QUOTE, ABOUT, ITEM = "> ", "  ", "- "


class Item(NamedTuple):
    """A sentence, and where it leads, if anywhere."""

    text: str
    url: str = ""


class Part(NamedTuple):
    """A piece of a mail: "paragraph", "heading", "quote", "about" or "items"."""

    kind: str
    items: list[Item]


def body_and_signature(text: str) -> tuple[list[Part], list[Part]]:
    """Return the parts of a mail and those of its signature."""
    body, _dashes, signature = text.partition(SIGNATURE)
    return list(parts(body)), list(parts(signature))


def parts(text: str) -> Iterator[Part]:
    for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        lines = [line.rstrip() for line in block.split("\n")]
        if len(lines) > 1 and not lines[1].strip("-"):
            yield Part("heading", [Item(lines[0])])
            lines = lines[2:]
        if any(lines):
            yield part(lines)


def part(lines: list[str]) -> Part:
    if lines[0].startswith(QUOTE.rstrip()):
        return Part("quote", [Item(line.removeprefix(">").strip()) for line in lines])
    if lines[0].startswith(ABOUT):
        return Part("about", [Item(line.strip()) for line in lines])
    if lines[0].startswith(ITEM):
        items = "\n".join(lines)[len(ITEM) :].split(f"\n{ITEM}")
        return Part("items", [item(said.split("\n")) for said in items])
    return Part("paragraph", [item(lines)])


def item(lines: list[str]) -> Item:
    """Return what some lines say; a link loses the colon that announces its address."""
    *before, last = [line.strip() for line in lines]
    if before and ADDRESS.match(last):
        return Item(" ".join(before).rstrip(": \u00a0\u202f"), last)
    return Item(" ".join((*before, last)))
