"""Settings that the domain needs, changed by administrators."""

from django.contrib.auth.models import Group
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="folder-open-inverse")
class PortfolioSettings(BaseGenericSetting):
    """How the portfolio is moderated."""

    second_reader = models.BooleanField(
        _("review by a second person"),
        default=True,
        help_text=_(
            "Nobody approves a sheet that they were the last to change. "
            "Turn this off only when one person keeps the site alone."
        ),
    )
    verification_months = models.PositiveSmallIntegerField(
        _("verify again after (months)"), default=18, validators=[MinValueValidator(1)]
    )
    review_days = models.PositiveSmallIntegerField(
        _("answer what is submitted within (days)"),
        default=10,
        help_text=_("Later, the queue of the reviewers says that the page is overdue."),
    )
    editors = models.ForeignKey(
        Group, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    lab_reviewers = models.ForeignKey(
        Group, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("moderation of the portfolio")
