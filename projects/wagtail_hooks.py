"""What the portfolio adds to Wagtail's admin. Registers only."""

from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from projects import search_reports
from projects.authoring import home
from projects.authoring.choosers import CommuneChooserViewSet, DepartementChooserViewSet
from projects.authoring.editing import CaseViewSet, LabViewSet, PracticeViewSet
from projects.links import report
from projects.models import Indicator, Term
from projects.moderation import audit, editor, opinion_views, opinions, verification, views
from projects.recurring.subscriptions import MailPreferencesPanel
from projects.renditions import register_operations
from projects.viewsets import NeverDeleted, VocabularyGroup

register_permission_policy(Term, NeverDeleted(Term))
register_permission_policy(Indicator, NeverDeleted(Indicator))

hooks.register("construct_homepage_panels", home.put_own_labs_first)
hooks.register("construct_main_menu", home.keep_what_authors_need)
hooks.register("register_page_action_menu_item", editor.ApprovalUnavailable)
hooks.register("construct_page_action_menu", editor.approve_once)
hooks.register("before_edit_page", editor.ignore_echo)
hooks.register("after_edit_page", editor.tell_outcome)
hooks.register("register_log_actions", audit.register_actions)
hooks.register("register_settings_menu_item", views.invitation_menu_item)
hooks.register("register_reports_menu_item", search_reports.frequent_menu_item)
hooks.register("register_reports_menu_item", search_reports.fruitless_menu_item)
hooks.register("register_admin_urls", search_reports.urls)
hooks.register("register_image_operations", register_operations)
hooks.register("register_page_header_buttons", verification.confirm_button)
hooks.register("register_log_actions", opinions.register_actions)
hooks.register("register_page_header_buttons", opinion_views.opinions_button)
hooks.register("register_admin_urls", opinion_views.urls)
hooks.register("register_account_settings_panel", MailPreferencesPanel)
hooks.register("register_reports_menu_item", report.menu_item)


@hooks.register("register_admin_viewset")
def authoring_viewsets() -> list:
    return [
        CommuneChooserViewSet("commune_chooser"),
        DepartementChooserViewSet("departement_chooser"),
        CaseViewSet(),
        LabViewSet(),
        PracticeViewSet(),
        VocabularyGroup(),
    ]


@hooks.register("register_admin_urls")
def moderation_urls() -> list:
    return [
        path("inviter/", views.invite_person, name="invite_person"),
        path("verifier/<int:case_id>/", verification.ConfirmView.as_view(), name="confirm_case"),
        *report.urlpatterns,
    ]
