"""Addresses of the domain besides those of its pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from projects.models import CaseStudyPage


@require_safe
def short_address(request: HttpRequest, case_id: str) -> HttpResponse:
    """Lead from the address that a printed sheet gives to the case, wherever it is by now."""
    case = get_object_or_404(CaseStudyPage.objects.published(), pk=case_id)
    return redirect(case.get_url(request))
