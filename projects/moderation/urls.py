"""Addresses of the review, in the admin."""

from django.urls import path

from projects.moderation import (
    agreement_views,
    queue_views,
    review_views,
    scheduling_views,
    verification,
    views,
)

QUEUE = queue_views.QueueView
urlpatterns = [
    path("inviter/", views.invite_person, name="invite_person"),
    path("verifier/<int:case_id>/", verification.ConfirmView.as_view(), name="confirm_case"),
    path("relecture/", QUEUE.as_view(), name="review_queue"),
    path("relecture/resultats/", QUEUE.as_view(results_only=True), name="review_queue_results"),
    path("relecture/suivante/", queue_views.NextReviewView.as_view(), name="next_review"),
    path(
        "relecture/programmees/",
        scheduling_views.PlannedPublicationsView.as_view(),
        name="planned_publications",
    ),
    path("relecture/<int:page_id>/", review_views.ReviewView.as_view(), name="review_page"),
    path(
        "relecture/<int:page_id>/apercu/<int:revision_id>/",
        review_views.ReviewPreview.as_view(),
        name="review_preview",
    ),
    path("relecture/<int:page_id>/prendre/", queue_views.TakeView.as_view(), name="take_review"),
    path(
        "relecture/<int:page_id>/liberer/",
        queue_views.ReleaseView.as_view(),
        name="release_review",
    ),
    path(
        "relecture/<int:page_id>/demander-accord/",
        agreement_views.AskAgreementView.as_view(),
        name="ask_agreement",
    ),
    path(
        "relecture/<int:page_id>/accord/",
        agreement_views.AgreementView.as_view(),
        name="review_agreement",
    ),
]
