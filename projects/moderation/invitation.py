"""Inviting a person to write for labs, or to review them."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from projects.models import LabPage
from projects.moderation.mail import absolute, write_mail
from projects.provisioning import add_author, add_editor

SECONDS_PER_DAY = 24 * 60 * 60


class InvitationForm(forms.Form):
    """Who is invited, and to do what. Sent again, it invites again."""

    email = forms.EmailField(label=_("E-mail"), max_length=150)
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        required=False,
        help_text=_("Names may be left empty for somebody who has an account already."),
    )
    labs = forms.ModelMultipleChoiceField(
        LabPage.objects.order_by("title"),
        label=_("Writes for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_editor = forms.BooleanField(
        label=_("Reviews the pages of every lab"),
        required=False,
        help_text=_("Joins the editors: approves, sends back, keeps the vocabularies."),
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        account = account_of(email)
        if account and not account.is_active:
            raise forms.ValidationError(
                _("This account is closed. Reopen it in the list of users, then invite again.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("labs") and not cleaned.get("is_editor"):
            self.add_error("labs", _("Choose at least one lab, or the review."))
        if "email" in cleaned and not account_of(cleaned["email"]):
            for name in ("first_name", "last_name"):
                if not cleaned.get(name):
                    self.add_error(name, _("This person has no account yet: give their name."))
        return cleaned


def account_of(email: str) -> Any:
    """Return the account of an address, an open one if there are several, or None."""
    people = get_user_model().objects.filter(Q(email__iexact=email) | Q(username__iexact=email))
    return people.order_by("-is_active", "pk").first()


@transaction.atomic
def invite(
    email: str, first_name: str, last_name: str, labs: Collection[LabPage], is_editor: bool
) -> Any:
    """Let a person write for labs or review, and return their account, made if there is none.

    A new account has no password: the mail of `send_invitation` lets the person choose it.
    """
    person = account_of(email)
    action = "wagtail.edit" if person else "wagtail.create"
    if person is None:
        person = get_user_model().objects.create_user(
            username=email, email=email, first_name=first_name, last_name=last_name
        )
    for lab in labs:
        add_author(person, lab)
    if is_editor:
        add_editor(person)
    log(instance=person, action=action)
    return person


def send_invitation(person: Any, labs: Collection[LabPage], is_editor: bool) -> None:
    """Mail a person what they may do, and, until they have a password, the link to choose it.

    The link is that of Django's password reset: it works once, for `PASSWORD_RESET_TIMEOUT`.
    Raises OSError when the mail cannot be sent.
    """
    password_url = ""
    if not person.has_usable_password():
        uid = urlsafe_base64_encode(force_bytes(person.pk))
        token = default_token_generator.make_token(person)
        password_url = reverse("wagtailadmin_password_reset_confirm", args=(uid, token))
    context = {
        "person": person,
        "labs": labs,
        "is_editor": is_editor,
        "password_url": password_url and absolute(password_url),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_PER_DAY,
        "login_url": absolute(reverse("wagtailadmin_home")),
    }
    write_mail("invitation", str(_("Your invitation")), person.email, context).send()
