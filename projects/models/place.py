"""Where a case is: communes and départements, from the bundled list."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Departement(models.Model):
    """A département or an overseas collectivity, with its région."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    region_code = models.CharField(_("région code"), max_length=3, blank=True)
    region_name = models.CharField(_("région"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("département")
        verbose_name_plural = _("départements")
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Commune(models.Model):
    """A commune, known by its INSEE code."""

    code = models.CharField(_("INSEE code"), max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    plain_name = models.CharField(
        max_length=80, editable=False, db_index=True, help_text="without accents, in lower case"
    )
    departement = models.ForeignKey(
        Departement, verbose_name=_("département"), on_delete=models.PROTECT, related_name="+"
    )
    population = models.PositiveIntegerField(_("inhabitants"), null=True)

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ("name", "code")

    def __str__(self) -> str:
        return f"{self.name} ({self.departement_id})"
