"""The site, and the error pages that no address of it shows by itself."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.urls import path
from django.views import csrf, defaults

from portfolio.urls import urlpatterns as addresses

urlpatterns = [
    path("erreurs/400/", lambda request: defaults.bad_request(request, BadRequest())),
    path("erreurs/403/", lambda request: defaults.permission_denied(request, PermissionDenied())),
    path("erreurs/403-csrf/", csrf.csrf_failure),
    path("erreurs/500/", defaults.server_error),
    *addresses,
]
