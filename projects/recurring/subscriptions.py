"""Accepting or refusing the regular mails: in one's account, or by the link in each of them."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from projects.models import MailPreferences
from projects.moderation.mail import absolute

SIGNER = Signer(salt="projects.unsubscribe")
DIGEST, REMINDERS = "weekly_digest", "verification_reminders"


class MailPreferencesForm(forms.ModelForm):
    class Meta:
        model = MailPreferences
        fields = (DIGEST, REMINDERS)


class MailPreferencesPanel(BaseSettingsPanel):
    """The regular mails among the choices of one's account."""

    name = "regular_mails"
    title = _("Regular mails")
    tab = notifications_tab
    order = 200
    form_class = MailPreferencesForm

    def get_form(self) -> MailPreferencesForm:
        data = self.request.POST if self.request.method == "POST" else None
        return MailPreferencesForm(data, instance=MailPreferences.of(self.user), prefix=self.name)


def unsubscribe_url(person: Any, choice: str) -> str:
    """Return the address where whoever holds this mail refuses the next ones of its kind."""
    token = SIGNER.sign_object([person.pk, choice])
    return absolute(reverse("unsubscribe", args=[token]))


def unsubscribe_headers(url: str) -> dict[str, str]:
    """Return what lets mail programs offer it in one click (RFC 8058)."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


# Mail programs post here without a page of ours before: the signature stands for the token.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether a kind of mail is to stop, and stop it when that is posted. No session needed.

    Says nothing of the person: the mail may have been passed on.
    """
    try:
        person_id, choice = SIGNER.unsign_object(token)
    except BadSignature as error:
        raise Http404 from error
    person = get_object_or_404(get_user_model(), pk=person_id)
    if request.method == "POST":
        MailPreferences.of(person)
        MailPreferences.objects.filter(person=person).update(**{choice: False})
    context = {
        "mails": MailPreferences._meta.get_field(choice).verbose_name,
        "done": request.method == "POST",
    }
    response = render(request, "projects/unsubscribe.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
