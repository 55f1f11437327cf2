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
from projects.models.page_forms import OwnMediaFormMixin
from projects.models.vocabulary import Term

EDITORS = "projects.change_term"
"""Who keeps the vocabularies keeps the portfolio: the permission behind what authors do not see."""


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
            if isinstance(field, forms.ModelChoiceField):
                self.fill_choices(name, field)
            elif isinstance(self.initial.get(name), Decimal):
                self.initial[name] = plain(self.initial[name])
        for formset in self.formsets.values():
            if issubclass(formset.form, SharedLists):
                formset.form_kwargs["lists"] = self.lists

    def fill_choices(self, name: str, field: forms.ModelChoiceField) -> None:
        """Offer the terms; give choosers the row that was loaded with the sheet, not its key."""
        column = self._meta.model._meta.get_field(name)
        if column.related_model in (Term, Indicator):
            kept = kept_keys(self.initial.get(name))
            self.lists.offer(field, column.get_limit_choices_to(), kept)
        elif column.is_cached(self.instance):
            self.initial[name] = getattr(self.instance, name)


class CaseStudyForm(OwnMediaFormMixin, SharedLists, WagtailAdminPageForm):
    """The sheet as its author fills it in: nothing is demanded before it is sent for review."""

    class Media:
        css = {"all": ["portfolio/admin/authoring.css"]}
        js = ["portfolio/admin/authoring.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["maxlength"] = self.instance.TITLE_LENGTH
        if not self.instance.is_compiled and not self.is_editors:
            kind = self.fields["sheet_kind"]
            kind.choices = [choice for choice in kind.choices if choice[0] != SheetKind.COMPILED]

    @property
    def is_editors(self) -> bool:
        return bool(self.for_user and self.for_user.has_perm(EDITORS))

    @property
    def follows_title(self) -> bool:
        """Tell whether the address is nobody's choice yet: authors do not see it."""
        return "slug" not in self.fields and not self.instance.first_published_at

    def clean(self) -> dict[str, Any]:
        """Check the title and, until the first publication, let the address follow it."""
        cleaned = super().clean()
        title = cleaned.get("title", "")
        if title and not slugify(title):
            self.add_error("title", _("Write the title in words."))
        elif "title" in self.changed_data and self.follows_title:
            self.instance.slug = ""  # Wagtail makes a free one from the title
        return cleaned


def kept_keys(value: Any) -> set[Any]:
    """Return the primary keys in the initial value of a field: of one row, several, or none."""
    if hasattr(value, "__iter__"):
        return {row.pk for row in value}
    return set() if value is None else {value}


def plain(value: Decimal) -> Decimal:
    """Return the number as people write it: 34 rather than 34.0000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
