"""The form of a photo, wherever it is uploaded or edited."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from projects.pictures import CleanPicture, clean_picture


class PhotoUploadField(WagtailImageField):
    """Take an upload and hand on its cleaned picture; what cannot be cleaned is refused here.

    Wagtail's own check fails on a damaged file, and refuses a picture under another's extension.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "JPEG, PNG, WebP, AVIF or HEIC, %(limit)s at most. "
            "Where and with what it was taken is removed from it. Whoever guesses its address "
            "can see it, even before the case is published."
        ) % {"limit": self.max_upload_size_text}

    def to_python(self, data: UploadedFile | None) -> CleanPicture | None:
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        if upload.size > self.max_upload_size:
            raise ValidationError(
                _("This file weighs %(size)s, the limit is %(limit)s. Make it smaller."),
                code="file_too_large",
                params={
                    "size": filesizeformat(upload.size),
                    "limit": self.max_upload_size_text,
                },
            )
        return clean_picture(upload)


class PhotoForm(BaseImageForm):
    """Ask for nothing but a file: what is missing is asked for when a case is submitted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # the multiple uploader asks for it apart
            file = self.fields["file"]
            self.fields["file"] = PhotoUploadField(
                label=file.label, widget=file.widget, required=file.required
            )
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Left empty, the name of the file is used.")

    def clean_title(self) -> str:
        title, file = self.cleaned_data["title"], self.cleaned_data.get("file")
        return title or (Path(file.name).stem if file else "")
