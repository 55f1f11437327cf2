"""The screen on which a reviewer reads a page and answers."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page, Revision, TaskState

from projects.models import CaseStudyPage, ReturnPhrase
from projects.models.checklist import gaps_by_level
from projects.models.review_task import (
    CHANGED_SINCE_READ,
    INCOMPLETE,
    NO_COMMENT,
    OWN_EDIT,
    ReviewRefused,
    version_key,
)
from projects.models.reviewing import last_agreement
from projects.moderation.agreement import who_may_agree
from projects.moderation.comparison import differences
from projects.moderation.middleware import refusal
from projects.moderation.queue import ANSWERS, describe
from projects.moderation.queue_views import TITLE, ReviewersOnly, review_of
from projects.moderation.scheduling import planned_dates

FOR_EYES = (
    gettext_lazy("No photo shows a face, a badge or a screen that somebody could recognise."),
    gettext_lazy("The photos show what their description says."),
    gettext_lazy("The figures are those of the source, and the dates too."),
    gettext_lazy("What is quoted was said by a person in that role, who agreed to it."),
    gettext_lazy("Nothing tells how to get past the security of the place."),
    gettext_lazy("A colleague from another service would understand every word."),
)
"""What no machine can judge."""

PAST = gettext_lazy("Choose a date to come.")
NO_ANSWER = gettext_lazy("Approve the page, or send it back.")
NO_DATE = gettext_lazy("Choose the date of the publication.")


class AnswerForm(forms.Form):
    """An approval, at once or for a date, or a return. Its buttons say which (`answer`).

    A button `together` is an approval for the date of other pages, whatever date is typed.
    """

    comment = forms.CharField(
        label=gettext_lazy("Comment to the authors"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("Demanded to send the page back; otherwise optional."),
    )
    go_live_at = forms.DateTimeField(
        label=gettext_lazy("Date of the publication"), required=False, widget=AdminDateTimeInput
    )
    together = forms.DateTimeField(required=False)
    answer = forms.ChoiceField(
        choices=[(name, name) for name in ("approve", "schedule", "return")], required=False
    )
    version = forms.CharField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if together := cleaned.get("together"):
            self.errors.pop("go_live_at", None)
            cleaned.update(answer="schedule", go_live_at=together)
        answer = cleaned.get("answer")
        if answer == "return" and not cleaned.get("comment"):
            self.add_error("comment", NO_COMMENT)
        elif answer == "schedule" and "go_live_at" not in self.errors:
            self._check_date(cleaned.get("go_live_at"))
        elif not answer:
            self.add_error(None, NO_ANSWER)
        return cleaned

    def _check_date(self, date: datetime | None) -> None:
        if date is None or date <= timezone.now():
            self.add_error("go_live_at", PAST if date else NO_DATE)


class ReviewView(ReviewersOnly, WagtailAdminTemplateMixin, FormView):
    """A page as its readers would see it, what to check, what changed, and the answers."""

    form_class = AnswerForm
    template_name = "projects/moderation/review.html"
    page_title = gettext_lazy("Review of a page")
    header_icon = "tasks"

    def setup(self, request: HttpRequest, page_id: int) -> None:
        super().setup(request, page_id=page_id)
        self.page_id = page_id

    @cached_property
    def review(self) -> Any:
        review = review_of(self.request.user, self.page_id)
        return describe([review], self.request.user)[0]

    @cached_property
    def page(self) -> Page:
        return Page.objects.get(pk=self.page_id).specific

    @cached_property
    def version(self) -> Page:
        return self.review.version.as_object()

    @property
    def task(self) -> Any:
        return self.review.current_task_state.task.specific

    def get_page_subtitle(self) -> str:
        return self.review.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        queue = {"url": reverse("review_queue"), "label": TITLE}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, queue, here]

    def get_initial(self) -> dict[str, Any]:
        planned = self.version.go_live_at
        return {"go_live_at": planned if planned and planned > timezone.now() else None}

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        try:
            self.give(form.cleaned_data)
        except ReviewRefused as refused:
            messages.error(self.request, refusal(refused))
            return self.form_invalid(form)
        following = messages.button(reverse("next_review"), _("Next page to review"))
        messages.success(self.request, self.said(form.cleaned_data), buttons=[following])
        return redirect("review_queue")

    def form_invalid(self, form: AnswerForm) -> HttpResponse:
        for error in form.non_field_errors():
            messages.error(self.request, error)
        return super().form_invalid(form)

    def give(self, answer: dict[str, Any]) -> None:
        """Give the answer. Raise ReviewRefused when a rule forbids it."""
        if answer["version"] != version_key(self.review.version):
            raise ReviewRefused(self.page, CHANGED_SINCE_READ)
        state, user, comment = self.review.current_task_state, self.request.user, answer["comment"]
        if answer["answer"] == "return":
            self.task.on_action(state, user, "reject", comment=comment)
        else:
            date = answer["go_live_at"] if answer["answer"] == "schedule" else None
            self.task.approve_version(state, user, answer["version"], comment, date)

    def said(self, answer: dict[str, Any]) -> str:
        said = {
            "approve": _("“%(title)s” is approved and online."),
            "schedule": _("“%(title)s” is approved: it will be published on the date set."),
            "return": _("“%(title)s” is sent back to its authors, with your comment."),
        }
        return said[answer["answer"]] % {"title": self.review.title}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_sheet = isinstance(self.version, CaseStudyPage)
        gaps = gaps_by_level(self.version) if is_sheet else {}
        context = super().get_context_data(**kwargs)
        return {
            **context,
            **self.answers(gaps.get("blocking", ())),
            "media": context["form"].media,
            "review": self.review,
            "page": self.page,
            "version_key": version_key(self.review.version),
            "is_sheet": is_sheet,
            "opinions": is_sheet and self.page.opinion_links.exclude(opinion="").count(),
            "gaps": gaps,
            "for_eyes": FOR_EYES,
            "comparisons": self.comparisons,
            "earlier": self.earlier,
            "phrases": ReturnPhrase.objects.filter(active=True),
            "planned": planned_dates(),
        }

    def answers(self, blocking: Any) -> dict[str, Any]:
        """Return why an answer is not available, and what may be done about it."""
        user = self.request.user
        not_answer = self.task.why_not_answer(self.page, user)
        not_approve = self.task.why_not_approve(self.page, user)
        if not not_approve and blocking:
            not_approve = INCOMPLETE
        own = not_approve == OWN_EDIT
        return {
            "not_answer": not_answer,
            "not_approve": not_approve,
            "is_incomplete": not_approve == INCOMPLETE,
            "agreement": last_agreement(self.page) if own else None,
            "may_ask": own and who_may_agree(self.page, user).exists(),
        }

    @cached_property
    def earlier(self) -> list[TaskState]:
        """Return the answers given before, the latest first."""
        answers = TaskState.objects.for_instance(self.page).filter(status__in=ANSWERS)
        return list(
            answers.select_related("finished_by", "revision").order_by("-finished_at", "-pk")
        )

    @property
    def comparisons(self) -> list[tuple[str, Any]]:
        """Return what changed since the version online, and since the last one reviewed."""
        found = []
        mine = [each for each in self.earlier if each.finished_by == self.request.user]
        for last in (mine or self.earlier)[:1]:
            heading = _("Since your last reading") if mine else _("Since the last review")
            found.append((heading, self.compared(last.revision.as_object())))
        if self.page.live:
            found.append((_("Since the version online"), self.compared(self.page)))
        return found

    def compared(self, old: Page) -> list[Any]:
        return differences(self.request, old, self.version)


class ReviewPreview(ReviewersOnly, View):
    """The version under review as its readers would see it, for the frame of the screen."""

    def get(self, request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
        review = review_of(request.user, page_id)
        revision = get_object_or_404(
            Revision.objects.filter(base_content_type=review.base_content_type_id),
            pk=revision_id,
            object_id=review.object_id,
        )
        version = revision.as_object()
        return version.make_preview_request(request, version.default_preview_mode)
