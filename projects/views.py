"""Addresses of the domain besides those of its pages."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from projects.choices import SheetKind
from projects.listing_form import TypedWords
from projects.models import CaseStudyPage, PortfolioIndexPage
from projects.querysets import open_to_all
from projects.suggestions import suggest

MINUTE = 60


@require_safe
def short_address(request: HttpRequest, case_id: str) -> HttpResponse:
    """Lead from the address that a printed sheet gives to the case, wherever it is by now."""
    case = get_object_or_404(CaseStudyPage.objects.published(), pk=case_id)
    return redirect(case.get_url(request))


@require_safe
def claim_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Say to the service that a compiled sheet tells of how to take it over."""
    compiled = CaseStudyPage.objects.published().filter(sheet_kind=SheetKind.COMPILED)
    return render(request, "projects/claim.html", {"case": get_object_or_404(compiled, pk=case_id)})


def portfolio_of(site: Site) -> PortfolioIndexPage | None:
    """Return the portfolio of a site, if anybody may see it."""
    pages = PortfolioIndexPage.objects.descendant_of(site.root_page)
    return open_to_all(pages).first()


@require_safe
@cache_control(public=True, max_age=MINUTE)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer with what may be meant by what is being typed: groups, and how many there are in all.

    The same for everybody: what anybody may see.
    """
    typed = TypedWords(required=False).clean(request.GET.get("q"))
    site = Site.find_for_request(request)
    portfolio = portfolio_of(site) if site else None
    groups = suggest(typed, portfolio, request) if portfolio else []
    count = sum(len(group.suggestions) for group in groups)
    said = ngettext("%(count)s suggestion", "%(count)s suggestions", count) % {"count": count}
    return JsonResponse(
        {
            "groups": [
                {
                    "title": group.title,
                    "suggestions": [each._asdict() for each in group.suggestions],
                }
                for group in groups
            ],
            "said": said if count else _("No suggestion"),
        }
    )
