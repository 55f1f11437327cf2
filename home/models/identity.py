"""What the site is called, what it looks like, and what it says of itself on every page."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page, PreviewableMixin

from home import colours
from home.widgets import ColourInput
from projects.models import Photo


class AccessibilityState(models.TextChoices):
    """What an audit found, in the words of the RGAA."""

    NONE = "none", gettext_lazy("not compliant")
    PARTIAL = "partial", gettext_lazy("partially compliant")
    FULL = "full", gettext_lazy("fully compliant")


def validate_accent(value: str) -> None:
    """Refuse what is no `#rrggbb`, and a colour that text could not be read in."""
    if not colours.HEX.fullmatch(value):
        raise ValidationError(_("Write the colour as # and six digits or letters, like #1a5fb4."))
    if not colours.is_readable(value):
        found = int(colours.least_contrast(value, colours.LIGHT_GROUNDS) * 100) / 100
        raise ValidationError(
            _(
                "Text in this colour would be hard to read: its contrast with the background is "
                "%(found)s, and %(needed)s is needed. The nearest shade that does: %(shade)s."
            ),
            params={
                "found": number_format(found, 2),
                "needed": number_format(colours.READABLE, 1),
                "shade": colours.nearest_readable(value),
            },
        )


class ColourField(models.CharField):
    """A colour as `#rrggbb`, in small letters; or nothing."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value and str(value).strip().lower())


@register_setting(icon="site")
class SiteIdentity(PreviewableMixin, ClusterableModel, BaseSiteSetting):
    """What an administrator sets once for every page."""

    name = models.CharField(gettext_lazy("name"), max_length=60, default="Avant-Après")
    tagline = models.CharField(
        gettext_lazy("tagline"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("One sentence, at the foot of every page and in search engines."),
    )
    logo = models.ForeignKey(
        Photo,
        verbose_name=gettext_lazy("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=gettext_lazy(
            "Stands before the name in place of the drawn mark. A picture on a white or "
            "transparent background, without the name."
        ),
    )
    accent = ColourField(
        gettext_lazy("accent colour"),
        max_length=7,
        blank=True,
        validators=[validate_accent],
        help_text=gettext_lazy(
            "For links, buttons and the line between before and after. The shade for dark "
            "screens is worked out from it. Left empty, the colour of the theme."
        ),
    )
    accessibility = models.CharField(
        gettext_lazy("state of compliance"),
        max_length=10,
        choices=AccessibilityState.choices,
        default=AccessibilityState.NONE,
        help_text=gettext_lazy(
            "The result of the audit, shown at the foot of every page. Without an audit less than "
            "three years old, a site is not compliant. The statement must say the same."
        ),
    )
    accessibility_statement = models.ForeignKey(
        "home.ContentPage",
        verbose_name=gettext_lazy("accessibility statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_demonstration = models.BooleanField(
        gettext_lazy("demonstration"),
        default=False,
        help_text=gettext_lazy("A banner says so on every page, and search engines are kept out."),
    )

    select_related = ("logo",)
    panels = (
        "name",
        "tagline",
        "logo",
        FieldPanel("accent", widget=ColourInput),
        InlinePanel(
            "footer_links",
            heading=gettext_lazy("Links at the foot of every page"),
            label=gettext_lazy("Link"),
            help_text=gettext_lazy(
                "Besides the plain pages below the home page, which are there by themselves."
            ),
        ),
        MultiFieldPanel(
            ["accessibility", "accessibility_statement"], heading=gettext_lazy("Accessibility")
        ),
        "is_demonstration",
    )

    class Meta:
        verbose_name = gettext_lazy("identity of the site")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the home page; the preview view has put this identity on the request."""
        return self.site.root_page.specific.serve(request)

    @property
    def stylesheet_url(self) -> str:
        """The address of the stylesheet of the accent, or nothing where the theme's is kept.

        It is named after the colour: a new colour is a new address, an unsaved one can be seen.
        """
        return reverse("accent_stylesheet", args=[self.accent[1:]]) if self.accent else ""

    @cached_property
    def links(self) -> list["FooterLink"]:
        return list(self.footer_links.all())

    @property
    def pointed_keys(self) -> set[int]:
        """The keys of the pages that the foot of every page leads to."""
        keys = {self.accessibility_statement_id, *(link.page_id for link in self.links)}
        return {key for key in keys if key}


class FooterLink(Orderable):
    """A link at the foot of every page, to a page of the site or to another site."""

    identity = ParentalKey(SiteIdentity, on_delete=models.CASCADE, related_name="footer_links")
    label = models.CharField(gettext_lazy("text of the link"), max_length=80)
    page = models.ForeignKey(
        Page,
        verbose_name=gettext_lazy("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.URLField(
        gettext_lazy("address on another site"),
        max_length=500,
        blank=True,
        validators=[
            URLValidator(
                schemes=["https"],
                code="not_https",  # a form has its own words for what is merely "invalid"
                message=gettext_lazy("Give a full address that starts with https://."),
            )
        ],
    )

    panels = ("label", "page", "url")

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("link of the footer")
        verbose_name_plural = gettext_lazy("links of the footer")
        constraints = (
            models.CheckConstraint(
                name="footer_link_leads_to_one_place",
                condition=models.Q(page__isnull=False, url="")
                | (models.Q(page__isnull=True) & ~models.Q(url="")),
                violation_error_message=gettext_lazy(
                    "Choose a page or give an address, one of the two."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.label
