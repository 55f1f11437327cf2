"""Photos, and the pairs that set a before beside an after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.models import Orderable

from projects.choices import People, PhotoLicence
from projects.fields import PartialDateField
from projects.models.photo_file import PhotoFileField, RenditionFileField
from projects.models.photo_sources import LEFT_HALF, RIGHT_HALF, SPLIT, WHOLE, PictureSources
from projects.models.vocabulary import Term, Vocabulary, terms_of


class Photo(AbstractImage):
    """A photo (or a drawing) with what it takes to publish it.

    `description` is the alternative text. Every text may stay empty at upload: what is
    missing is asked for when a case that uses the photo is submitted.
    """

    file = PhotoFileField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        help_text=_(
            "What can be seen, for those who cannot see: 80 to 140 characters. For example: "
            "“A low counter and two chairs stand where the glazed counter was.”"
        ),
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Author, agency, architect: who made this picture."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=16,
        choices=PhotoLicence.choices,
        blank=True,
        help_text=_("What its author allows. If you do not know, ask before you publish."),
    )
    taken_on = PartialDateField(_("date"))
    place = models.CharField(_("place"), max_length=255, blank=True)
    people = models.CharField(
        _("people"),
        max_length=20,
        choices=People.choices,
        blank=True,
        help_text=_("Without a written agreement, people must not be recognisable."),
    )
    agreement_reference = models.CharField(
        _("reference of the written agreement"),
        max_length=120,
        blank=True,
        help_text=_("Where the signed paper is kept, not the names it holds."),
    )
    agreement_scope = models.CharField(_("scope of the agreement"), max_length=255, blank=True)
    agreement_expires_on = models.DateField(_("agreement valid until"), null=True, blank=True)
    is_drawing = models.BooleanField(
        _("this is a drawing"),
        default=False,
        help_text=_("A drawing or a computed image, not a photo of the place."),
    )

    admin_form_fields = (
        *("file", "description", "credit", "licence", "people"),
        *("agreement_reference", "agreement_scope", "agreement_expires_on"),
        *("caption", "taken_on", "place", "is_drawing", "title", "collection", "tags"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Storing the file sets width, height, size and hash, columns that Django reads before it
        # comes to `file`: hence ahead of the row.
        self._meta.get_field("file").pre_save(self, add=self._state.adding)
        super().save(*args, **kwargs)

    # Not a plain property: pages read it of all their photos at once.
    @cached_property
    def made(self) -> "dict[str, Rendition]":
        """What was made of it, by filter."""
        return PhotoRendition.objects.made_of([self])[self.pk]

    @property
    def url(self) -> str:
        """The address of the photo itself."""
        address: str = self.file.url
        return address

    @property
    def picture(self) -> PictureSources:
        """The whole photo, for a `<picture>`; reads what was made and makes nothing."""
        return WHOLE.sources(self)

    @property
    def split_picture(self) -> PictureSources:
        """The photo cropped to 20:13 around its focal point, where it opens a case alone."""
        return SPLIT.sources(self)

    @property
    def left_half(self) -> PictureSources:
        """The left half of that crop: what a split picture shows of a photo before."""
        return LEFT_HALF.sources(self)

    @property
    def right_half(self) -> PictureSources:
        """The right half of that crop: what a split picture shows of a photo after."""
        return RIGHT_HALF.sources(self)

    @property
    def default_alt_text(self) -> str:
        """The description, and nothing else: a title is not an alternative."""
        return self.description


class RenditionQuerySet(models.QuerySet):
    def of_cards(
        self, before: Iterable[Photo], after: Iterable[Photo], alone: Iterable[Photo]
    ) -> Self:
        """What cards show of photos that stand before or after the line, or alone.

        With it the JPEG of the whole photo, shown until the others are made. The rest, three
        quarters of a photo's renditions, would only take time.
        """
        shapes = (LEFT_HALF, before), (RIGHT_HALF, after), (SPLIT, alone)
        shown = Q(filter_spec__in=[*WHOLE.all_specs("jpeg")])
        for shape, photos in shapes:
            shown |= Q(filter_spec__in=[*shape.all_specs()], image__in=[*photos])
        return self.filter(shown)

    def made_of(self, photos: Iterable[Photo]) -> "Mapping[int, dict[str, Rendition]]":
        """Return which of these were made of some photos, by the key of the photo and filter."""
        made: dict[int, dict[str, Rendition]] = defaultdict(dict)
        # After a new focal point, two crops stand side by side for a moment: the later one counts.
        found = self.filter(image__in=photos).order_by("pk")
        rows = found.values_list("image_id", "filter_spec", "file", "width", "height")
        for key, spec, *told in rows:
            made[key][spec] = Rendition(*told)
        return made

    def read(self, photos: Iterable[Photo]) -> None:
        """Set on photos which of these were `made` of them, in one query."""
        photos = [*photos]
        made = self.made_of(photos)
        for photo in photos:
            photo.made = made[photo.pk]


@dataclass(frozen=True)
class Rendition:
    """What a page needs of a rendition. A list has over a hundred: plain values, no models."""

    file: str
    width: int
    height: int

    # Not a plain property: a storage takes its time to give an address.
    @cached_property
    def url(self) -> str:
        address: str = PhotoRendition._meta.get_field("file").storage.url(self.file)
        return address


class PhotoRendition(AbstractRendition):
    file = RenditionFileField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = (
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="rendition_is_unique"
            ),
        )


class PhotoPair(Orderable):
    """The same place before and after."""

    page = ParentalKey(
        "projects.CaseStudyPage", on_delete=models.CASCADE, related_name="photo_pairs"
    )
    before = models.ForeignKey(
        Photo,
        verbose_name=_("before"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    before_alt = models.CharField(
        _("description of the photo before"),
        max_length=255,
        blank=True,
        help_text=_("Left empty, the description of the photo is used."),
    )
    after = models.ForeignKey(
        Photo,
        verbose_name=_("after"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    after_alt = models.CharField(
        _("description of the photo after"),
        max_length=255,
        blank=True,
        help_text=_("Left empty, the description of the photo is used."),
    )
    zone = models.ForeignKey(
        Term,
        verbose_name=_("zone"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to=terms_of(Vocabulary.RECEPTION_ZONES),
        related_name="+",
    )
    same_viewpoint = models.BooleanField(_("taken from the same viewpoint"), default=False)
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    change_description = models.TextField(
        _("what changed, in words"),
        blank=True,
        help_text=_("For those who cannot see the pictures, and for those who skim."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("before/after pair")
        verbose_name_plural = _("before/after pairs")

    def __str__(self) -> str:
        return self.caption or str(self.zone or _("Before/after pair"))

    def clean(self) -> None:
        super().clean()
        if self.before_id and self.before_id == self.after_id:
            raise ValidationError({"after": _("Before and after are the same picture.")})

    @property
    def is_complete(self) -> bool:
        return bool(self.before_id and self.after_id)

    @property
    def can_be_laid_over(self) -> bool:
        """Tell whether a limit that moves over both pictures would compare the same things.

        From another viewpoint, or in other proportions (by more than what resizing rounds), what
        lies on either side of the limit is not the same place.
        """
        if not (self.same_viewpoint and self.before and self.after):
            return False
        one = self.before.width * self.after.height
        other = self.after.width * self.before.height
        return abs(one - other) * 100 <= one

    @property
    def before_text(self) -> str:
        return self.before_alt or (self.before.description if self.before else "")

    @property
    def after_text(self) -> str:
        return self.after_alt or (self.after.description if self.after else "")


class GalleryPhoto(Orderable):
    page = ParentalKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="gallery")
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("photo of the gallery")
        verbose_name_plural = _("photos of the gallery")

    def __str__(self) -> str:
        return self.caption or str(self.photo or "")
