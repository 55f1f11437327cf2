"""Saying that a published case is still true, without publishing it again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.log_actions import log
from wagtail.models import Page

from projects.dates import months_later
from projects.history import VERIFIED
from projects.models import CaseStudyPage, PortfolioSettings
from projects.published_files import refresh_later


def date_verification(case: CaseStudyPage) -> None:
    """Write on the live row of a case that it was verified today, and when it is to be again.

    No revision holds these dates: `CaseStudyPage.with_content_json` reads them from that row.
    """
    case.verified_on = timezone.localdate()
    months = PortfolioSettings.load().verification_months
    case.verify_again_on = months_later(case.verified_on, months)
    dates = {"verified_on": case.verified_on, "verify_again_on": case.verify_again_on}
    CaseStudyPage.objects.filter(pk=case.pk).update(**dates)


@transaction.atomic
def confirm(case: CaseStudyPage, person: Any) -> None:
    """Count a published case as verified by somebody who changes nothing in it."""
    date_verification(case)
    log(instance=case, action=VERIFIED, user=person)
    refresh_later([case.pk])


def may_confirm(case: CaseStudyPage, person: Any) -> bool:
    """Tell whether this person writes for the lab of the case, or reviews it."""
    permissions = case.permissions_for_user(person)
    return bool(case.live and permissions.can_edit() and not permissions.is_co_author())


class ConfirmView(WagtailAdminTemplateMixin, TemplateView):
    """« Toujours exact » : the published case to read again, and one button."""

    template_name = "projects/moderation/confirm.html"
    page_title = gettext_lazy("Still accurate?")
    header_icon = "check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(CaseStudyPage.objects.live(), pk=kwargs["case_id"])
        if not may_confirm(self.case, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "case": self.case}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        confirm(self.case, request.user)
        said = _("“%(title)s” is verified. Next verification in %(date)s.")
        again = date_format(self.case.verify_again_on, "F Y")
        messages.success(request, said % {"title": self.case.title, "date": again})
        return redirect("wagtailadmin_home")


def confirm_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Offer the confirmation beside the other actions on a published case."""
    if isinstance(page, CaseStudyPage) and may_confirm(page, user):
        address = reverse("confirm_case", args=[page.pk])
        yield Button(_("Still accurate"), url=address, icon_name="check", priority=12)
