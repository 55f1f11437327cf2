"""Addresses of the requests in the admin, and the buttons that lead to them."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.auth import permission_required
from wagtail.admin.widgets import Button
from wagtail.models import Page

from projects.models import CaseStudyPage
from projects.models.case_form import EDITORS
from projects.moderation.requests import views
from projects.moderation.requests.listing import ClaimRequests, WithdrawalRequests
from projects.moderation.requests.rights import claiming_labs, withdrawing_labs


def list_urls(prefix: str, view: type[WithdrawalRequests] | type[ClaimRequests]) -> list:
    for_editors = permission_required(EDITORS)
    return [
        path(prefix, for_editors(view.as_view()), name=view.index_url_name),
        path(
            f"{prefix}results/",
            for_editors(view.as_view(results_only=True)),
            name=view.index_results_url_name,
        ),
    ]


urlpatterns = [
    *list_urls("demandes/retraits/", WithdrawalRequests),
    *list_urls("demandes/reprises/", ClaimRequests),
    path("demandes/<int:request_id>/", views.AnswerView.as_view(), name="answer_request"),
    path("demandes/<int:request_id>/annuler/", views.cancel, name="cancel_request"),
    path(
        "demandes/retirer/<int:case_id>/", views.AskWithdrawalView.as_view(), name="ask_withdrawal"
    ),
    path("demandes/reprendre/<int:case_id>/", views.AskClaimView.as_view(), name="ask_claim"),
]


WITHDRAWAL_ICON = "no-view"


class WithdrawalItem(ActionMenuItem):
    """Asking for the withdrawal, where those who may unpublish find « Dépublier »."""

    name = "ask-withdrawal"
    label = gettext_lazy("Ask for withdrawal")
    icon_name = WITHDRAWAL_ICON
    order = 20

    def is_shown(self, context: dict[str, Any]) -> bool:
        page, user = context.get("page"), context["request"].user
        return isinstance(page, CaseStudyPage) and withdrawing_labs(page, user).exists()

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("ask_withdrawal", args=[parent_context["page"].pk])


def case_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer what this person may ask about a published case, beside the other actions on it."""
    if not isinstance(page, CaseStudyPage):
        return
    if withdrawing_labs(page, user).exists():
        address = reverse("ask_withdrawal", args=[page.pk])
        yield Button(_("Ask for withdrawal"), url=address, icon_name=WITHDRAWAL_ICON, priority=60)
    if page.is_compiled and claiming_labs(page, user).exists():
        address = reverse("ask_claim", args=[page.pk])
        yield Button(_("Take this sheet over"), url=address, icon_name="upload", priority=61)
