"""Plain mails of the site."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def write_mail(template: str, subject: str, to: str, context: dict[str, Any]) -> EmailMessage:
    """Write a mail to one person from `projects/moderation/mail/<template>.txt`."""
    return EmailMessage(
        settings.EMAIL_SUBJECT_PREFIX + " ".join(subject.split()),
        render_to_string(f"projects/moderation/mail/{template}.txt", context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )


def absolute(path: str) -> str:
    """Return the full address of a page of the admin."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
