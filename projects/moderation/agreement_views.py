"""« D'accord »: a reviewer asks, an author answers."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from projects.models.reviewing import EditAgreement, last_agreement
from projects.moderation.agreement import ask, authors_of, corrected, give
from projects.moderation.comparison import differences
from projects.moderation.queue_views import ReviewersOnly, review_of


class AskAgreementView(ReviewersOnly, View):
    """Ask the authors whether they agree with one's correction."""

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        review = review_of(request.user, page_id)
        page = Page.objects.get(pk=review.object_id).specific
        if ask(page, request.user):
            messages.success(request, _("The authors are asked, by mail and in their admin."))
        else:
            messages.error(request, _("There is no correction of yours to agree with."))
        return redirect("review_page", page_id)


class AgreementView(WagtailAdminTemplateMixin, TemplateView):
    """The correction, and the button of the author who agrees with it."""

    template_name = "projects/moderation/agreement.html"
    page_title = gettext_lazy("A correction to read")
    header_icon = "edit"

    def setup(self, request: HttpRequest, page_id: int) -> None:
        super().setup(request, page_id=page_id)
        self.page = get_object_or_404(Page, pk=page_id).specific

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in those who write for the lab, but for the reviewer who asks."""
        asks = self.agreement and self.agreement.asked_by == request.user
        if asks or not authors_of(self.page).filter(pk=request.user.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def agreement(self) -> EditAgreement | None:
        """The question, while the page is in review as it was asked."""
        return last_agreement(self.page) if self.page.workflow_in_progress else None

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        agreement = self.agreement
        before = agreement and corrected(self.page, agreement.asked_by)
        return {
            **context,
            "page": self.page,
            "agreement": agreement,
            "differences": before and self.compared(before),
        }

    def compared(self, before: Any) -> list[Any]:
        return differences(self.request, before.as_object(), self.agreement.revision.as_object())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Agree with the question that was read: it may have been asked again since."""
        agreement = self.agreement
        if agreement is None or request.POST.get("agreement") != agreement.key:
            messages.error(request, _("This correction has changed: read it again, then agree."))
            return redirect("review_agreement", page_id)
        if agreement.agreed_by is None:
            give(self.page, agreement, request.user)
        messages.success(request, _("Thank you: the reviewer can now approve your page."))
        return redirect("wagtailadmin_home")
