"""Renditions: made ahead of readers, remade when the picture changes, gone with the photo."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks import TaskResultStatus
from PIL import Image
from wagtail.models import Collection

from projects import renditions
from projects.models import Photo, PhotoRendition
from projects.renditions import make_missing_renditions, make_renditions, make_renditions_task
from tests.factories import CaseStudyPageFactory, PhotoFactory, PhotoPairFactory, UserFactory
from tests.projects.photo_files import SECRET, located, saved, two_tones

OF_A_TINY_PHOTO = 12
"""Renditions of a photo of 40 pixels: four shapes, of one width in each of three formats."""


@pytest.fixture
def media(settings: Any, tmp_path: Path, db: None) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """Open a block at whose end what waits for the commit is run."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def photo_of(picture: Image.Image, **facts: Any) -> Photo:
    return PhotoFactory(file=ContentFile(saved(picture, "PNG"), name="hall.png"), **facts)


def pixel(rendition: PhotoRendition, at: tuple[int, int]) -> str:
    """Name the colour seen at a place of a rendition."""
    names = {(True, False): "red", (False, True): "blue"}
    red, _green, blue = Image.open(rendition.file).convert("RGB").getpixel(at)
    return names[red > 200, blue > 200]


def test_saving_a_photo_makes_what_pages_show(commit: Any, media: Path) -> None:
    with commit():
        photo = PhotoFactory(file=ContentFile(located("JPEG", size=(400, 200)), name="hall.jpg"))
        assert not photo.renditions.exists()

    assert {(r.filter_spec, r.width, r.height) for r in photo.renditions.all()} == {
        ("width-360|format-avif", 360, 180),
        ("width-640|format-avif", 400, 200),
        ("width-360|format-webp", 360, 180),
        ("width-640|format-webp", 400, 200),
        ("width-640|format-jpeg", 400, 200),
        ("fill-360x234|format-avif", 308, 200),
        ("fill-360x234|format-webp", 308, 200),
        ("fill-640x416|format-jpeg", 308, 200),
        *(
            (f"fill-{size}|half-{side}|format-{name}", 154, 200)
            for side in ("left", "right")
            for size, name in (("360x234", "avif"), ("360x234", "webp"), ("720x468", "jpeg"))
        ),
    }
    for rendition in photo.renditions.all():
        assert SECRET not in rendition.file.read()
        assert Image.open(rendition.file).size == (rendition.width, rendition.height)


@pytest.mark.parametrize("size", [(1, 1), (3000, 1), (1, 3000)])
def test_no_proportions_are_too_odd(size: tuple[int, int], media: Path) -> None:
    photo = photo_of(two_tones(size))

    make_renditions(photo)

    assert photo.renditions.count() >= OF_A_TINY_PHOTO


def test_wagtail_finds_the_renditions_it_would_make(media: Path) -> None:
    photo = photo_of(two_tones(), focal_point_x=30, focal_point_y=10)
    make_renditions(photo)
    made = set(photo.renditions.values_list("pk", flat=True))

    found = photo.get_renditions(
        *("width-360|format-webp", "fill-360x234|format-avif"),
        "fill-360x234|half-left|format-webp",
    )

    assert {rendition.pk for rendition in found.values()} <= made


def test_a_transparent_picture_is_white_where_jpeg_shows_it(media: Path) -> None:
    photo = photo_of(Image.new("RGBA", (40, 26), (255, 0, 0, 0)))

    make_renditions(photo)

    jpeg, webp = (
        Image.open(photo.renditions.get(filter_spec=f"width-{width}|format-{name}").file)
        for width, name in ((640, "jpeg"), (360, "webp"))
    )
    assert jpeg.getpixel((5, 5)) == (255, 255, 255)
    assert webp.getpixel((5, 5))[3] == 0


def test_a_new_focal_point_remakes_the_crop_alone(commit: Any, media: Path) -> None:
    with commit():
        photo = photo_of(two_tones((400, 100)))
    whole = set(photo.renditions.filter(filter_spec__startswith="width").values_list("pk"))
    with commit():
        photo.focal_point_x, photo.focal_point_y = 399, 50
        photo.focal_point_width = photo.focal_point_height = 2
        photo.save()

    crops = photo.renditions.filter(filter_spec__startswith="fill")
    assert crops.count() == 9
    assert {pixel(crop, (2, 50)) for crop in crops} == {"blue"}
    assert set(photo.renditions.difference(crops).values_list("pk")) == whole
    assert len(files_in(media)) == 1 + photo.renditions.count()


def test_each_half_of_a_split_picture_is_made_alone(media: Path) -> None:
    photo = photo_of(two_tones((800, 520)))
    make_renditions(photo)

    for side, colour in (("left", "red"), ("right", "blue")):
        halves = photo.renditions.filter(filter_spec__contains=f"half-{side}")
        assert {(half.width, half.height) for half in halves} == {
            (180, 234),
            (360, 468),
            (400, 520),
        }
        assert {pixel(half, (half.width - 6, 5)) for half in halves} == {colour}
        assert {pixel(half, (5, half.height - 6)) for half in halves} == {colour}


@pytest.mark.parametrize(("focus", "colours"), [(100, ("red", "red")), (700, ("blue", "blue"))])
def test_the_halves_are_those_of_the_crop_around_the_focal_point(
    focus: int, colours: tuple[str, str], media: Path
) -> None:
    sides = {"focal_point_width": 20, "focal_point_height": 20}
    photo = photo_of(two_tones((800, 200)), focal_point_x=focus, focal_point_y=100, **sides)
    make_renditions(photo)

    for half, colour in zip(("left", "right"), colours, strict=True):
        made = photo.renditions.filter(filter_spec__contains=f"half-{half}")
        assert {pixel(rendition, (5, 100)) for rendition in made} == {colour}


def test_a_new_file_remakes_everything(commit: Any, media: Path, client: Client) -> None:
    with commit():
        photo = photo_of(Image.new("RGB", (40, 26), "red"))
    former = files_in(media)
    client.force_login(UserFactory(administrator=True))
    upload = SimpleUploadedFile("neuf.png", saved(Image.new("RGB", (40, 26), "blue"), "PNG"))
    data = {"file": upload, "title": "Hall", "collection": Collection.get_first_root_node().pk}

    with commit():
        client.post(reverse("wagtailimages:edit", args=[photo.pk]), data)

    assert {pixel(rendition, (5, 5)) for rendition in photo.renditions.all()} == {"blue"}
    assert photo.renditions.count() == OF_A_TINY_PHOTO
    assert not files_in(media) & former


def test_withdrawing_a_photo_removes_every_file(commit: Any, media: Path) -> None:
    with commit():
        photo = PhotoFactory()
    assert len(files_in(media)) == 1 + OF_A_TINY_PHOTO

    with commit():
        photo.delete()

    assert not files_in(media)
    assert not PhotoRendition.objects.exists()


@pytest.mark.parametrize("event", ["withdrawn", "replaced", "made elsewhere"])
def test_no_file_is_left_by_what_happens_meanwhile(
    event: str, commit: Any, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = PhotoFactory()
    draw = renditions.draw

    def draw_slowly(*args: Any) -> Any:
        drawn = list(draw(*args))
        monkeypatch.setattr(renditions, "draw", draw)
        with commit():
            if event == "withdrawn":
                Photo.objects.get().delete()
            elif event == "replaced":
                Photo.objects.get().file.save("neuf.png", ContentFile(located("PNG")))
            else:
                make_renditions(photo)
        return drawn

    monkeypatch.setattr(renditions, "draw", draw_slowly)
    make_renditions(photo)

    kept = {Path(name).name for name in PhotoRendition.objects.values_list("file", flat=True)}
    assert len(kept) == (0 if event == "withdrawn" else OF_A_TINY_PHOTO)
    originals = {Path(name).name for name in Photo.objects.values_list("file", flat=True)}
    former = {Path(photo.file.name).name} if event == "replaced" else set()
    assert files_in(media) == kept | originals | former


def test_a_task_that_comes_after_the_photo_went_does_nothing(db: None) -> None:
    assert make_renditions_task.enqueue(404).status == TaskResultStatus.SUCCESSFUL


def test_what_is_missing_is_made_on_demand(media: Path) -> None:
    lost, photo = PhotoFactory(), PhotoFactory()
    Path(lost.file.path).unlink()
    make_missing_renditions()
    made = set(photo.renditions.values_list("pk", flat=True))

    make_missing_renditions()

    assert len(made) == OF_A_TINY_PHOTO
    assert set(photo.renditions.values_list("pk", flat=True)) == made


@pytest.fixture
def case(house: SimpleNamespace, media: Path) -> Any:
    case = CaseStudyPageFactory(parent=house.lab)
    PhotoPairFactory(page=case)
    return case


def test_publishing_a_case_makes_what_its_photos_lack(case: Any, commit: Any) -> None:
    with commit():
        case.save_revision().publish()
        assert not PhotoRendition.objects.exists()

    assert PhotoRendition.objects.values("image").distinct().count() == 2


def test_no_reader_waits_for_a_rendition(case: Any, client: Client) -> None:
    response = client.get(case.url)

    assert response.status_code == 200
    assert all(photo.file.url in response.text for photo in case.photos)
    assert not PhotoRendition.objects.exists()


def test_pages_are_given_the_original_until_renditions_exist(media: Path) -> None:
    photo = PhotoFactory()

    for sources in (photo.picture, photo.split_picture):
        assert (sources.src, sources.width, sources.height) == (photo.file.url, 40, 26)
        assert sources.avif_srcset == sources.webp_srcset == sources.jpeg_srcset == ""


def test_pages_are_given_every_rendition(media: Path, django_assert_num_queries: Any) -> None:
    made_of = photo_of(two_tones((700, 700)))
    make_renditions(made_of)
    photo = Photo.objects.get()
    PhotoRendition.objects.read([photo])

    with django_assert_num_queries(0):
        whole, split = photo.picture, photo.split_picture

    assert (whole.width, whole.height, split.width, split.height) == (700, 700, 640, 416)
    assert whole.src.endswith("hall.width-1280.jpg")
    assert whole.avif_srcset == (
        "/media/images/hall.width-360.avif 360w, /media/images/hall.width-640.avif 640w, "
        "/media/images/hall.width-960.avif 700w"
    )
    assert whole.webp_srcset.count("w,") == 2
    assert photo.right_half.avif_srcset.startswith(
        "/media/images/hall.fill-360x234.half-right.avif 180w"
    )
    assert whole.jpeg_srcset.endswith("hall.width-1280.jpg 700w")
    assert split.src.endswith("hall.fill-640x416.jpg")
    assert split.webp_srcset == (
        "/media/images/hall.fill-360x234.webp 360w, /media/images/hall.fill-640x416.webp 640w"
    )


def test_a_shape_that_was_not_made_gives_way_to_the_whole_photo(media: Path) -> None:
    photo = photo_of(two_tones((700, 700)))
    make_renditions(photo)
    photo.renditions.filter(filter_spec__contains="half").delete()
    photo.renditions.filter(filter_spec="width-960|format-avif").delete()

    half = photo.left_half

    assert half == photo.picture
    assert "hall.width-640.avif 640w" in half.avif_srcset
    assert "960" not in half.avif_srcset


def test_the_largest_fills_a_screen(media: Path) -> None:
    photo = photo_of(Image.new("RGB", (2000, 1300), "red"))
    assert Photo.objects.get().picture.largest == photo.file.url

    make_renditions(photo)

    assert photo.picture.largest.endswith("hall.width-1920.webp")
    assert photo.picture.src.endswith("hall.width-1280.jpg")


def test_a_small_photo_is_opened_as_a_jpeg(media: Path) -> None:
    photo = photo_of(two_tones())
    make_renditions(photo)
    assert photo.picture.largest.endswith("hall.width-640.jpg")


def test_one_query_gives_both_shapes(media: Path, django_assert_num_queries: Any) -> None:
    PhotoFactory()
    photo = Photo.objects.get()

    with django_assert_num_queries(1):
        assert photo.picture.src == photo.split_picture.src == photo.left_half.src
