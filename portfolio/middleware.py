"""The admin's own content-security policy, chosen by path."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class AdminContentSecurityPolicy:
    """Replace the public policy by the admin's looser one below the admin's path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.for_admin = csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")):
            return self.for_admin(request)
        return self.get_response(request)
