"""« Retirer cette photo », in place of Wagtail's screens that delete one."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.images.views.images import DeleteView, EditView

from projects.moderation.withdrawn_photos import pages_using

WITHDRAW = _("Withdraw this photo")


class EditPhotoView(EditView):
    delete_item_label = WITHDRAW


class WithdrawPhotoView(DeleteView):
    """Where a photo is used, what goes with it, and one button."""

    template_name = "projects/moderation/withdraw_photo.html"
    page_title = WITHDRAW
    success_message = _("The photo “%(object)s” is withdrawn.")

    def get_success_message(self) -> str:
        return self.success_message % {"object": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "pages": pages_using(self.object)}


# At Wagtail's own addresses, which come after these.
urlpatterns = [
    path("images/<int:image_id>/", EditPhotoView.as_view()),
    path("images/<int:image_id>/delete/", WithdrawPhotoView.as_view()),
]
