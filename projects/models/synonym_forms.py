"""The form by which editors keep sets of synonyms."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from projects.models.vocabulary_forms import LinesField


class SynonymForm(WagtailAdminModelForm):
    expressions = LinesField(
        label=_("Expressions"),
        help_text=_("One a line, as people type them. Whichever is typed, all are looked for."),
    )
    narrower = LinesField(
        label=_("Also finds"),
        required=False,
        help_text=_(
            "One a line: what the expressions above also find, though not the other way round."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        together = [*cleaned.get("expressions", ()), *cleaned.get("narrower", ())]
        if len(together) < 2 and not self.errors:
            raise forms.ValidationError(
                _("Give at least two expressions: one alone has no synonym.")
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.code:
            self.instance.code = f"{slugify(self.instance.expressions[0])[:20]}-{uuid4()}"
        return super().save(commit)
