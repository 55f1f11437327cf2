"""« Publications programmées »: what goes live when, moved or cancelled together."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput

from projects.moderation.queue import reviews_everything
from projects.moderation.queue_views import TITLE
from projects.moderation.review_views import NO_DATE, PAST
from projects.moderation.scheduling import batches, cancel, move, scheduled


class BatchForm(forms.Form):
    """Which publications to move to which date, or to cancel (`action`)."""

    revisions: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        error_messages={"required": gettext_lazy("Tick at least one page.")},
    )
    action = forms.ChoiceField(choices=[("move", "move"), ("cancel", "cancel")])
    moment = forms.DateTimeField(
        label=gettext_lazy("New date"), required=False, widget=AdminDateTimeInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revisions"].queryset = scheduled()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        moment = cleaned.get("moment")
        if cleaned.get("action") == "move" and "moment" not in self.errors:
            if moment is None:
                self.add_error("moment", NO_DATE)
            elif moment <= timezone.now():
                self.add_error("moment", PAST)
        return cleaned


class PlannedPublicationsView(WagtailAdminTemplateMixin, TemplateView):
    """What goes out together by date. For those who review everything."""

    template_name = "projects/moderation/planned.html"
    page_title = gettext_lazy("Planned publications")
    header_icon = "calendar"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not reviews_everything(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        queue = {"url": reverse("review_queue"), "label": TITLE}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forms_by_batch = [
            (batch, BatchForm(initial={"moment": batch.moment}, auto_id=f"id_{rank}_%s"))
            for rank, batch in enumerate(batches())
        ]
        media = BatchForm().media
        return {**super().get_context_data(**kwargs), "batches": forms_by_batch, "media": media}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BatchForm(request.POST)
        if form.is_valid():
            self.change(**form.cleaned_data)
        else:
            for errors in form.errors.values():
                messages.error(request, " ".join(errors))
        return redirect("planned_publications")

    def change(self, revisions: Any, action: str, moment: Any) -> None:
        revisions = list(revisions)
        count = len(revisions)
        if action == "move":
            move(revisions, moment, self.request.user)
            said = ngettext(
                "%(count)s publication has a new date.",
                "%(count)s publications have a new date.",
                count,
            )
        else:
            cancel(revisions, self.request.user)
            said = ngettext(
                "%(count)s publication is cancelled: its page is in review again.",
                "%(count)s publications are cancelled: their pages are in review again.",
                count,
            )
        messages.success(self.request, said % {"count": count})
