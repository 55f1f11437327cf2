"""The look of the screens that the portfolio adds to the admin."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.staticfiles import versioned_static


def styles() -> SafeString:
    """Return the style sheet of what these screens have in common."""
    address = versioned_static("portfolio/admin/screens.css")
    return format_html('<link rel="stylesheet" href="{}">', address)
