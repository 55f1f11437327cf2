"""Photos as a reader meets them: compared, captioned, opened, and never in the way."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from projects.choices import PhotoLicence
from projects.dates import PartialDate
from projects.indexing import rebuild
from projects.models import CaseStudyPage, GalleryPhoto, Photo
from projects.renditions import make_renditions
from tests.factories import (
    CaseStudyPageFactory,
    MeasureFactory,
    PhotoFactory,
    PhotoPairFactory,
    picture,
)


@pytest.fixture
def case(house: Any, settings: Any, tmp_path: Path) -> CaseStudyPage:
    settings.MEDIA_ROOT = tmp_path
    return CaseStudyPageFactory(parent=house.lab)


def photo_of(size: tuple[int, int], **facts: Any) -> Photo:
    return PhotoFactory(file=ContentFile(picture(size), name="hall.jpg"), **facts)


def read(client: Client, page: Any) -> str:
    """Return the page on one line, with plain spaces, as it is once everything is indexed."""
    rebuild()
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(unescape(response.text).split())


def test_a_limit_moves_over_two_pictures_of_one_viewpoint(client: Client, case: Any) -> None:
    PhotoPairFactory(page=case, same_viewpoint=True)

    text = read(client, case)

    assert "data-pair" in text
    control = re.search(r'<div class="compare" hidden>.*?</div>', text)
    assert control, "without the script nothing of it may show"
    assert "Déplacer la limite entre avant et après" in control[0]
    assert 'data-words="{before} % avant, {after} % après"' in control[0]
    label, field = re.search(r'for="([^"]+)"', control[0]), re.search(r'id="([^"]+)"', control[0])
    assert label[1] == field[1]


@pytest.mark.parametrize(
    ("same_viewpoint", "after", "laid_over"),
    [
        (True, (400, 260), True),
        (True, (401, 260), True),
        (True, (260, 400), False),
        (False, (400, 260), False),
    ],
)
def test_pictures_that_do_not_match_stay_side_by_side(
    same_viewpoint: bool, after: tuple[int, int], laid_over: bool, client: Client, case: Any
) -> None:
    PhotoPairFactory(
        page=case,
        same_viewpoint=same_viewpoint,
        before=photo_of((400, 260)),
        after=photo_of(after),
    )

    text = read(client, case)

    assert ("data-pair" in text) is laid_over
    assert ('type="range"' in text) is laid_over
    assert text.count('class="photo-full"') == 2


def test_a_pair_that_waits_for_its_after_shows_what_there_is(client: Client, case: Any) -> None:
    PhotoPairFactory(page=case, same_viewpoint=True, after=None)

    text = read(client, case)

    assert "data-pair" not in text
    assert text.count('class="photo-full"') == 1


def test_a_photo_says_what_it_is_and_opens_whole(client: Client, case: Any) -> None:
    before = photo_of(
        (700, 455),
        description="Une file devant un guichet",
        caption="Un lundi",
        credit="Agence Trait",
        licence=PhotoLicence.CC_BY,
        place="Hall de la mairie",
        taken_on=PartialDate(2023, 3),
        is_drawing=True,
    )
    make_renditions(before)
    PhotoPairFactory(page=case, before=before, change_description="La file a disparu.")

    text = read(client, case)

    figure = re.search(r'<figure class="photo">.*?</figure>', text)[0]
    said = ("Avant, mars 2023", "Un lundi", "Agence Trait", "CC BY", "Hall de la mairie")
    assert [words for words in said if words not in figure] == []
    assert 'alt="Une file devant un guichet"' in figure
    assert "Dessin de principe" in figure
    assert "Voir en grand" in figure
    assert before.picture.largest in re.search(r'class="photo-full" href="([^"]+)"', figure)[1]
    assert "La file a disparu." in text


def test_pictures_are_described_wherever_they_stand(client: Client, case: Any) -> None:
    PhotoPairFactory(
        page=case,
        before=PhotoFactory(description="Une file"),
        after=PhotoFactory(description=""),
    )
    GalleryPhoto.objects.create(page=case, photo=PhotoFactory(description="Une banquette"))

    alternatives = re.findall(r'alt="([^"]*)"', read(client, case))

    first_screen, photos = alternatives[:2], alternatives[2:]
    assert first_screen == ["Avant : Une file", "Après"]
    assert photos == ["Une file", "", "Une banquette"]


def test_only_the_first_screen_hurries(client: Client, case: Any) -> None:
    PhotoPairFactory(page=case)
    GalleryPhoto.objects.create(page=case, photo=PhotoFactory())

    pictures = re.findall(r"<img[^>]*>", read(client, case))

    assert [("fetchpriority" in tag, 'loading="lazy"' in tag) for tag in pictures] == [
        *[(True, False)] * 2,
        *[(False, True)] * 3,
    ]
    assert all("width=" in tag and "height=" in tag for tag in pictures)


def test_a_list_hurries_nothing_and_shows_halves(client: Client, house: Any, case: Any) -> None:
    pair = PhotoPairFactory(page=case, before=photo_of((800, 520)), after=photo_of((800, 520)))
    for photo in (pair.before, pair.after):
        make_renditions(photo)

    text = read(client, house.portfolio)

    assert "fetchpriority" not in text
    assert "half-left.avif 180w" in text
    assert "half-right.avif 180w" in text
    assert "width-640.avif" not in text


def test_the_script_comes_with_photos_alone(client: Client, house: Any, case: Any) -> None:
    assert "photos.js" not in read(client, case)
    assert "photos.js" not in read(client, house.portfolio)
    PhotoPairFactory(page=case)
    text = read(client, case)
    assert text.count('<script src="/static/portfolio/photos.js" defer>') == 1
    assert "<dialog" in text


def test_a_file_that_went_missing_breaks_no_page(client: Client, house: Any, case: Any) -> None:
    pair = PhotoPairFactory(page=case)
    make_renditions(pair.before)
    for path in Path(pair.before.file.path).parents[1].rglob("*.*"):
        path.unlink()

    assert "Voir en grand" in read(client, case)
    assert case.title in read(client, house.portfolio)


def test_a_measure_is_drawn_beside_its_table(client: Client, case: Any) -> None:
    MeasureFactory(page=case, comparable=True)
    MeasureFactory(page=case, before_value=None)

    text = read(client, case)

    drawings = re.findall(r'<svg class="dumbbell[^>]*>', text)
    assert len(drawings) == 1
    assert 'aria-hidden="true"' in drawings[0]
    assert "De 34 à 19" in text


def test_a_fragile_comparison_is_drawn_with_a_broken_line(client: Client, case: Any) -> None:
    MeasureFactory(page=case)
    assert "dumbbell-fragile" in read(client, case)


def test_a_card_draws_its_change_small(client: Client, house: Any, case: Any) -> None:
    MeasureFactory(page=case)
    assert read(client, house.portfolio).count("dumbbell-small") == 1
