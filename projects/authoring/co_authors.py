"""Letting a person of another lab write one case, and taking it back."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from projects.models import CaseStudyPage, CoAuthor
from projects.moderation.audit import CO_AUTHOR_ADDED, CO_AUTHOR_REMOVED
from projects.moderation.case_screen import CaseScreen
from projects.moderation.mail import absolute, deliver, write_mail


class CoAuthorForm(forms.Form):
    """One person among those of the other labs, under the names of their labs."""

    person = forms.ModelChoiceField(
        get_user_model().objects.none(), label=gettext_lazy("Add a co-author")
    )

    def __init__(self, *args: Any, case: CaseStudyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = candidates(case)
        field.choices = [("", _("Choose a person")), *by_lab(field.queryset)]


def candidates(case: CaseStudyPage) -> Any:
    """Return the active accounts that write for another lab, and may not write this case yet."""
    authors = get_user_model().objects.filter(is_active=True, groups__lab__isnull=False)
    return authors.exclude(groups__lab=case.lab).exclude(co_authored__case=case).distinct()


def by_lab(people: Any) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield each lab with its people; who writes for several comes under each."""
    lab = "groups__lab__title"
    names = "last_name", "first_name", "username"
    rows = people.order_by(lab, *names).values_list(lab, "pk", *names)
    for title, of_lab in groupby(rows, key=itemgetter(0)):
        yield (
            title,
            [(pk, f"{first} {last}".strip() or login) for _lab, pk, last, first, login in of_lab],
        )


@transaction.atomic
def add_co_author(case: CaseStudyPage, person: Any, actor: Any) -> None:
    """Let a person write a case, log who did it, and tell the person once it is committed."""
    _co_author, is_new = CoAuthor.objects.get_or_create(case=case, user=person)
    if not is_new:  # the button was pressed twice
        return
    tell(case, person, actor, "co_author_added", _("You write a sheet with %(lab)s"))
    log(instance=case, action=CO_AUTHOR_ADDED, user=actor, data={"person": name_of(person)})


@transaction.atomic
def remove_co_author(co_author: CoAuthor, actor: Any) -> None:
    """Take a case back from a person, log who did it, and tell the person once it is committed."""
    case, person = co_author.case, co_author.user
    co_author.delete()
    tell(case, person, actor, "co_author_removed", _("You no longer write a sheet of %(lab)s"))
    log(instance=case, action=CO_AUTHOR_REMOVED, user=actor, data={"person": name_of(person)})


def name_of(person: Any) -> str:
    return person.get_full_name() or person.get_username()


def tell(case: CaseStudyPage, person: Any, actor: Any, template: str, subject: str) -> None:
    if person.email and person != actor:
        context = {
            "person": person,
            "actor": name_of(actor),
            "title": case.draft_title,
            "lab": case.lab.title,
            "edit_url": absolute(reverse("wagtailadmin_pages:edit", args=(case.pk,))),
        }
        mail = write_mail(template, subject % context, person.email, context)
        transaction.on_commit(partial(deliver, mail, template))


def case_for(request: HttpRequest, case_id: int) -> CaseStudyPage:
    """Return a case whose co-authors this person chooses. Raises PermissionDenied, or Http404."""
    case = get_object_or_404(CaseStudyPage, pk=case_id)
    if not case.permissions_for_user(request.user).can_choose_co_authors():
        raise PermissionDenied
    return case


class CoAuthorsView(CaseScreen):
    """Who writes this case besides its lab: the list, and the form that adds one."""

    form_class = CoAuthorForm
    template_name = "projects/admin/co_authors.html"
    page_title = gettext_lazy("Co-authors")
    header_icon = "group"

    def find_case(self) -> CaseStudyPage:
        return case_for(self.request, self.kwargs["case_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "case": self.case}

    def get_success_url(self) -> str:
        return reverse("co_authors", args=(self.case.pk,))

    def form_valid(self, form: CoAuthorForm) -> HttpResponse:
        person = form.cleaned_data["person"]
        add_co_author(self.case, person, self.request.user)
        said = _("%(person)s may now write this sheet.") % {"person": name_of(person)}
        messages.success(self.request, said)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = self.case.co_authors.select_related("user").order_by("user__last_name", "pk")
        return {**super().get_context_data(**kwargs), "people": people}


@require_POST
def remove(request: HttpRequest, case_id: int, co_author_id: int) -> HttpResponse:
    """Remove a co-author of a case. One who is gone already is no error: the list says so."""
    case = case_for(request, case_id)
    co_author = case.co_authors.select_related("user").filter(pk=co_author_id).first()
    if co_author:
        remove_co_author(co_author, request.user)
        said = _("%(person)s no longer writes this sheet.") % {"person": name_of(co_author.user)}
        messages.success(request, said)
    return redirect("co_authors", case.pk)
