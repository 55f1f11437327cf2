"""The stylesheet of an accent colour."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from home import colours

YEAR = 365 * 24 * 3600


@cache_control(public=True, max_age=YEAR, immutable=True)
def accent_stylesheet(request: HttpRequest, digits: str) -> HttpResponse:
    """Give the theme one accent colour, named by its six hexadecimal digits.

    All there is to know is in the address: nothing is read, and caches may keep it for ever.
    """
    accent = f"#{digits}"
    if not colours.is_readable(accent):
        raise Http404
    context = {"palette": colours.palette(accent)}
    return render(request, "home/accent.css", context, content_type="text/css")
