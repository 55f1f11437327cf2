"""Where things are, in words. No queries."""

import re
from typing import Any

from django import template
from django.utils.translation import gettext as _

from projects.choices import FRANCE
from projects.templatetags.figures import NO_BREAK
from projects.templatetags.listings import in_cases
from projects.templatetags.sheets import typeset

register = template.Library()


@register.filter
def tile_name(tile: Any) -> str:
    """« Puy-de-Dôme (63) : 2 réalisations », « Ain (01) : aucune réalisation »."""
    count = in_cases(tile.count) if tile.count else _("no case")
    return f"{typeset(tile.departement)}{NO_BREAK}: {count}"


@register.filter
def off_the_map_words(case: Any) -> str:
    """Why a case has no tile: « Sans lieu », « Namur, Belgique », « Département non précisé »."""
    if case.no_place:
        return _("No place")
    abroad = case.country if case.country != FRANCE else ""
    return ", ".join(filter(None, (case.elsewhere, abroad))) or _("Département not told")


@register.filter
def host(url: str) -> str:
    """« etatlin.example »: what people recognise in a web address, which may be very long."""
    return re.sub(r"^[a-z]+://(www\.)?|[/?#].*$", "", url)
