"""What a reader finds at the address of a case that was published and no longer is."""

from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.url_routing import RouteResult


class SaysWithdrawn:
    """Answer « gone », in words and without the reason, instead of « not found »."""

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        if path_components or self.live or not self.first_published_at:
            return super().route(request, path_components)
        # Redirects are followed where there is no page: an editor may lead to another sheet.
        if get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False)):
            raise Http404
        return RouteResult(self, kwargs={"is_withdrawn": True})

    def serve(
        self, request: HttpRequest, *args: Any, is_withdrawn: bool = False, **kwargs: Any
    ) -> Any:
        if is_withdrawn:
            return TemplateResponse(request, "410.html", status=410)
        return super().serve(request, *args, **kwargs)
