"""Where a case is: communes and départements, from the bundled list."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.data.communes import population_band
from projects.folding import fold
from projects.querysets import CaseStudyQuerySet
from projects.tiles import TileMap

ABBREVIATIONS = {"st": "saint", "ste": "sainte"}


class PlaceQuerySet(models.QuerySet):
    model: type[Any]

    def current(self) -> Self:
        """The places that still exist; only old cases know the others."""
        return self.filter(active=True)

    def search(self, text: str) -> Self:
        """The places in whose name or code every word typed begins a word.

        « st naz » finds Saint-Nazaire, « mans » Le Mans, « lezoux 63 » and « 63195 » Lezoux.
        The very name comes first, then what is largest or, failing that, first in the code.
        """
        words, found = fold(text).split(), self
        for word in words:
            found = found.filter(_begins(word) | _begins(ABBREVIATIONS.get(word, word)))
        name = " ".join(ABBREVIATIONS.get(word, word) for word in words)
        is_the_name = models.Case(models.When(plain_name=name, then=0), default=1)
        return found.order_by(is_the_name, *self.model.order_of_search)


def _begins(word: str) -> Q:
    name = Q(plain_name__startswith=word) | Q(plain_name__contains=f" {word}")
    return name | Q(code__startswith=word.upper())


class Place(models.Model):
    """A place of the official code. It is never deleted: drafts may name it."""

    name = models.CharField(_("name"), max_length=80)
    plain_name = models.CharField(max_length=80, editable=False, db_index=True)
    active = models.BooleanField(_("still exists"), default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True


class Departement(Place):
    """A département or an overseas collectivity, with its région."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    region_code = models.CharField(_("région code"), max_length=3, blank=True)
    region_name = models.CharField(_("région"), max_length=60, blank=True)

    order_of_search = ("code",)

    class Meta:
        verbose_name = _("département")
        verbose_name_plural = _("départements")
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def description(self) -> str:
        """Its name and its région: « Puy-de-Dôme (63) · Auvergne-Rhône-Alpes »."""
        return f"{self} · {self.region_name}"


class Commune(Place):
    """A commune, known by its INSEE code."""

    code = models.CharField(_("INSEE code"), max_length=5, primary_key=True)
    departement = models.ForeignKey(
        Departement, verbose_name=_("département"), on_delete=models.PROTECT, related_name="+"
    )
    population = models.PositiveIntegerField(_("inhabitants"), null=True)

    order_of_search = (models.F("population").desc(nulls_last=True), "code")

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ("name", "code")

    def __str__(self) -> str:
        return f"{self.name} ({self.departement_id})"

    @property
    def population_band(self) -> str:
        """The code, in the vocabulary of bands, of its number of inhabitants; "" if unknown."""
        return population_band(self.population)

    @property
    def description(self) -> str:
        """What tells it from its namesakes: « Lezoux (63) · Puy-de-Dôme · 6 430 hab. »."""
        parts = [str(self), self.departement.name]
        if self.population is not None:
            inhabitants = number_format(self.population, force_grouping=True)
            parts.append(gettext("%(number)s inhab.") % {"number": inhabitants})
        return " · ".join(parts)


def tile_map_of(cases: CaseStudyQuerySet) -> TileMap:
    """Return the map of these cases. Two queries, whatever their number."""
    return TileMap(list(Departement.objects.all()), cases.counts_by_departement())
