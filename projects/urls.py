"""Addresses of the domain besides those of its pages."""

import re

from django.urls import path, re_path
from wagtail.views import serve

from projects import views
from projects.models.published_file import PDF_NAME
from projects.moderation import opinion_page
from projects.recurring import subscriptions

urlpatterns = [
    path("suggestions/", views.suggestions, name="suggestions"),
    # No more digits than what a database takes for a number.
    re_path(r"^f/([0-9]{1,9})$", views.short_address, name="short_address"),
    re_path(r"^reprendre/([0-9]{1,9})/$", views.claim_case, name="claim_case"),
    path("avis/<str:token>/", opinion_page.opinion, name="opinion"),
    path("mails/arreter/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    # Wagtail's own pattern knows no address with a dot in it.
    re_path(rf"^((?:[\w-]+/)+{re.escape(PDF_NAME)})$", serve),
]
