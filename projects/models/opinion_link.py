"""The opinion of somebody without an account on one version of a case, asked by a secret link."""

import json
import secrets
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from projects.models.case_study import CaseStudyPage
from projects.models.edits import what_it_says

DAYS, MOST_DAYS = 14, 60
"""How long a link works unless its author says otherwise, and at most."""
KEPT = timedelta(days=365)
"""How long a link is kept, with its answer, once it has ended."""


class Opinion(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    TO_CHANGE = "to-change", _("To change")


class LinkState(models.TextChoices):
    """Whether a link works, and what ended it."""

    OPEN = "open", _("open")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")
    VOID = "void", _("void: the sheet has changed or gone online since")


class OpinionLinkQuerySet(models.QuerySet["OpinionLink"]):
    def of_token(self, token: str) -> "OpinionLink | None":
        return self.filter(token_hash=hashed(token)).select_related("revision", "asked_by").first()

    def since(self, delay: timedelta) -> Self:
        return self.filter(asked_at__gt=timezone.now() - delay)

    def forget_old(self) -> int:
        """Delete the links that ended a year ago. Returns how many there were."""
        limit = timezone.now() - KEPT
        return self.filter(Q(expires_at__lt=limit) | Q(withdrawn_at__lt=limit)).delete()[0]


class OpinionLink(models.Model):
    """A question about one version of a case, and its answer. Holds no address, nor the token."""

    case = models.ForeignKey(CaseStudyPage, on_delete=models.CASCADE, related_name="opinion_links")
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    fingerprint = models.CharField(max_length=64, editable=False)
    """Of what the version said when the opinion was asked: a save may overwrite it in place."""
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    recipient = models.CharField(_("for whom"), max_length=80)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True)

    opinion = models.CharField(_("opinion"), max_length=9, choices=Opinion.choices, blank=True)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    answered_as = models.CharField(_("name or role"), max_length=80, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True)

    is_void: bool
    """Told by `judge`."""

    objects = OpinionLinkQuerySet.as_manager()

    # Not a use of the page: deleting the page must not warn of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("opinion asked by a link")
        verbose_name_plural = _("opinions asked by a link")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(opinion="", answered_at=None)
                | (~Q(opinion="") & Q(answered_at__isnull=False)),
                name="an_opinion_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(opinion=Opinion.TO_CHANGE) | ~Q(comment=""),
                name="an_opinion_to_change_says_what",
            ),
        )

    def __str__(self) -> str:
        return self.recipient

    @property
    def state(self) -> LinkState:
        """Whether the link works, and if not, why."""
        if self.withdrawn_at:
            return LinkState.WITHDRAWN
        if self.is_void:
            return LinkState.VOID
        return LinkState.EXPIRED if self.expires_at <= timezone.now() else LinkState.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == LinkState.OPEN


def new_token() -> str:
    """Return 256 random bits, as they are written in an address."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """Return what is kept of a token. It is too random to be tried out, hence no slow hash."""
    return sha256(token.encode()).hexdigest()


def fingerprint(content: dict[str, Any]) -> str:
    """Return the same sum for two versions of a case, and only for these, that say the same."""
    said = json.dumps(what_it_says(CaseStudyPage, content), sort_keys=True, default=plain_number)
    return sha256(said.encode()).hexdigest()


def plain_number(number: Decimal) -> str:
    """Write equal numbers alike: 1800.00 as 1800."""
    return f"{number.normalize():f}"


def judge(case: CaseStudyPage, links: Iterable[OpinionLink]) -> list[OpinionLink]:
    """Return links of a case, told whether they are void. One query, however many there are.

    A link is void once a later version says something else, or its version is public.
    """
    links = list(links)
    bound = [link.revision_id for link in links if link.revision_id]
    later = case.revisions.filter(pk__gte=min(bound)) if bound else case.revisions.none()
    contents = later.order_by().values_list("pk", "content").iterator(chunk_size=20)
    versions = [(pk, fingerprint(content)) for pk, content in contents]
    online = (case.live and case.live_revision_id) or 0
    for link in links:
        since = [said for pk, said in versions if link.revision_id and pk >= link.revision_id]
        is_changed = not since or any(said != link.fingerprint for said in since)
        link.is_void = is_changed or online >= link.revision_id
    return links
