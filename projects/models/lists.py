"""The lists that forms of the portfolio offer: terms and indicators, each list read once."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Model, Q

from projects.models.indicator import Indicator
from projects.models.vocabulary import Term


class OfferedLists:
    """The terms and indicators that one form offers, each list read once."""

    @cached_property
    def rows(self) -> dict[type[Model], list[Any]]:
        return {model: list(model.objects.all()) for model in (Term, Indicator)}

    @cached_property
    def limited(self) -> dict[Any, list[tuple[Any, str, bool]]]:
        """The key, the words and whether it is active of each row, by model and limits."""
        return {}

    def offer(self, field: forms.ModelChoiceField, limits: dict[str, Any], kept: set[Any]) -> None:
        """Offer what is active, and what the row already holds even if it no longer is.

        A term merged since the form was opened is accepted all the same.
        """
        model = field.queryset.model
        accepted = Q(active=True) | Q(pk__in=kept)
        if model is Term:
            accepted |= Q(merged_into__isnull=False)
        field.queryset = model.objects.filter(accepted, **limits)
        kind = (model, *limits.items())
        if kind not in self.limited:
            self.limited[kind] = [
                (row.pk, str(row), row.active)
                for row in self.rows[model]
                if all(getattr(row, name) == value for name, value in limits.items())
            ]
        offered = [(pk, said) for pk, said, active in self.limited[kind] if active or pk in kept]
        several = isinstance(field, forms.ModelMultipleChoiceField)
        field.choices = offered if several else [("", field.empty_label), *offered]


class SharedLists(forms.BaseModelForm):
    """A form whose lists are read once, whatever the number of rows below it."""

    def __init__(self, *args: Any, lists: OfferedLists | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists or OfferedLists()
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self.offer(name, field)
            elif isinstance(self.initial.get(name), Decimal):
                self.initial[name] = plain(self.initial[name])
        for formset in self.formsets.values():
            if issubclass(formset.form, SharedLists):
                formset.form_kwargs["lists"] = self.lists

    def clean(self) -> dict[str, Any]:
        """Take the terms that took over from those merged since the form was opened."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Term:
                cleaned[name] = in_force(cleaned.get(name))
        return cleaned

    def offer(self, name: str, field: forms.ModelChoiceField) -> None:
        column = self._meta.model._meta.get_field(name)
        if column.related_model in (Term, Indicator):
            kept = kept_keys(self.initial.get(name))
            self.lists.offer(field, column.get_limit_choices_to(), kept)


def kept_keys(value: Any) -> set[Any]:
    """Return the primary keys in the initial value of a field: of one row, several, or none."""
    if hasattr(value, "__iter__"):
        return {row.pk for row in value}
    return set() if value is None else {value}


def in_force(chosen: Any) -> Any:
    """Return the terms that are chosen, one or several, each by the one it was merged into."""
    if isinstance(chosen, Term):
        return chosen.merged_into or chosen
    return chosen and list(dict.fromkeys(map(in_force, chosen.select_related("merged_into"))))


def plain(value: Decimal) -> Decimal:
    """Return the number as people write it: 34 rather than 34.0000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
