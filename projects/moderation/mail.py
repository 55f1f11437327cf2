"""Mails of the site: plain text, and the same sentences as HTML."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from projects.moderation.mail_parts import body_and_signature

FOLDER = "projects/moderation/mail"


def write_mail(
    template: str,
    subject: str,
    to: str,
    context: dict[str, Any],
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """Write a mail to one person from `projects/moderation/mail/<template>.txt`.

    `mail_parts` says how that text is written so that it makes good HTML too.
    """
    subject = " ".join(subject.split())
    account_url = absolute(reverse("wagtailadmin_account"))
    context = {"account_url": account_url, **context}
    text = render_to_string(f"{FOLDER}/{template}.txt", context).rstrip() + "\n"
    mail = EmailMultiAlternatives(
        settings.EMAIL_SUBJECT_PREFIX + subject,
        text,
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    body, signature = body_and_signature(text)
    shown = {"subject": subject, "parts": body, "signature": signature, "lang": get_language()}
    mail.attach_alternative(render_to_string(f"{FOLDER}/layout.html", shown), "text/html")
    return mail


def absolute(path: str) -> str:
    """Return the full address of a page of the admin."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
