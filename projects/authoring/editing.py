"""Saving a page without losing anybody's work, and sending it for review."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.utils import get_user_display_name
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

    def json_error_response(self, error_code: str, error_message: Any) -> HttpResponse:
        """Say who saved meanwhile, and that nothing is lost, where an automatic save stops."""
        if error_code == "invalid_revision" and self.latest_revision.user != self.request.user:
            error_message = _(
                "%(who)s saved a newer version. Press Save: yours is kept, and you choose."
            ) % {"who": get_user_display_name(self.latest_revision.user) or _("Somebody else")}
        return super().json_error_response(error_code, error_message)


class CompletenessPanel(BaseSidePanel):
    """What the sheet lacks, beside the form whatever the tab, for its author and its reviewer."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle what is missing")
        icon_name = "tasks"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, "count": len(self.panel.gaps.get(completeness.Level.BLOCKING, ()))}

    name = "completeness"
    title = _("Before sending")
    template_name = "projects/admin/completeness_panel.html"

    def __init__(self, sheet: Any, request: HttpRequest, form: Any) -> None:
        super().__init__(sheet, request)
        judged = not form.is_bound or form.is_valid()  # no rule can judge the impossible
        self.gaps = gaps_by_level(sheet) if judged else {}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "gaps": self.gaps}


class ShowsWhatIsMissing:
    """Show beside the form what the sheet lacks; each automatic save brings it up to date."""

    @cached_property
    def completeness_panel(self) -> CompletenessPanel:
        return CompletenessPanel(self.page, self.request, self.form)

    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([self.completeness_panel, *super().get_side_panels()])


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


def connection_banner() -> str:
    """Return what tells that nothing can be saved, on the pages that save by themselves."""
    return render_to_string("projects/admin/connection.html")


class GuardedEditView(NewerVersionGuard, EditView):
    pass


class CaseEditView(NewerVersionGuard, KeepsWhatIsIncomplete, ShowsWhatIsMissing, EditView):
    partials_template_name = "projects/admin/case_edit_partials.html"

    def redirect_away(self) -> HttpResponse:
        """Lead co-authors to their sheets: the explorer shows them nothing of this lab."""
        if not self.next_url and self.page_perms.is_co_author():
            return redirect("tracker")
        return super().redirect_away()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if context["is_partial"]:
            context["gaps"] = self.completeness_panel.gaps
        return context


class CaseRevertView(
    NewerVersionGuard, KeepsWhatIsIncomplete, ShowsWhatIsMissing, RevisionsRevertView
):
    pass


class CaseCreateView(KeepsWhatIsIncomplete, ShowsWhatIsMissing, CreateView):
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
