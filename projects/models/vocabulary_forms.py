"""The forms by which editors keep vocabularies and indicators."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

CODE_IS_FINAL = _("Addresses, exports and past sheets rely on it: it no longer changes.")
READING_IS_FINAL = _("Measures use it: another value would falsify figures already published.")
LEADS_ELSEWHERE = _("It is merged into another term: separate it first.")


class LinesField(forms.CharField):
    """A list of texts, typed one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class TermForm(WagtailAdminModelForm):
    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_("One a line: other words by which people search for the same thing."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            freeze(self, ("vocabulary", "code"), CODE_IS_FINAL)
        if self.instance.merged_into_id:
            freeze(self, ("active",), LEADS_ELSEWHERE)

    def clean(self) -> dict[str, Any]:
        """Put a new term last in its vocabulary, unless told where."""
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk is None and not cleaned.get("order"):
            terms = self._meta.model.objects.filter(vocabulary=cleaned.get("vocabulary"))
            cleaned["order"] = (terms.aggregate(last=models.Max("order"))["last"] or 0) + 1
        return cleaned


class IndicatorForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        methods = self.fields["advised_method"]
        held = models.Q(pk=self.instance.advised_method_id)
        methods.queryset = methods.queryset.filter(models.Q(active=True) | held)
        if self.instance.pk:
            freeze(self, ("code",), CODE_IS_FINAL)
            if self.instance.measures.exists():
                freeze(self, ("unit", "direction", "scale"), READING_IS_FINAL)


def freeze(form: forms.BaseForm, names: Iterable[str], reason: Any) -> None:
    """Show some fields without letting them change, and say why."""
    for name in names:
        form.fields[name].disabled = True
        form.fields[name].help_text = reason
