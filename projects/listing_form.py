"""What an address may ask of the list of cases."""

from collections.abc import Container, Iterable, Mapping

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from projects.search.facets import FACETS
from projects.search.orders import Order
from projects.search.planner import LONGEST_QUERY

LITERAL = "1"
WHOLE = "facette"
"""The parameter that names the facet to offer whole. No link keeps it."""


class View(TextChoices):
    """How the results are shown. The values are those of addresses."""

    CARDS = "fiches", _("Cards")
    TABLE = "tableau", _("Table")


class TypedWords(forms.CharField):
    """What somebody typed, cut to a length that is still a question."""

    def clean(self, value: str | None) -> str:
        return " ".join((value or "").replace("\0", " ")[:LONGEST_QUERY].split())


class KnownChoices(forms.Field):
    """The codes that exist among those asked for: an old address still works."""

    widget = forms.SelectMultiple  # reads every value of a parameter

    def __init__(self, codes: Container[str]) -> None:
        super().__init__(required=False)
        self.codes = codes

    def clean(self, value: Iterable[str] | None) -> list[str]:
        return [code for code in dict.fromkeys(value or ()) if code in self.codes]


class KnownChoice(forms.ChoiceField):
    """The choice asked for if there is such a one, else the usual one."""

    def clean(self, value: str | None) -> str:
        return value if self.valid_value(value) else self.initial


class ListingForm(forms.Form):
    """What can be asked of the list. Never invalid: what means nothing is left out.

    `codes` are those of the values that exist, by the name of their facet.
    """

    q = TypedWords(required=False)
    litteral = KnownChoice(choices=[(LITERAL, "")], initial="")
    ordre = KnownChoice(choices=Order.choices, initial="")
    vue = KnownChoice(choices=View.choices, initial=View.CARDS.value)
    facette = KnownChoice(choices=[(facet.name, "") for facet in FACETS], initial="")

    def __init__(self, params: QueryDict, codes: Mapping[str, Container[str]]) -> None:
        super().__init__(params)
        for name, known in codes.items():
            self.fields[name] = KnownChoices(known)
