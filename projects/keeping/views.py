"""The screens on which editors merge, rename, adopt and order words."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import ReorderView
from wagtail.admin.views.generic.base import (
    BaseObjectMixin,
    BaseOperationView,
    WagtailAdminTemplateMixin,
)
from wagtail.admin.views.generic.models import DeleteView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from projects.keeping.forms import AdoptForm, MergeKeywordForm, MergeTermForm, RenameForm
from projects.keeping.keywords import (
    adopt_keyword,
    keep_keyword,
    merge_keywords,
    new_term,
    rename_keyword,
)
from projects.keeping.terms import (
    COMPUTED,
    MERGED_AT_ONCE,
    merge_terms,
    move_term,
    separate_term,
)
from projects.keeping.uses import Uses, uses_of
from projects.models import Vocabulary


class WordView(ABC, PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, FormView):
    """A screen that says what changing a word will change, and changes it when confirmed."""

    permission_required = "change"
    template_name = "projects/admin/change_word.html"
    index_url_name = ""
    header_icon = ""
    explanation: str | Promise = ""
    button: str | Promise = ""

    @cached_property
    def uses(self) -> Uses:
        return uses_of(self.object)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = capfirst(self.object._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": self.get_success_url(), "label": listing},
            {"url": "", "label": self.page_title, "sublabel": str(self.object)},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "word": self.object}

    def get_success_url(self) -> str:
        return reverse(self.index_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "object": self.object,
            "uses": self.uses,
            "at_once": MERGED_AT_ONCE,
            "explanation": self.explanation,
            "button": self.button,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            said = self.change(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect(self.get_success_url())

    @abstractmethod
    def change(self, chosen: dict[str, Any]) -> str:
        """Do what was confirmed, and return what to say of it. May raise ValidationError."""


def said_of(count: int, old: Any, new: Any) -> str:
    return ngettext(
        "“%(old)s” is now “%(new)s”: %(count)d case changed.",
        "“%(old)s” is now “%(new)s”: %(count)d cases changed.",
        count,
    ) % {"old": old, "new": new, "count": count}


class MergeTermView(WordView):
    form_class = MergeTermForm
    separate_url_name = ""
    page_title = gettext_lazy("Merge")
    button = gettext_lazy("Merge these terms")
    explanation = gettext_lazy(
        "The cases say the term chosen instead, at once, and drafts as soon as they are opened. "
        "Former addresses go on working. Nobody counts as having edited these sheets."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        term = self.object
        context = super().get_context_data(**kwargs)
        context["refusal"] = term.vocabulary in COMPUTED and _(
            "These bands are computed from figures: none can be merged."
        )
        if term.merged_into_id:
            context["separate_url"] = reverse(self.separate_url_name, args=[term.pk])
        return context

    def change(self, chosen: dict[str, Any]) -> str:
        count = merge_terms(self.object, chosen["into"], self.request.user)
        return said_of(count, self.object, chosen["into"])


class SeparateTermView(PermissionCheckedMixin, BaseOperationView):
    """Give a merged term back to authors."""

    permission_required = "change"
    index_url_name = ""

    def perform_operation(self) -> None:
        if self.object.merged_into_id:
            separate_term(self.object, self.request.user)

    def get_success_message(self) -> str:
        return _("“%(term)s” is a term of its own again.") % {"term": self.object}

    def get_success_url(self) -> str:
        return reverse(self.index_url_name)


class MoveTermView(ReorderView):
    """Put a term at its place in its own vocabulary."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        position = request.GET.get("position", "")
        term = self.get_queryset().filter(pk=kwargs["pk"]).first()
        if term is None:
            return JsonResponse({"success": False}, status=404)
        move_term(term, int(position) if position.isdecimal() else -1)
        return JsonResponse({"success": True})


class MergeKeywordView(WordView):
    form_class = MergeKeywordForm
    page_title = gettext_lazy("Merge")
    button = gettext_lazy("Merge these tags")
    explanation = gettext_lazy(
        "The cases have the tag chosen instead. The former name and address lead to it, "
        "also for authors who type it."
    )

    def change(self, chosen: dict[str, Any]) -> str:
        count = merge_keywords(self.object, chosen["into"], self.request.user)
        return said_of(count, self.object, chosen["into"])


class AdoptKeywordView(WordView):
    form_class = AdoptForm
    page_title = gettext_lazy("Make a term of it")
    button = gettext_lazy("Make a term of this tag")
    explanation = gettext_lazy(
        "The cases have the term instead of the tag. The address of the tag leads to the term, "
        "and so does its name for authors who type it."
    )

    @transaction.atomic
    def change(self, chosen: dict[str, Any]) -> str:
        term = chosen["term"] or new_term(self.object, Vocabulary(chosen["vocabulary"]))
        count = adopt_keyword(self.object, term, self.request.user)
        return said_of(count, self.object, term)


class RenameKeywordView(WordView):
    form_class = RenameForm
    page_title = gettext_lazy("Rename")
    button = gettext_lazy("Rename this tag")

    def change(self, chosen: dict[str, Any]) -> str:
        former = self.object.name
        rename_keyword(self.object, chosen["name"], self.request.user)
        names = {"old": former, "new": chosen["name"]}
        return _("“%(old)s” is now called “%(new)s”.") % names


class KeepKeywordView(PermissionCheckedMixin, BaseOperationView):
    """Note that an editor looked at a tag."""

    permission_required = "change"
    index_url_name = ""

    def perform_operation(self) -> None:
        keep_keyword(self.object)

    def get_success_message(self) -> str:
        return _("“%(tag)s” is kept.") % {"tag": self.object}

    def get_success_url(self) -> str:
        return self.next_url or reverse(self.index_url_name)


class DeleteKeywordView(DeleteView):
    """Delete a tag that no case has, online or in a draft."""

    template_name = "projects/admin/delete_keyword.html"

    @cached_property
    def uses(self) -> Uses:
        return uses_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "uses": self.uses}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.uses:
            return self.form_invalid(form)
        return super().form_valid(form)
