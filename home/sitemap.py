"""The map of the site for robots."""

from typing import Any

from wagtail.contrib.sitemaps import Sitemap

from projects.models import VocabularyPage
from projects.querysets import open_to_all


class PublicPages(Sitemap):
    """Every page that anybody may see, with the day it was last published.

    Every kind of page has both in the columns of all pages. Read as Wagtail does, each with those
    of its own kind, ten thousand cases would take ten seconds instead of three.
    """

    def items(self) -> Any:
        root = self.get_wagtail_site().root_page
        pages = open_to_all(root.get_descendants(inclusive=True))
        return pages.not_type(VocabularyPage).order_by("path")


class VocabularyPages(Sitemap):
    """The page of the vocabularies, which has addresses of its own to tell: one for each word."""

    def items(self) -> Any:
        root = self.get_wagtail_site().root_page
        return open_to_all(VocabularyPage.objects.descendant_of(root)).order_by("path")


SITEMAPS = {"pages": PublicPages, "vocabularies": VocabularyPages}
