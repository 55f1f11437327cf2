"""Making the renditions of photos: ahead of readers, and outside any long transaction."""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task
from PIL import Image
from wagtail.images.image_operations import ImageTransform, TransformOperation
from wagtail.images.models import IMAGE_FORMAT_EXTENSIONS, Filter
from wagtail.images.rect import Rect

from projects.models import Photo, PhotoRendition
from projects.models.photo_sources import SHAPES
from projects.pictures import encode

ENCODING = {
    "avif": {"quality": 50, "speed": 8},  # three times as fast as Pillow's 6, a tenth heavier
    "webp": {"quality": 78},
    "jpeg": {"quality": 78, "progressive": True, "optimize": True},
}

Key = tuple[str, str]
"""What tells one rendition of a photo from another: its filter and its focal point key."""

Box = tuple[int, int, int, int]


class KeepHalf(TransformOperation):
    """The filter « half-left » or « half-right »: what the earlier filters frame, cut in two."""

    def construct(self, side: str) -> None:
        self.is_left = {"left": True, "right": False}[side]

    def run(self, transform: ImageTransform, image: Photo) -> ImageTransform:
        width, height = transform.size
        half = (width + 1) // 2
        left = 0 if self.is_left else width - half
        return transform.crop(Rect(left, 0, left + half, height))


def register_operations() -> list[tuple[str, type[TransformOperation]]]:
    return [("half", KeepHalf)]


def make_renditions_later(photos: Iterable[Photo]) -> None:
    """Have the renditions of these photos made once the transaction at hand is over."""
    for photo in photos:
        transaction.on_commit(partial(make_renditions_task.enqueue, photo.pk))


@task()
def make_renditions_task(photo_id: int) -> None:
    """Make the renditions of a photo that may have been withdrawn meanwhile."""
    for photo in Photo.objects.filter(pk=photo_id):
        make_renditions(photo)


def make_missing_renditions() -> None:
    """Have what is missing of every photo made; a photo that fails stops none of the others."""
    for photo_id in Photo.objects.values_list("pk", flat=True):
        make_renditions_task.enqueue(photo_id)


def make_renditions(photo: Photo) -> None:
    """Make the renditions that pages show and that are missing; drop those of another crop.

    Takes about a second of one core for a photo of 1,600 pixels, before any transaction begins.
    """
    specs = [spec for shape in SHAPES for spec in shape.specs(photo)]
    wanted = {(spec, Filter(spec).get_cache_key(photo)) for spec in specs}
    if missing := wanted - keys_of(photo):
        store(photo, list(draw(photo, missing)))
    current = [focal_point_key for _spec, focal_point_key in wanted]
    other_crops = photo.renditions.exclude(focal_point_key__in=current)
    other_crops.filter(filter_spec__in=specs).delete()


def keys_of(photo: Photo) -> set[Key]:
    rows = PhotoRendition.objects.filter(image=photo)
    return set(rows.values_list("filter_spec", "focal_point_key"))


def draw(photo: Photo, keys: Iterable[Key]) -> Iterator[PhotoRendition]:
    """Yield unsaved renditions. Nothing is done twice: decoding, resizing, nor encoding where a
    photo has the proportions of a crop."""
    with photo.open_file() as file, Image.open(file) as original:

        @cache
        def resized(size: tuple[int, int], box: Box) -> Image.Image:
            return original.resize(size, Image.Resampling.LANCZOS, box, reducing_gap=2)

        @cache
        def encoded(file_format: str, size: tuple[int, int], box: Box) -> bytes:
            return encode(resized(size, box), file_format, **ENCODING[file_format])

        for spec, focal_point_key in sorted(keys):
            framing, file_format = spec.split("|format-")
            stem = f"{Path(photo.filename).stem[:40]}.{framing.replace('|', '.')}"
            yield PhotoRendition(
                image=photo,
                filter_spec=spec,
                focal_point_key=focal_point_key,
                file=ContentFile(
                    encoded(file_format, *frame(photo, spec)),
                    name=f"{stem}{IMAGE_FORMAT_EXTENSIONS[file_format]}",
                ),
            )


def frame(photo: Photo, spec: str) -> tuple[tuple[int, int], Box]:
    """Return the size of a rendition and the box of the photo it shows, computed by Wagtail."""
    transform = Filter(spec).get_transform(photo)
    left, top, right, bottom = transform.get_rect().round()
    box = max(left, 0), max(top, 0), min(right, photo.width), min(bottom, photo.height)
    return transform.size, box


@transaction.atomic
def store(photo: Photo, renditions: list[PhotoRendition]) -> None:
    """Save renditions, unless the photo was withdrawn or its file replaced while they were drawn.

    The lock on the photo keeps another worker from storing the same ones: a file left without its
    row would outlive the photo.
    """
    rows = Photo.objects.select_for_update().filter(pk=photo.pk, file=photo.file.name)
    if not rows.first():
        return
    stored = keys_of(photo)
    for rendition in renditions:
        if (rendition.filter_spec, rendition.focal_point_key) not in stored:
            rendition.save()
