"""What every page links to: the pages right below the home page that anybody may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from wagtail.models import Page, Site

from home.models import ContentPage
from projects.models import (
    LabIndexPage,
    MapPage,
    PortfolioIndexPage,
    PracticeIndexPage,
    VocabularyPage,
)

register = template.Library()


@dataclass(frozen=True)
class Menu:
    """The home page, what the header leads to, and the plain pages of the footer."""

    home: Page | None = None
    portfolio: Page | None = None
    practices: Page | None = None
    vocabulary: Page | None = None
    labs: Page | None = None
    map: Page | None = None
    notices: tuple[Page, ...] = ()

    @property
    def sections(self) -> list[Page]:
        """What the header leads to, in its order."""
        return [page for page in (self.portfolio, self.practices, self.labs, self.map) if page]


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
        vocabulary=next(iter(by_kind.get(VocabularyPage, ())), None),
        labs=next(iter(by_kind.get(LabIndexPage, ())), None),
        map=next(iter(by_kind.get(MapPage, ())), None),
        notices=tuple(by_kind.get(ContentPage, ())),
    )


@register.filter
def is_below(page: Any, item: Page) -> bool:
    """Tell whether a page is below another one of the menu; what is no page is below none."""
    return str(getattr(page, "path", "")).startswith(item.path)
