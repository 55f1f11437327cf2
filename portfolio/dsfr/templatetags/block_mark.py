"""In whose name the site speaks."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings

register = template.Library()

FICTIONAL = ("Administration", "fictive")


@register.simple_tag
def block_mark(identity: Any) -> Sequence[str]:
    """Return the lines of the block-mark; a demonstration never bears the State's."""
    return FICTIONAL if identity.is_demonstration else settings.DSFR_BLOCK_MARK
