"""Screens of the administrators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from projects.moderation.invitation import InvitationForm, invite, send_invitation

MANAGE_PEOPLE = f"{get_user_model()._meta.app_label}.add_{get_user_model()._meta.model_name}"
"""The permission of those who invite."""


class InvitationView(WagtailAdminTemplateMixin, FormView):
    """Invite a person in one screen; the person chooses a password by mail."""

    form_class = InvitationForm
    template_name = "projects/moderation/invitation.html"
    page_title = gettext_lazy("Invite a person")
    header_icon = "mail"
    success_url = reverse_lazy("invite_person")

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        person = invite(**form.cleaned_data)
        said = {"email": person.email}
        try:
            send_invitation(person, form.cleaned_data["labs"], form.cleaned_data["is_editor"])
        except OSError:
            messages.warning(
                self.request,
                _(
                    "The account of %(email)s is ready, but the mail could not be sent. "
                    "Invite this person again a little later."
                )
                % said,
            )
        else:
            messages.success(self.request, _("The invitation was sent to %(email)s.") % said)
        return super().form_valid(form)


invite_person = permission_required(MANAGE_PEOPLE)(InvitationView.as_view())


class InvitationMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MANAGE_PEOPLE)


def invitation_menu_item() -> Any:
    return InvitationMenuItem(
        gettext_lazy("Invite a person"),
        reverse_lazy("invite_person"),
        name="invite-person",
        icon_name="mail",
        order=550,
    )
