"""Mails that a timer sends: to whom, and what a failure means."""

import logging
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import QuerySet

from projects.models import LabPage, PortfolioSettings
from projects.moderation.mail import write_mail
from projects.recurring.subscriptions import unsubscribe_headers, unsubscribe_url

logger = logging.getLogger(__name__)


def write_regular_mail(
    template: str, subject: str, person: Any, choice: str, context: dict[str, Any]
) -> EmailMessage:
    """Write a mail that its reader may refuse; `choice` is a field of `MailPreferences`."""
    url = unsubscribe_url(person, choice)
    context = {**context, "unsubscribe_url": url}
    return write_mail(template, subject, person.email, context, unsubscribe_headers(url))


def deliver(mail: EmailMessage) -> bool:
    """Send a mail, or return False when its address is refused, which no other try would mend.

    Raises OSError when the mail server fails.
    """
    try:
        mail.send()
    except (SMTPRecipientsRefused, ValueError) as error:
        # Neither the address nor the server's answer, which repeats it, belongs in a log.
        logger.warning("A regular mail was refused: %s", type(error).__name__)
        return False
    return True


def reachable() -> QuerySet:
    """The open accounts that have an address, in a constant order."""
    return get_user_model().objects.filter(is_active=True).exclude(email="").order_by("pk")


def editors() -> QuerySet:
    return reachable().filter(groups=PortfolioSettings.load().editors_id)


def labs_by_author() -> dict[Any, list[LabPage]]:
    """Return who writes, each with their labs by name. Two queries."""
    labs = LabPage.objects.filter(author_group__isnull=False).order_by("title")
    by_group = {lab.author_group_id: lab for lab in labs}
    people = reachable().filter(groups__in=by_group).distinct().prefetch_related("groups")
    return {
        person: [by_group[group.pk] for group in person.groups.all() if group.pk in by_group]
        for person in people
    }
