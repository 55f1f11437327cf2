"""The form of a photo."""

from wagtail.images.forms import BaseImageForm


class PhotoForm(BaseImageForm):
    """Filled in by an author at upload or later."""
