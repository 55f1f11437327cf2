"""What the portfolio adds to Wagtail's admin. Registers only."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from projects import search_reports
from projects.authoring import co_authors, editing, home, look, photos, reports, similar, tracker
from projects.authoring.choosers import CommuneChooserViewSet, DepartementChooserViewSet
from projects.authoring.editing import CaseViewSet, LabViewSet, PracticeViewSet
from projects.keeping import log as keeping_log
from projects.links import report
from projects.models import Indicator, Keyword, Term
from projects.moderation import (
    audit,
    editor,
    opinion_views,
    opinions,
    panels,
    photo_views,
    urls,
    verification,
    views,
)
from projects.moderation.requests import listing, registered
from projects.moderation.requests import log as requests_log
from projects.recurring.subscriptions import MailPreferencesPanel
from projects.renditions import register_operations
from projects.viewsets import KeptByEditors, NeverDeleted, VocabularyGroup

register_permission_policy(Term, NeverDeleted(Term))
register_permission_policy(Indicator, NeverDeleted(Indicator))
register_permission_policy(Keyword, KeptByEditors(Keyword))

hooks.register("construct_homepage_panels", home.put_own_labs_first)
hooks.register("construct_homepage_panels", panels.show_reviews)
hooks.register("register_admin_menu_item", panels.queue_menu_item)
hooks.register("construct_main_menu", home.keep_what_authors_need)
hooks.register("insert_editor_js", editing.connection_banner)
hooks.register("insert_global_admin_css", look.styles)
hooks.register("register_admin_menu_item", tracker.menu_item)
hooks.register("register_reports_menu_item", reports.case_report_item)
hooks.register("register_reports_menu_item", reports.photo_report_item)
hooks.register("register_page_action_menu_item", editor.ApprovalUnavailable)
hooks.register("construct_page_action_menu", editor.approve_once)
hooks.register("before_edit_page", editor.ignore_echo)
hooks.register("before_edit_page", panels.show_question)
hooks.register("after_edit_page", editor.tell_outcome)
hooks.register("register_log_actions", audit.register_actions)
hooks.register("register_log_actions", keeping_log.register_actions)
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
hooks.register("register_page_header_buttons", registered.case_buttons)
hooks.register("register_page_action_menu_item", registered.WithdrawalItem)
hooks.register("register_log_actions", requests_log.register_actions)
hooks.register("construct_homepage_panels", listing.show_waiting_requests)
hooks.register("register_reports_menu_item", listing.withdrawals_menu_item)
hooks.register("register_reports_menu_item", listing.claims_menu_item)


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
def moderation_urls() -> list[URLPattern]:
    return [
        *urls.urlpatterns,
        *registered.urlpatterns,
        *photo_views.urlpatterns,
        *report.urlpatterns,
    ]


@hooks.register("register_admin_urls")
def authoring_urls() -> list:
    return [
        path("photos/envoyer/<int:lab_pk>/", photos.send_photo, name="send_photo"),
        path("photos/<int:pk>/textes/", photos.photo_texts, name="photo_texts"),
        path("fiches/semblables/<int:lab_pk>/", similar.similar_sheets, name="similar_sheets"),
        *tracker.addresses("suivi/", tracker.TrackerView, "tracker"),
        *tracker.addresses("rapports/fiches/", reports.CaseReport, "case_report"),
        *tracker.addresses("rapports/photos/", reports.PhotoReport, "photo_report"),
        path("co-auteurs/<int:case_id>/", co_authors.CoAuthorsView.as_view(), name="co_authors"),
        path(
            "co-auteurs/<int:case_id>/retirer/<int:co_author_id>/",
            co_authors.remove,
            name="remove_co_author",
        ),
    ]
