"""The form of a case study, and what the forms of its rows share with it."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from projects.choices import SheetKind
from projects.models.indicator import Indicator
from projects.models.review import EDITORS
from projects.models.vocabulary import Term


class OfferedLists:
    """The terms and indicators that one form offers, each list read once."""

    @cached_property
    def rows(self) -> dict[type[Model], list[Any]]:
        return {model: list(model.objects.all()) for model in (Term, Indicator)}

    def offer(self, field: forms.ModelChoiceField, limits: dict[str, Any], kept: set[Any]) -> None:
        """Offer what is active, and what the row already holds even if it no longer is."""
        model = field.queryset.model
        limits = {name: value for name, value in limits.items() if name != "active"}
        field.queryset = model.objects.filter(Q(active=True) | Q(pk__in=kept), **limits)
        offered = [
            (row.pk, str(row))
            for row in self.rows[model]
            if (row.active or row.pk in kept)
            and all(getattr(row, name) == value for name, value in limits.items())
        ]
        several = isinstance(field, forms.ModelMultipleChoiceField)
        field.choices = offered if several else [("", field.empty_label), *offered]


class SharedLists(forms.BaseModelForm):
    """A form whose lists are read once, whatever the number of rows below it."""

    def __init__(self, *args: Any, lists: OfferedLists | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists or OfferedLists()
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model in {
                Term,
                Indicator,
            }:
                limits = self._meta.model._meta.get_field(name).get_limit_choices_to()
                self.lists.offer(field, limits, kept_keys(self.initial.get(name)))
        for name, value in self.initial.items():
            if isinstance(value, Decimal):
                self.initial[name] = plain(value)
        for formset in self.formsets.values():
            if issubclass(formset.form, SharedLists):
                formset.form_kwargs["lists"] = self.lists


class CaseStudyForm(SharedLists, WagtailAdminPageForm):
    """The sheet as its author fills it in: nothing is demanded before it is sent for review."""

    class Media:
        css = {"all": ["portfolio/admin/authoring.css"]}
        js = ["portfolio/admin/authoring.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_compiled and not self.is_editors:
            kind = self.fields["sheet_kind"]
            kind.choices = [choice for choice in kind.choices if choice[0] != SheetKind.COMPILED]

    @property
    def is_editors(self) -> bool:
        return bool(self.for_user and self.for_user.has_perm(EDITORS))

    def clean(self) -> dict[str, Any]:
        """Check the title and, until the first publication, let the address follow it."""
        cleaned = super().clean()
        title = cleaned.get("title", "")
        if title and not slugify(title):
            self.add_error("title", _("Write the title in words."))
        elif "slug" not in self.fields and not self.instance.first_published_at:
            self.instance.slug = ""  # Wagtail makes a free one from the title
        return cleaned


def kept_keys(value: Any) -> set[Any]:
    """Return the primary keys in the initial value of a field: of one row, several, or none."""
    rows = value if isinstance(value, list) else [value]
    return {getattr(row, "pk", row) for row in rows if row is not None}


def plain(value: Decimal) -> Decimal:
    """Return the number as people write it: 34 rather than 34.0000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
