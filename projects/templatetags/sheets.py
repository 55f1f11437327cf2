"""What a case says of itself in a line: place, phase, cost, what can be reused. No queries."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.choices import FRANCE, CostBasis, Tax, YesNo
from projects.completeness.words import is_answered, words
from projects.data.communes import POPULATION_BANDS
from projects.templatetags.figures import NARROW, NO_BREAK, number, with_unit
from projects.templatetags.periods import duration, month, years

register = template.Library()

MONTH = "F Y"
DOT = f"{NO_BREAK}· "
IN_SERVICE = "en-service"
UNTOLD_COSTS = frozenset({"nc", "inconnu"})
"""Codes of the cost bands that give no cost."""

TAG = re.compile(r"(<[^>]*>)")
NARROW_SPACE = re.compile(r" (?=[;!?%»€])|(?<=«) |(?<=\d) (?=\d{3}\b)")
WIDE_SPACE = re.compile(r" (?=:)")
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")

register.filter("is_answered", is_answered)
register.filter("plain_text", words)


@register.filter(is_safe=True)
def typeset(text: Any) -> str:
    """Text, or rich text, with the apostrophes and no-break spaces that keyboards lack."""
    parts = TAG.split(str(text))
    parts[::2] = map(typeset_words, parts[::2])
    return "".join(parts)


def typeset_words(text: str) -> str:
    text = APOSTROPHE.sub("’", NARROW_SPACE.sub(NARROW, text))
    return WIDE_SPACE.sub(NO_BREAK, text)


@register.filter
def lead_kind(case: Any) -> str:
    """What opens a case: its « pair », its « photo », the two « figures », or nothing."""
    if case.main_pair:
        return "pair"
    if case.main_photo:
        return "photo"
    measure = case.card["measure"]
    return "figures" if measure and measure["change"] else ""


@register.filter
def photos_apart(case: Any) -> list[tuple[Any, str]]:
    """The photos shown one by one, each with its caption here: the main one, then the gallery."""
    gallery = [(row.photo, row.caption) for row in case.gallery.all() if row.photo]
    paired = {photo for pair in case.photo_pairs.all() for photo in (pair.before, pair.after)}
    if case.main_photo and case.main_photo not in {*paired, *(photo for photo, _text in gallery)}:
        return [(case.main_photo, ""), *gallery]
    return gallery


@register.filter
def listed(terms: Iterable[Any]) -> str:
    """« Hall · Guichet »: labels may hold commas."""
    return DOT.join(typeset(term) for term in terms)


@register.filter
def population(commune: Any) -> str:
    """« 2 000 à 10 000 hab. »: the band of a commune; nothing when unknown."""
    if commune is None or commune.population is None:
        return ""
    floor = 0
    for _code, ceiling in POPULATION_BANDS[:-1]:
        if commune.population < ceiling:
            bounds = {"from": number(floor), "to": number(int(ceiling))}
            if not floor:
                return _("under %(to)s inhabitants") % bounds
            return _("%(from)s to %(to)s inhabitants") % bounds
        floor = int(ceiling)
    return _("%(from)s inhabitants and more") % {"from": number(floor)}


@register.filter
def place_words(case: Any) -> str:
    """« Médiathèque, Lezoux (63), 2 000 à 10 000 hab. »: all that is known of the place."""
    if case.no_place:
        return _("No place")
    abroad = case.country if case.country != FRANCE else ""
    name = case.site_name or str(case.establishment_kind or "")
    return ", ".join(filter(None, (name, case.place, abroad, population(case.commune))))


@register.filter
def short_place(case: Any) -> str:
    """« Mairie · Lezoux (63) »: what and where, for a column of a table."""
    where = _("No place") if case.no_place else case.place
    return DOT.join(filter(None, (str(case.establishment_kind or ""), where)))


@register.filter
def phase_words(case: Any) -> str:
    """« En service depuis janvier 2024 », « Réalisation, de 2019 à 2021 »."""
    label = str(case.phase or "")
    if case.opened_on and (not label or case.phase.code == IN_SERVICE):
        since = {"phase": label or _("Open to the public"), "date": month(case.opened_on)}
        return _("%(phase)s since %(date)s") % since
    return ", ".join(filter(None, (label, years(case))))


@register.filter
def card_place(case: Any) -> str:
    """« Mairie · Lezoux (63) · 2 000 à 10 000 hab. · En service depuis 2023 »."""
    abroad = case.country if case.country != FRANCE else ""
    where = (_("No place"),) if case.no_place else (case.place, abroad, population(case.commune))
    return DOT.join(filter(None, (str(case.establishment_kind or ""), *where, phase_words(case))))


@register.filter
def cost_words(case: Any) -> str:
    """« 18 400 € TTC », « De 1 000 à moins de 5 000 € », « Non communiqué », or nothing."""
    if case.cost_amount is None:
        return typeset(case.cost_band or "")
    parts = [with_unit(number(case.cost_amount), "€")]
    if case.cost_tax != Tax.UNKNOWN:
        parts.append(case.get_cost_tax_display())
    if case.cost_basis == CostBasis.ESTIMATED:
        parts.append(f"({case.get_cost_basis_display()})")
    return NO_BREAK.join(parts)


@register.filter
def cost_line(case: Any) -> str:
    """« 18 400 € TTC, espace d’accueil seul »; nothing when the cost is not told."""
    cost = cost_words(case)
    return ", ".join(filter(None, (cost, case.get_cost_scope_display()))) if cost else ""


@register.filter
def cost_detail(case: Any) -> str:
    """How the cost was counted: « coût réel, taxes non précisées, prix de 2023 »."""
    if case.cost_amount is None:
        return ""
    actual = case.cost_basis == CostBasis.ACTUAL
    untold_tax = case.cost_tax == Tax.UNKNOWN
    details = (
        case.get_cost_basis_display() if actual else "",
        case.get_cost_tax_display() if untold_tax else "",
        _("prices of %(year)s") % {"year": case.cost_year} if case.cost_year else "",
    )
    return ", ".join(filter(None, details))


@register.filter
def card_facts(case: Any) -> str:
    """« 1 800 € TTC · 3 mois · Kit · Visite possible »: what it takes, what can be taken."""
    cost = cost_words(case)
    if case.cost_amount is None and case.cost_band and case.cost_band.code in UNTOLD_COSTS:
        cost = _("Cost %(untold)s") % {"untold": cost[0].lower() + cost[1:]}
    kit = _("Kit") if case.has_kit else ""
    visit = _("Visit possible") if case.visit_possible == YesNo.YES else ""
    return DOT.join(filter(None, (cost, duration(case), kit, visit)))


@register.filter
def kit_size(case: Any) -> str:
    """« 5 pièces »: what the kit holds."""
    count = sum(1 for resource in case.resources.all() if resource.is_available)
    return ngettext("%(count)s item", "%(count)s items", count) % {"count": count}


@register.filter
def staff_time(case: Any) -> str:
    """« 46 jours-agents », or nothing when nobody counted them."""
    if case.staff_days is None:
        return ""
    text = ngettext("%(days)s person-day", "%(days)s person-days", int(case.staff_days))
    return text % {"days": number(case.staff_days)}


@register.filter
def area_words(case: Any) -> str:
    """« 185 m² », or nothing when nobody measured it."""
    return "" if case.floor_area is None else with_unit(number(case.floor_area), "m²")


@register.filter
def publication(case: Any) -> str:
    """« mars 2024, mise à jour en mai 2025 »; nothing before the publication."""
    first, last = (
        date_format(localtime(moment), MONTH) if moment else ""
        for moment in (case.first_published_at, case.last_published_at)
    )
    if last == first:
        return first
    again = _("updated in %(date)s") % {"date": last}
    return f"{first}, {again}"


@register.filter
def verification(case: Any) -> str:
    """« mars 2026, prochaine vérification en septembre 2027 », or that it is late; or nothing."""
    if case.verified_on is None:
        return ""
    done = date_format(case.verified_on, MONTH)
    if case.verify_again_on is None:
        return done
    said = _("next verification in %(date)s")
    if case.is_overdue:
        said = _("to be verified again since %(date)s: some of it may have changed")
    again = said % {"date": date_format(case.verify_again_on, MONTH)}
    return f"{done}, {again}"


@register.filter
def attendance_words(case: Any) -> str:
    """« 2 140 passages par mois, en 2023 », or nothing when nobody counted."""
    if case.attendance is None:
        return ""
    count = ngettext("%(count)s visit", "%(count)s visits", case.attendance)
    text = f"{count % {'count': number(case.attendance)}} {case.get_attendance_period_display()}"
    year = _("in %(year)s") % {"year": case.attendance_year} if case.attendance_year else ""
    return ", ".join(filter(None, (text.strip(), year)))


@register.filter
def short_address(case: Any) -> str:
    """« avant-apres.exemple.fr/f/123 »: what a printed sheet gives to be typed."""
    if case.pk is None or not case.full_url:
        return ""
    return urlsplit(case.full_url).netloc + reverse("short_address", args=[case.pk])


@register.filter
def in_full(address: str, case: Any) -> str:
    """An address as it is printed, with the site before what is only a path."""
    return urljoin(case.full_url or "", address)
