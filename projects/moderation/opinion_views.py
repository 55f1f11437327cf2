"""The secret links of a case, in the admin: who is asked, what was answered, and a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin.widgets import Button
from wagtail.models import Page

from projects.models import CaseStudyPage
from projects.models.opinion_link import DAYS, MOST_DAYS, judge
from projects.moderation.case_screen import CaseScreen
from projects.moderation.opinions import (
    MOST_A_DAY,
    ask,
    has_asked_enough,
    is_in_work,
    may_ask,
    send_link,
    withdraw,
)


class OpinionLinkForm(forms.Form):
    """Who is asked for an opinion, and for how long."""

    recipient = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=80,
        help_text=gettext_lazy("A role rather than a name. Example: “Head of the reception”."),
    )
    message = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Shown above the sheet: what you would like to be checked."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days during which the link works"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=DAYS,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy(
            "If you give one, the site mails the link and the message there. It is not kept."
        ),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        if has_asked_enough(self.person):
            said = _("You have made %(count)s links in a day: make the next one tomorrow.")
            raise forms.ValidationError(said % {"count": MOST_A_DAY})
        return super().clean()


def case_for(request: HttpRequest, case_id: int) -> CaseStudyPage:
    """Return a case that this person writes or reviews. Raises PermissionDenied, or Http404."""
    case = get_object_or_404(CaseStudyPage, pk=case_id)
    if not may_ask(case, request.user):
        raise PermissionDenied
    return case


class OpinionsView(CaseScreen):
    """The links of a case and their answers; the address of a new one is shown this once."""

    form_class = OpinionLinkForm
    template_name = "projects/moderation/opinions.html"
    page_title = gettext_lazy("Opinions by secret link")
    header_icon = "link"

    def find_case(self) -> CaseStudyPage:
        return case_for(self.request, self.kwargs["case_id"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_in_work(self.case):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.request.user}

    def form_valid(self, form: OpinionLinkForm) -> HttpResponse:
        """Show the address in this answer, not after a redirect, which would have to keep it."""
        asked = dict(form.cleaned_data)
        address = asked.pop("email")
        link, url = ask(self.case, self.request.user, **asked)
        is_sent = bool(address) and send_link(link, url, address)
        if address and not is_sent:
            said = _("The link is ready, but the mail could not be sent: send it yourself.")
            messages.warning(self.request, said)
        new_form = OpinionLinkForm(person=self.request.user)
        context = {"form": new_form, "new_link": link, "new_url": url, "is_sent": is_sent}
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = self.case.opinion_links.select_related("asked_by").order_by("-asked_at", "-pk")
        return {
            **super().get_context_data(**kwargs),
            "is_in_work": is_in_work(self.case),
            "links": judge(self.case, links),
        }


opinions = never_cache(OpinionsView.as_view())


@require_POST
def withdraw_link(request: HttpRequest, case_id: int, link_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    link = get_object_or_404(case.opinion_links.select_related("revision"), pk=link_id)
    withdraw(link, request.user)
    said = _("The link for “%(recipient)s” no longer works.") % {"recipient": link.recipient}
    messages.success(request, said)
    return redirect("case_opinions", case.pk)


def opinions_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Offer the links beside the other actions on a case in work, or that has some."""
    if not isinstance(page, CaseStudyPage) or not may_ask(page, user):
        return
    if is_in_work(page) or page.opinion_links.exists():
        address = reverse("case_opinions", args=[page.pk])
        yield Button(_("Opinions by secret link"), url=address, icon_name="link", priority=14)


def urls() -> list[URLPattern]:
    return [
        path("avis/<int:case_id>/", opinions, name="case_opinions"),
        path(
            "avis/<int:case_id>/retirer/<int:link_id>/", withdraw_link, name="withdraw_opinion_link"
        ),
    ]
