"""Pages that only an approved review publishes."""

from typing import Any

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester


class ReviewedPagePermissions(PagePermissionTester):
    """Everybody, superusers included, publishes by approving and in no other way."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False


class ReviewedPage(Page):
    """A page of the portfolio: published by the review workflow alone."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> ReviewedPagePermissions:
        return ReviewedPagePermissions(user, self)
