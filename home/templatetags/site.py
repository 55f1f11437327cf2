"""What every page links to: the pages right below the home page that anybody may see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from django import template
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from home.meta import Meta, meta_of
from home.models import ContentPage, SiteIdentity, SiteMapPage
from projects.models import (
    LabIndexPage,
    MapPage,
    PortfolioIndexPage,
    PracticeIndexPage,
    VocabularyPage,
)
from projects.querysets import open_to_all

register = template.Library()

SECTIONS = {
    "portfolio": PortfolioIndexPage,
    "practices": PracticeIndexPage,
    "vocabulary": VocabularyPage,
    "labs": LabIndexPage,
    "map": MapPage,
    "site_map": SiteMapPage,
}
"""The pages of which a site has one, by their name in the menu."""
LINKED = (*SECTIONS.values(), ContentPage)


class FooterLink(NamedTuple):
    """A text, and what it leads to: a page that anybody may see, or an address elsewhere."""

    label: str
    page: Page | None
    url: str


@dataclass(frozen=True)
class Menu:
    """The home page, what the header leads to, and what the foot of every page does."""

    home: Page | None = None
    portfolio: Page | None = None
    practices: Page | None = None
    vocabulary: Page | None = None
    labs: Page | None = None
    map: Page | None = None
    site_map: Page | None = None
    notices: tuple[Page, ...] = ()
    statement: Page | None = None
    links: tuple[FooterLink, ...] = ()

    @property
    def sections(self) -> list[Page]:
        """What the header leads to, in its order."""
        return [page for page in (self.portfolio, self.practices, self.labs, self.map) if page]


@register.simple_tag(takes_context=True)
def site_menu(context: Mapping[str, Any]) -> Menu:
    """Return what there is to link to on this site; nothing where no site answers."""
    request = context.get("request")
    site = Site.find_for_request(request)
    if site is None:
        return Menu()
    identity = SiteIdentity.for_request(request)
    pages = by_key(Page.objects.child_of(site.root_page).exact_type(*LINKED))
    # Asked apart, and only if need be: together, no index would serve.
    further = identity.pointed_keys - pages.keys()
    pointed = {**pages, **by_key(Page.objects.filter(pk__in=further))} if further else pages
    by_kind: dict[type[Page], list[Page]] = {}
    for page in pages.values():
        by_kind.setdefault(page.specific_class, []).append(page)
    only = {name: next(iter(by_kind.get(kind, ())), None) for name, kind in SECTIONS.items()}
    return Menu(
        home=site.root_page,
        **only,
        notices=tuple(by_kind.get(ContentPage, ())),
        statement=pointed.get(identity.accessibility_statement_id),
        links=tuple(footer_links(identity, pointed)),
    )


def by_key(pages: PageQuerySet) -> dict[int, Page]:
    """Return those of these pages that anybody may see, in the order of the site, by their key."""
    # Put in order here: where the database does it, it reads all pages to find these few.
    shown = sorted(open_to_all(pages).order_by(), key=attrgetter("path"))
    return {page.pk: page for page in shown}


def footer_links(identity: SiteIdentity, pages: Mapping[int, Page]) -> Iterator[FooterLink]:
    """The links of the footer whose page, if they lead to one, is among these."""
    for link in identity.links:
        page = pages.get(link.page_id)
        if page or link.url:
            yield FooterLink(link.label, page, link.url)


@register.simple_tag(takes_context=True)
def page_trail(context: Mapping[str, Any]) -> list[Page]:
    """Return the live pages above the page at hand, the home page first; none above that one."""
    page, home = context.get("page"), context["menu"].home
    if not isinstance(page, Page) or (page.depth or 0) <= 2:
        return []
    if home and page.is_child_of(home):
        return [home] if home.live else []
    return list(page.get_ancestors().live().filter(depth__gte=2))


@register.simple_tag(takes_context=True)
def page_meta(context: Mapping[str, Any], identity: SiteIdentity, trail: list[Page]) -> Meta:
    """Return what the page at hand tells those who point at it."""
    part = str(context.get("heading", "")), context.get("address", "")
    return meta_of(context["page"], identity, context["menu"].portfolio, trail, *part)


@register.filter
def is_below(page: Any, item: Page) -> bool:
    """Tell whether a page is below another one of the menu; what is no page is below none."""
    return str(getattr(page, "path", "")).startswith(item.path)
