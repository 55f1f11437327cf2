"""Asking the editors, cancelling, and answering."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from projects.models import CaseRequest, CaseStudyPage, RequestKind
from projects.moderation.requests import steps
from projects.moderation.requests.forms import AnswerForm, ClaimForm, HandOverForm, WithdrawalForm
from projects.moderation.requests.handover import AddressTaken
from projects.moderation.requests.rights import (
    claiming_labs,
    labs_of,
    may_answer,
    may_cancel,
    withdrawing_labs,
)

ADDRESS_TAKEN = gettext_lazy(
    "This lab has a page at the same address already. Change the address of one of them first."
)
LISTS = {RequestKind.WITHDRAWAL: "withdrawal_requests", RequestKind.CLAIM: "claim_requests"}
"""The screen of the editors for each kind of request."""


class AskView(WagtailAdminTemplateMixin, FormView):
    """Ask something about a published case, or see what became of what was asked."""

    kind: RequestKind
    asking_labs: Callable[[CaseStudyPage, Any], QuerySet]
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(CaseStudyPage.objects.live(), pk=kwargs["case_id"])
        self.labs = type(self).asking_labs(self.case, request.user)
        if not self.labs.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = CaseRequest.objects.open().filter(
            kind=self.kind, case=self.case, lab__in=self.labs
        )
        context = {
            "case": self.case,
            "waiting": waiting.select_related("asked_by", "lab").first(),
            "back": self.back,
        }
        return {**super().get_context_data(**kwargs), **context}

    @property
    def back(self) -> str:
        """Where who asks came from: the form of the case, or its page for who may not change it."""
        if self.case.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=(self.case.pk,))
        return str(self.case.get_url(self.request))

    def form_valid(self, form: forms.Form) -> HttpResponse:
        lab = form.cleaned_data.get("lab", self.case.lab)
        reason = form.cleaned_data["reason"]
        if steps.ask(self.kind, self.case, lab, self.request.user, reason):
            messages.success(self.request, _("The editors have your request. They answer by mail."))
        else:
            messages.info(self.request, _("Your lab has asked already: its request is waiting."))
        return redirect(self.request.path)


class AskWithdrawalView(AskView):
    kind = RequestKind.WITHDRAWAL
    asking_labs = staticmethod(withdrawing_labs)
    form_class = WithdrawalForm
    template_name = "projects/moderation/requests/ask_withdrawal.html"
    page_title = gettext_lazy("Ask for withdrawal")


class AskClaimView(AskView):
    kind = RequestKind.CLAIM
    asking_labs = staticmethod(claiming_labs)
    form_class = ClaimForm
    template_name = "projects/moderation/requests/ask_claim.html"
    page_title = gettext_lazy("Take this sheet over")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "labs": self.labs}


@require_POST
def cancel(request: HttpRequest, request_id: int) -> HttpResponse:
    """Cancel a request of one's lab."""
    labs = labs_of(request.user)
    asked = get_object_or_404(CaseRequest.objects.select_related("case", "lab"), pk=request_id)
    if not labs.filter(pk=asked.lab_id).exists():
        raise PermissionDenied
    if may_cancel(asked, request.user):
        steps.cancel(asked, request.user)
        messages.success(request, _("Your request is cancelled."))
    else:
        messages.info(request, str(steps.ALREADY_ANSWERED))
    return redirect("tracker")


class AnswerView(WagtailAdminTemplateMixin, FormView):
    """A request, what follows from accepting it, and the answer of an editor."""

    template_name = "projects/moderation/requests/answer.html"
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        requests = CaseRequest.objects.select_related("case", "lab", "asked_by", "answered_by")
        if not may_answer(request.user):
            raise PermissionDenied
        self.asked = get_object_or_404(requests, pk=kwargs["request_id"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_claim(self) -> bool:
        return self.asked.kind == RequestKind.CLAIM

    def get_page_title(self) -> str:
        return self.asked.get_kind_display()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        requests = {"url": reverse(LISTS[self.asked.kind]), "label": _("Requests")}
        here = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), requests, here]

    def get_form_class(self) -> type[AnswerForm]:
        return HandOverForm if self.is_claim else AnswerForm

    def get_initial(self) -> dict[str, Any]:
        return {"lab": self.asked.lab_id}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"asked": self.asked, "case": self.asked.case, "is_claim": self.is_claim}
        return {**super().get_context_data(**kwargs), **context}

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        try:
            said = self.answer(form)
        except AddressTaken:
            form.add_error("lab", ADDRESS_TAKEN)
            return self.form_invalid(form)
        except steps.AlreadyAnswered:
            messages.warning(self.request, str(steps.ALREADY_ANSWERED))
        else:
            messages.success(self.request, said % {"title": self.asked.case.title})
        return redirect(LISTS[self.asked.kind])

    def answer(self, form: AnswerForm) -> str:
        """Do what the editor decided; return what to say of it."""
        person, comment = self.request.user, form.cleaned_data["comment"]
        if form.is_refusal:
            steps.refuse(self.asked, person, comment)
            return _("The request about “%(title)s” is refused.")
        if self.is_claim:
            steps.give(self.asked, form.cleaned_data["lab"], person, comment)
            return _("“%(title)s” is handed over.")
        if self.asked.is_open and not self.asked.case.permissions_for_user(person).can_unpublish():
            raise PermissionDenied
        steps.withdraw(self.asked, person, comment)
        return _("“%(title)s” is withdrawn.")
