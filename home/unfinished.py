"""Public pages that still wait for what only the publisher of the site knows."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from home.models import ContentPage, SiteIdentity

GAP = "[à compléter"
"""What opens each passage to fill, in the pages that a site starts with."""


class UnfinishedPagesPanel(Component):
    """The published pages with passages to fill, on the first screen of the admin."""

    name = "unfinished_pages"
    order = 20
    template_name = "home/admin/unfinished_pages.html"

    def __init__(self, pages: list[ContentPage]) -> None:
        self.pages = pages

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"pages": [(page, page.body.count(GAP)) for page in self.pages]}


def show_unfinished_pages(request: HttpRequest, panels: list[Component]) -> None:
    """Tell those who keep the settings of the site, until nothing is left to fill."""
    policy = policy_registry.get_by_type(SiteIdentity)
    if policy.user_has_permission(request.user, "change"):
        pages = list(ContentPage.objects.live().filter(body__contains=GAP))
        if pages:
            panels.append(UnfinishedPagesPanel(pages))
