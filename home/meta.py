"""What a page tells those who only point at it: search engines, messengers, social networks."""

import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import HomePage, SiteIdentity
from projects.completeness.words import words
from projects.linked_data import Data, case_data, lab_data
from projects.models import CaseStudyPage, LabPage
from projects.share_image import HEIGHT, WIDTH

DESCRIPTIONS = ("search_description", "summary", "pitch", "intro", "territory", "what")
"""Where the sentence that describes a page may be, by order of preference."""

# Nothing that ends a script element or opens a comment may stand in it as it is.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@dataclass(frozen=True)
class Picture:
    """The picture that stands for a page: its absolute address, its size, and what it shows."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Meta:
    title: str
    description: str
    url: str
    is_article: bool
    picture: Picture | None
    data: SafeString


def meta_of(
    page: Page,
    identity: SiteIdentity,
    portfolio: Page | None,
    trail: list[Page],
    title: str = "",
    url: str = "",
) -> Meta:
    """Return what to tell of a page that has an address; `trail` holds the pages above it.

    `title` and `url` are those of the part of the page at hand, where it has several.
    """
    picture = picture_of(page)
    found = [*described(page, identity, portfolio, picture), *breadcrumb(page, trail)]
    texts = (words(getattr(page, name, "")) for name in DESCRIPTIONS)
    return Meta(
        title=title or page.seo_title or page.title,
        description=next(filter(None, texts), identity.tagline),
        url=url or page.full_url,
        is_article=isinstance(page, CaseStudyPage),
        picture=picture,
        data=as_script({"@context": "https://schema.org", "@graph": found}) if found else "",
    )


def picture_of(page: Page) -> Picture | None:
    made = page.share_image if isinstance(page, CaseStudyPage) else None
    if made is None:
        return None
    return Picture(absolute(page, made.file.url), _("Before and after: %s") % page.title)


def described(
    page: Page, identity: SiteIdentity, portfolio: Page | None, picture: Picture | None
) -> list[Data]:
    """Return what the page itself is, if machines have a word for it."""
    if isinstance(page, CaseStudyPage):
        return [case_data(page, picture.url if picture else "")]
    if isinstance(page, LabPage):
        return [lab_data(page)]
    if isinstance(page, HomePage):
        return [site_data(page, identity, portfolio)]
    return []


def site_data(home: Page, identity: SiteIdentity, portfolio: Page | None) -> Data:
    data = {"@type": "WebSite", "name": identity.name, "url": home.full_url, "inLanguage": "fr"}
    if portfolio is None:
        return data
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{portfolio.full_url}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return {**data, "potentialAction": search}


def breadcrumb(page: Page, trail: list[Page]) -> list[Data]:
    if not trail:
        return []
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "name": _("Home") if step.depth == 2 else step.title,
            "item": step.full_url,
        }
        for position, step in enumerate([*trail, page], start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]


def absolute(page: Page, address: str) -> str:
    """Return an address of this site in full; media may have a host of their own."""
    return address if "://" in address else f"{page.get_site().root_url}{address}"


def as_script(data: Data) -> SafeString:
    """Return the content of a data script, from which nothing can break out."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - what could end the element is escaped
