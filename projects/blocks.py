"""The blocks of « Ce que nous avons fait »."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from projects.dates import PartialDate, invalid_date_message

PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link"]
"""What rich text of a case may hold: no headings, which the page gives; no embeds."""


def validate_partial_date(value: str) -> None:
    try:
        PartialDate.parse(value)
    except ValueError as error:
        raise ValidationError(invalid_date_message(), code="invalid") from error


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "components/blocks/text.html"


class StepValue(blocks.StructValue):
    @property
    def when(self) -> str:
        """The date in words, or nothing."""
        return PartialDate.parse(self["date"]).in_words() if self.get("date") else ""


class StepBlock(blocks.StructBlock):
    """A step of the project, with its date."""

    date = blocks.CharBlock(
        label=_("Date"),
        required=False,
        max_length=20,
        validators=[validate_partial_date],
        help_text=_("A year, a month or a day."),
    )
    text = blocks.RichTextBlock(label=_("What was done"), features=PLAIN_FEATURES)

    class Meta:
        icon = "date"
        label = _("Dated step")
        value_class = StepValue
        template = "components/blocks/step.html"


class PhotoBlock(blocks.StructBlock):
    photo = ImageChooserBlock(label=_("Photo"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Photo")
        template = "components/blocks/photo.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    role = blocks.CharBlock(
        label=_("Role of the person quoted"),
        max_length=120,
        help_text=_("A generic role, never a name: « a user », « a reception agent »."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/blocks/quote.html"


class VideoBlock(blocks.StructBlock):
    """A link to a video: nothing is embedded, so that no third party sees the reader."""

    title = blocks.CharBlock(label=_("Title"), max_length=140)
    url = blocks.URLBlock(label=_("Address"))
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=PLAIN_FEATURES)

    class Meta:
        icon = "media"
        label = _("Video, with its transcript")
        template = "components/blocks/video.html"


class ApproachBlock(blocks.StreamBlock):
    """What was done, in order."""

    text = TextBlock(features=PLAIN_FEATURES)
    step = StepBlock()
    photo = PhotoBlock()
    quote = QuoteBlock()
    video = VideoBlock()

    class Meta:
        required = False
