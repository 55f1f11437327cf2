"""Drawings of principle: made before the content, so that each goes through the photo pipeline."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.db import connection

from projects.dates import PartialDate
from projects.demo.drawings import Room, draw_after, draw_before, render_webp
from projects.models import Photo

DRAW = {"before": draw_before, "after": draw_after}


class Picture(NamedTuple):
    """One picture of a sheet: what to draw, and what is said of it."""

    room: Room
    state: str
    facts: dict[str, Any]

    @property
    def title(self) -> str:
        return self.facts["title"]


def pictures_of(sheet: dict[str, Any]) -> Iterator[Picture]:
    """Yield every picture that a sheet of the demonstration's files names."""
    for pair in sheet["photo_pairs"]:
        for state in DRAW:
            yield Picture(Room(**pair["drawing"]), state, {**sheet["pictures"], **pair[state]})
    for item in sheet.get("gallery", ()):
        yield Picture(Room(**item["drawing"]), item["state"], {**sheet["pictures"], **item})


def make_photos(pictures: list[Picture], width: int, report: Callable[[int], None]) -> None:
    """Draw and store the pictures that do not exist yet; `report` hears how many are there."""
    known = set(Photo.objects.values_list("title", flat=True))
    wanted = [picture for picture in pictures if picture.title not in known]
    make = make_together if not connection.in_atomic_block else make_in_turn
    for done, _photo in enumerate(make(wanted, width), start=1 + len(pictures) - len(wanted)):
        report(done)


def make_in_turn(pictures: list[Picture], width: int) -> Iterator[Photo]:
    """Make each picture in the transaction at hand, which other threads would not see."""
    for picture in pictures:
        yield store(picture, render(picture.room, picture.state, width))


def make_together(pictures: list[Picture], width: int) -> Iterator[Photo]:
    """Keep every core busy: drawings in processes, encodings (which free Python) in threads."""
    with ProcessPoolExecutor() as drawing, ThreadPoolExecutor(os.cpu_count()) as storing:

        def make(picture: Picture, drawn: Future[bytes]) -> Photo:
            try:
                return store(picture, drawn.result())
            finally:
                connection.close()

        drawn = [drawing.submit(render, p.room, p.state, width) for p in pictures]
        yield from storing.map(make, pictures, drawn)


def render(room: Room, state: str, width: int) -> bytes:
    return render_webp(DRAW[state](room), width)


def store(picture: Picture, content: bytes) -> Photo:
    facts = picture.facts
    return Photo.objects.create(
        title=picture.title,
        file=ContentFile(content, name="dessin.webp"),
        description=facts["alt"],
        caption=facts.get("caption", ""),
        credit=facts["credit"],
        licence=facts["licence"],
        people=facts["people"],
        place=facts.get("place", ""),
        taken_on=PartialDate.parse(facts["taken_on"]) if facts.get("taken_on") else None,
        is_drawing=facts["is_drawing"],
    )
