"""What is asked, and what is answered."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.models import LabPage

ACCEPT, REFUSE = "accept", "refuse"
NO_COMMENT = _("Say why in a comment: the request is still waiting.")


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why must this sheet be withdrawn?"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For the editors and the history of the sheet. It is never made public."),
    )


class ClaimForm(forms.Form):
    lab = forms.ModelChoiceField(
        LabPage.objects.none(), label=_("For which lab?"), empty_label=None
    )
    reason = forms.CharField(
        label=_("Message to the editors"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What ties your service to this project."),
    )

    def __init__(self, *args: Any, labs: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lab"].queryset = labs


class AnswerForm(forms.Form):
    """An answer in a comment, demanded by a refusal; the two buttons say which it is."""

    comment = forms.CharField(
        label=_("Comment to who asked"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        help_text=_("Demanded if you refuse."),
    )
    decision = forms.ChoiceField(
        choices=[(ACCEPT, ACCEPT), (REFUSE, REFUSE)], widget=forms.HiddenInput
    )

    @property
    def is_refusal(self) -> bool:
        return self.cleaned_data.get("decision") == REFUSE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_refusal and not cleaned.get("comment"):
            self.add_error("comment", NO_COMMENT)
        return cleaned


class HandOverForm(AnswerForm):
    lab = forms.ModelChoiceField(
        LabPage.objects.order_by("title"),
        label=_("Lab that takes the sheet over"),
        empty_label=None,
    )

    field_order = ("lab", "comment")
