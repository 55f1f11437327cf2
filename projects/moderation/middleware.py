"""Tell a reviewer why what they asked for was not done."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from projects.models.review_task import ReviewRefused


class ReviewRefusals:
    """Turn a refused approval or return, from any view of the admin, into a message on the page.

    Wagtail's views leave no other way for a task to answer with words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ReviewRefused):
            return None
        messages.error(request, refusal(error))
        address = reverse("wagtailadmin_pages:edit", args=[error.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def refusal(error: ReviewRefused) -> str:
    """Say why an answer was refused, and what is missing."""
    gaps = format_html_join("", "<li>{}</li>", ((gap,) for gap in error.missing))
    details = format_html("<ul>{}</ul>", gaps) if gaps else ""
    return format_html("{} {}", error.reason, details)
