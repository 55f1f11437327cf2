"""« File de relecture »: the list of what waits, taking a review on, and the next one."""

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import WorkflowState

from projects.choices import Risk, SheetKind
from projects.columns import NamedColumn
from projects.models import LabPage, TakenReview
from projects.moderation.queue import (
    describe,
    may_review,
    next_review,
    reviews_everything,
    waiting_reviews,
    with_kind,
    with_sign,
)

TITLE = gettext_lazy("Review queue")


class ReviewersOnly:
    """A screen of those who review at least one lab."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_review(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def reviewed_labs(request: HttpRequest) -> Any:
    """Return the labs that this person reviews."""
    labs = LabPage.objects.order_by("title")
    everything = reviews_everything(request.user)
    return labs if everything else labs.filter(reviewers__user=request.user)


class QueueFilters(WagtailFilterSet):
    lab = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Lab"), queryset=reviewed_labs, method="of_lab"
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind of sheet"),
        choices=SheetKind.choices,
        method="of_kind",
        empty_label=gettext_lazy("All of them"),
        widget=forms.RadioSelect,
    )
    sign = django_filters.ChoiceFilter(
        label=gettext_lazy("To check"),
        choices=Risk.choices,
        method="with_sign",
        empty_label=gettext_lazy("All of them"),
        widget=forms.RadioSelect,
    )
    taken = django_filters.ChoiceFilter(
        label=gettext_lazy("Taken by"),
        choices=(
            ("me", gettext_lazy("Me")),
            ("nobody", gettext_lazy("Nobody")),
            ("others", gettext_lazy("Somebody else")),
        ),
        method="taken_by",
        empty_label=gettext_lazy("All of them"),
        widget=forms.RadioSelect,
    )
    late = django_filters.ChoiceFilter(
        label=gettext_lazy("Delay"),
        choices=(("yes", gettext_lazy("Overdue")), ("no", gettext_lazy("In time"))),
        method="overdue",
        empty_label=gettext_lazy("All of them"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = WorkflowState
        fields: tuple[str, ...] = ()

    def of_lab(self, reviews: Any, name: str, lab: LabPage) -> Any:
        return reviews.filter(path__startswith=lab.path)

    def of_kind(self, reviews: Any, name: str, kind: str) -> Any:
        return with_kind(reviews, kind)

    def with_sign(self, reviews: Any, name: str, risk: str) -> Any:
        return with_sign(reviews, risk)

    def taken_by(self, reviews: Any, name: str, who: str) -> Any:
        if who == "nobody":
            return reviews.filter(taken__isnull=True)
        taken = reviews.filter(taken__isnull=False)
        mine = {"taken__by": self.request.user}
        return taken.filter(**mine) if who == "me" else taken.exclude(**mine)

    def overdue(self, reviews: Any, name: str, answer: str) -> Any:
        return reviews.filter(is_overdue=answer == "yes")


class Cell(Column):
    """A cell with a template of its own, which names the column for narrow screens."""

    def __init__(self, name: str, **options: Any) -> None:
        # Wagtail describes in words, with queries, the row that lacks an attribute of this name.
        super().__init__(name, accessor=lambda review: "", **options)
        self.cell_template_name = f"projects/moderation/queue/{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


class SheetCell(TitleColumn):
    cell_template_name = "projects/moderation/queue/title.html"


class Pages(WagtailPaginator):
    """Reviews, counted as the pages that they are about."""

    verbose_name, verbose_name_plural = gettext_lazy("page"), gettext_lazy("pages")


class QueueView(ReviewersOnly, BaseListingView):
    """The pages that wait for this person, or that somebody has taken on."""

    page_title = TITLE
    header_icon = "tasks"
    index_url_name = "review_queue"
    index_results_url_name = "review_queue_results"
    template_name = "projects/moderation/queue.html"
    results_template_name = "projects/moderation/queue_results.html"
    filterset_class = QueueFilters
    is_searchable = True
    search_fields = ("title",)
    paginate_by = 25
    paginator_class = Pages
    default_ordering = "waiting_since"
    verbose_name_plural = gettext_lazy("pages to review")
    table_classname = "listing aa-rows aa-queue"
    columns = (
        SheetCell(
            "title",
            label=gettext_lazy("Page"),
            sort_key="title",
            get_url=lambda review: reverse("review_page", args=(review.object_id,)),
        ),
        NamedColumn("lab_title", label=gettext_lazy("Lab"), sort_key="lab_title"),
        Cell("waiting_since", label=gettext_lazy("Waiting since"), sort_key="waiting_since"),
        Cell("signs", label=gettext_lazy("To check")),
        Cell("returns", label=gettext_lazy("Returns"), sort_key="return_count"),
        Cell("taken", label=gettext_lazy("Taken by"), sort_key="taken__at"),
    )

    def get_base_queryset(self) -> Any:
        return waiting_reviews(self.request.user)

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "waiting_since", "pk")

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(describe(object_list, self.request.user))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        following = reverse("next_review")
        return [HeaderButton(_("Next page to review"), following, icon_name="arrow-right")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not reviews_everything(self.request.user):
            return []
        planned = reverse("planned_publications")
        return [Button(_("Planned publications"), planned, icon_name="calendar")]


def review_of(user: Any, page_id: int) -> WorkflowState:
    """Return the review of a page that waits for this person's answer; 404 if there is none."""
    return get_object_or_404(waiting_reviews(user), object_id=str(page_id))


class NextReviewView(ReviewersOnly, View):
    """Open the next review, or the one after that of a page passed over (`apres`)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        passed = request.GET.get("apres", "")
        after = waiting_reviews(request.user).filter(object_id=passed).first() if passed else None
        review = next_review(request.user, after)
        if review is None or review == after:
            messages.success(request, _("No other page waits for you."))
            return redirect("review_queue")
        return redirect("review_page", review.object_id)


class TakeView(ReviewersOnly, WagtailAdminTemplateMixin, View):
    """Take a review on. From somebody else, ask first."""

    template_name = "projects/moderation/take_over.html"
    page_title = gettext_lazy("Take over")
    header_icon = "tasks"

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        review = review_of(request.user, page_id)
        with transaction.atomic():
            held = TakenReview.objects.select_for_update().filter(workflow_state=review).first()
            if held and held.by != request.user:
                if request.POST.get("from") != str(held.by_id):
                    context = {"review": review, "held": held, "next": next_url(request)}
                    return self.render_to_response(self.get_context_data(**context))
                held.delete()
            TakenReview.objects.get_or_create(workflow_state=review, defaults={"by": request.user})
        messages.success(request, _("You have taken “%s” on.") % review.title)
        return redirect(next_url(request) or reverse("review_page", args=(page_id,)))


class ReleaseView(ReviewersOnly, View):
    """Let a review go that one has taken on."""

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        review = review_of(request.user, page_id)
        TakenReview.objects.filter(workflow_state=review, by=request.user).delete()
        messages.success(request, _("“%s” is free again.") % review.title)
        return redirect(next_url(request) or reverse("review_queue"))


def next_url(request: HttpRequest) -> str:
    return get_valid_next_url_from_request(request)
