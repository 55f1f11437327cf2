"""What every page links to: the pages right below the home page that anybody may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from wagtail.models import Page, Site

from home.meta import Meta, meta_of
from home.models import ContentPage, SiteIdentity
from projects.models import PortfolioIndexPage, PracticeIndexPage

register = template.Library()


@dataclass(frozen=True)
class Menu:
    """The home page, what the header leads to, and the plain pages of the footer."""

    home: Page | None = None
    portfolio: Page | None = None
    practices: Page | None = None
    notices: tuple[Page, ...] = ()


@register.simple_tag(takes_context=True)
def site_menu(context: Mapping[str, Any]) -> Menu:
    """Return what there is to link to on this site; nothing where no site answers."""
    site = Site.find_for_request(context.get("request"))
    if site is None:
        return Menu()
    shown = Page.objects.child_of(site.root_page).live().public().select_related("content_type")
    by_kind: dict[type[Page], list[Page]] = {}
    for page in shown:
        by_kind.setdefault(page.specific_class, []).append(page)
    return Menu(
        home=site.root_page,
        portfolio=next(iter(by_kind.get(PortfolioIndexPage, ())), None),
        practices=next(iter(by_kind.get(PracticeIndexPage, ())), None),
        notices=tuple(by_kind.get(ContentPage, ())),
    )


@register.simple_tag(takes_context=True)
def page_trail(context: Mapping[str, Any]) -> list[Page]:
    """Return the live pages above the page at hand, the home page first; none above that one."""
    page = context.get("page")
    if not isinstance(page, Page) or (page.depth or 0) <= 2:
        return []
    return list(page.get_ancestors().live().filter(depth__gte=2))


@register.simple_tag(takes_context=True)
def page_meta(context: Mapping[str, Any], identity: SiteIdentity, trail: list[Page]) -> Meta:
    """Return what the page at hand tells those who point at it."""
    return meta_of(context["page"], identity, context["menu"].portfolio, trail)


@register.filter
def is_below(page: Any, item: Page) -> bool:
    """Tell whether a page is below another one of the menu; what is no page is below none."""
    return str(getattr(page, "path", "")).startswith(item.path)
