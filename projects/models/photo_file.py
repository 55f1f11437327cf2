"""The files of a photo: cleaned on their way to the storage, and measured without decoding."""

from pathlib import Path

from django.core.files import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from projects.pictures import CleanPicture, clean_picture, picture_size


class MeasuredFile(WagtailImageFieldFile):
    """A picture measured by its header, where Wagtail decodes all of it."""

    def get_image_dimensions(self) -> tuple[int, int] | tuple[None, None]:
        was_closed = self.closed
        self.open()
        try:
            return picture_size(self)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class CleanedFile(MeasuredFile):
    """A picture that is re-encoded before it is stored, whatever brings it."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the cleaned picture; set its size and hash; drop the renditions of the former.

        Raises a `ValidationError` if it is no picture that can be cleaned.
        """
        clean = content if isinstance(content, CleanPicture) else clean_picture(content)
        photo = self.instance
        photo.file_size = clean.size
        photo.file_hash = hash_filelike(clean)
        if photo.pk:
            photo.renditions.all().delete()
        super().save(str(Path(name).with_suffix(Path(str(clean.name)).suffix)), clean, save)


class PhotoFileField(WagtailImageField):
    attr_class = CleanedFile


class RenditionFileField(WagtailImageField):
    attr_class = MeasuredFile
