"""The admin's own content-security policy, and how long answers may be kept."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]


class AdminContentSecurityPolicy:
    """Replace the public policy by the admin's looser one below the admin's path."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.for_admin = csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")):
            return self.for_admin(request)
        return self.get_response(request)


class CachePolicy:
    """Say of each answer who may keep it. A view that has said so itself is left alone.

    What anybody may read can be kept by anybody, who asks each time whether it still holds: the
    ETag is of the content, so that what is published, withdrawn or renamed shows at once. What
    somebody reads with a session is for them alone, and an error is not kept at all.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, **self.policy(request, response))
            patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
        return response

    def policy(self, request: HttpRequest, response: HttpResponse) -> dict[str, bool | int]:
        """Return the directives of `Cache-Control`."""
        if request.method not in ("GET", "HEAD") or response.status_code not in (200, 304):
            return {"private": True, "no_store": True}
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            return {"private": True, "no_cache": True}
        return {"public": True, "max_age": 0, "must_revalidate": True}
