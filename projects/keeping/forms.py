"""What editors choose when they merge, rename or adopt words."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.keeping.keywords import ADOPTING, check_free
from projects.models import Keyword, Term, Vocabulary
from projects.models.keyword import key_of


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Offer some rows in one of the fields of a form."""
    field: Any = form.fields[name]
    field.queryset = rows


class MergeTermForm(forms.Form):
    into = forms.ModelChoiceField(
        Term.objects.none(),
        label=_("Merge into"),
        help_text=_("Its terms are those of the same vocabulary that are still in use."),
    )

    def __init__(self, *args: Any, word: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Term.objects.of(Vocabulary(word.vocabulary)).active().exclude(pk=word.pk)
        offer(self, "into", others.filter(merged_into=None))


class MergeKeywordForm(forms.Form):
    into = forms.ModelChoiceField(
        Keyword.objects.none(),
        label=_("Merge into"),
        help_text=_("The tag that the cases will have instead."),
    )

    def __init__(self, *args: Any, word: Keyword, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "into", Keyword.objects.exclude(pk=word.pk))


class TermsByVocabulary(forms.models.ModelChoiceIterator):
    """The choices of terms, grouped by vocabulary."""

    def __iter__(self) -> Any:
        yield "", self.field.empty_label
        terms = list(self.queryset)
        for vocabulary in ADOPTING:
            held = [self.choice(term) for term in terms if term.vocabulary == vocabulary]
            if held:
                yield vocabulary.label, held


class TermsField(forms.ModelChoiceField):
    iterator = TermsByVocabulary


class AdoptForm(forms.Form):
    """Either a term that exists, or the vocabulary in which the tag becomes one."""

    term = TermsField(
        Term.objects.none(),
        label=_("An existing term"),
        required=False,
        help_text=_("The cases will have this term instead of the tag."),
    )
    vocabulary = forms.ChoiceField(
        label=_("Or a new term in"),
        required=False,
        choices=[("", "---------"), *((each.value, each.label) for each in ADOPTING)],
        help_text=_("The tag becomes the last term of this vocabulary, which authors are offered."),
    )

    def __init__(self, *args: Any, word: Keyword, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = Term.objects.active().filter(vocabulary__in=ADOPTING, merged_into=None)
        offer(self, "term", terms)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned["term"]) == bool(cleaned["vocabulary"]):
            raise forms.ValidationError(
                _("Choose either an existing term or a vocabulary, not both.")
            )
        return cleaned


class RenameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=Keyword._meta.get_field("name").max_length,
        help_text=_("The former name and address will lead to this tag."),
    )

    def __init__(self, *args: Any, word: Keyword, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word = word
        self.fields["name"].initial = word.name

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if "," in name or not key_of(name):
            raise forms.ValidationError(_("Write one tag, without comma."))
        check_free(self.word, name)
        return name
