"""Pages that only an approved review publishes."""

from typing import Any

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from projects.models.successors import FollowsMerges


class ReviewedPagePermissions(PagePermissionTester):
    """Everybody, superusers included, publishes by approving and in no other way.

    The right to publish, which editors hold on the portfolio, still lets them unpublish, restrict
    who sees a page, cancel a schedule, and move or delete what is live.
    """

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return super().can_publish()

    def can_unschedule(self) -> bool:
        return super().can_publish()


class ReviewedPage(FollowsMerges, Page):
    """A page of the portfolio: published by the review workflow alone."""

    approved_by = {"task__reviewtask__isnull": False}
    """The approvals that count: no other kind of task, in any workflow, publishes such a page."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> ReviewedPagePermissions:
        return ReviewedPagePermissions(user, self)
