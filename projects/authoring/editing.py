"""Saving a page without losing anybody's work, and sending it for review."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Revision

from projects import completeness
from projects.models import CaseStudyPage, LabPage, PracticePage
from projects.models.checklist import gaps_by_level

OVERWRITE = "overwrite-newer-version"
"""The name of the button that saves over a version which the author was told about."""

SUBMISSIONS = frozenset({"submit", "restart_workflow"})
"""Wagtail's names for the actions that send a page for review."""


class NewerVersionGuard:
    """Refuse a save that would bury what somebody else saved meanwhile.

    Wagtail compares versions when it saves by itself; here a person's own save is compared too.
    What was typed comes back in the form, not saved, with the two ways out.
    """

    @cached_property
    def loaded_at(self) -> datetime | None:
        """When the version that the form was filled in upon was saved, if the form says so."""
        return parse_datetime(self.request.POST.get("loaded_revision_created_at", ""))

    @cached_property
    def newer_version(self) -> Revision | None:
        """The last version that somebody else saved since then."""
        if self.expects_json_response or self.loaded_at is None:
            return None
        others = self.page.revisions.exclude(user=self.request.user).select_related("user")
        return others.filter(created_at__gt=self.loaded_at).order_by("-created_at").first()

    def form_valid(self, form: Any) -> HttpResponse:
        if self.newer_version and OVERWRITE not in self.request.POST:
            return self.form_outdated()
        return super().form_valid(form)

    def form_outdated(self) -> HttpResponse:
        known = self.page.revisions.filter(created_at__lte=self.loaded_at).order_by("created_at")
        context = {
            "page": self.page,
            "newer": self.newer_version,
            "known": known.last(),
            "overwrite": OVERWRITE,
        }
        messages.error(
            self.request,
            render_to_string("projects/admin/newer_version.html", context, self.request),
        )
        self.has_unsaved_changes = True
        self.autosave_enabled = False
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.newer_version:
            # The form goes on saying which version it was filled in upon.
            context["loaded_revision_created_at"] = self.request.POST["loaded_revision_created_at"]
        return context


class KeepsWhatIsIncomplete:
    """Save a sheet that is sent too early, and say what it lacks, rather than refuse it whole."""

    def form_valid(self, form: Any) -> HttpResponse:
        if self.action_name in SUBMISSIONS:
            missing = completeness.blocking(form.save(commit=False))
            if missing:
                notice = render_to_string("projects/admin/not_sent.html", {"gaps": missing})
                messages.warning(self.request, notice)
                self.action_name_and_method = ("save", self.save_action)
        return super().form_valid(form)


class GuardedEditView(NewerVersionGuard, EditView):
    pass


class CaseEditView(NewerVersionGuard, KeepsWhatIsIncomplete, EditView):
    partials_template_name = "projects/admin/case_edit_partials.html"

    def redirect_away(self) -> HttpResponse:
        """Lead co-authors to their sheets: the explorer shows them nothing of this lab."""
        if not self.next_url and self.page_perms.is_co_author():
            return redirect("tracker")
        return super().redirect_away()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if context["is_partial"]:
            context["gaps"] = gaps_by_level(self.page)
        return context


class CaseRevertView(NewerVersionGuard, KeepsWhatIsIncomplete, RevisionsRevertView):
    pass


class CaseCreateView(KeepsWhatIsIncomplete, CreateView):
    page_title = _("New sheet")

    def get_page_subtitle(self) -> str:
        return self.parent_page.get_admin_display_title()


class CaseViewSet(PageViewSet):
    model = CaseStudyPage
    add_view_class = CaseCreateView
    edit_view_class = CaseEditView
    revisions_revert_view_class = CaseRevertView


class LabViewSet(PageViewSet):
    model = LabPage
    edit_view_class = GuardedEditView


class PracticeViewSet(PageViewSet):
    model = PracticePage
    edit_view_class = GuardedEditView
