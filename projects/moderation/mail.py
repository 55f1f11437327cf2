"""Mails of the site: plain text, and the same sentences as HTML."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from projects.moderation.mail_parts import body_and_signature

logger = logging.getLogger(__name__)

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


def deliver(mail: EmailMessage, template: str) -> bool:
    """Send a mail; tell whether it left. A mail server that fails breaks nothing else."""
    try:
        mail.send()
    except (OSError, ValueError) as error:
        # Neither the address nor the server's answer, which repeats it, belongs in a log.
        logger.warning("Mail %s not sent: %s", template, type(error).__name__)
        return False
    return True


def absolute(path: str) -> str:
    """Return the full address of a page of the admin."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
