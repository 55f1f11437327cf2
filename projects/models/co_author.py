"""People of other labs who write one case with the lab that publishes it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from projects.models.review import ReviewedPagePermissions


class CoAuthor(models.Model):
    """A person who may change a case without writing for its lab."""

    case = models.ForeignKey(
        "projects.CaseStudyPage", on_delete=models.CASCADE, related_name="co_authors"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("co-author"),
        on_delete=models.CASCADE,
        related_name="co_authored",
    )

    # Not a use of the page: deleting the page must not warn of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        constraints = (
            models.UniqueConstraint(fields=("case", "user"), name="co_author_is_unique"),
        )

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()


class CasePermissions(ReviewedPagePermissions):
    """A co-author changes the case and sends it for review; all else stays with its lab."""

    def can_edit(self) -> bool:
        return super().can_edit() or self.is_co_author()

    def can_copy(self) -> bool:
        return super().can_edit()

    def can_choose_co_authors(self) -> bool:
        """Tell whether this person writes for the lab of the case, or edits every lab."""
        user = self.user
        return user.is_active and (user.is_superuser or "change" in self.permissions)

    def is_co_author(self) -> bool:
        shared = CoAuthor.objects.filter(case=self.page.pk, user=self.user.pk)
        return self.user.is_active and shared.exists()


class CoAuthorsPanel(Panel):
    """Who writes the sheet besides its lab, and for the lab the way to change it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "projects/admin/co_authors_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "people": self.instance.co_authors.select_related("user").order_by("pk"),
                "perms": self.instance.permissions_for_user(self.request.user),
            }
