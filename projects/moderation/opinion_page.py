"""What a secret link opens: one version of a case to read, and a short form to answer."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from projects.models import OpinionLink
from projects.models.opinion_link import Opinion, judge
from projects.moderation.opinions import answer

GONE, NOT_FOUND = 410, 404


class OpinionForm(forms.Form):
    """An opinion; what is to change has to be said."""

    opinion = forms.ChoiceField(
        label=_("Do you agree with this sheet?"),
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two answers.")},
    )
    comment = forms.CharField(
        label=_("Comment"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("If the sheet is to change, say what."),
    )
    answered_as = forms.CharField(
        label=_("Your name or your role (optional)"),
        max_length=80,
        required=False,
        help_text=_("So that whoever prepares the sheet knows who answered."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("opinion") == Opinion.TO_CHANGE and not cleaned.get("comment", True):
            self.add_error("comment", _("Say what is to change: your answer is not sent yet."))
        return cleaned


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, token: str) -> HttpResponse:
    """Show the version that a link is about, and keep its answer once. Needs no session."""
    link = OpinionLink.objects.of_token(token)
    if link is None or not judge(link.case, [link])[0].is_open:
        response = render(request, "projects/opinion/gone.html", status=GONE if link else NOT_FOUND)
    elif link.opinion:
        response = again(request) if request.method == "POST" else show(request, link, None)
    else:
        response = question(request, link)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.setdefault("Referrer-Policy", "no-referrer")
    return response


def question(request: HttpRequest, link: OpinionLink) -> HttpResponse:
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer(link, **form.cleaned_data)
        return again(request)
    response = show(request, link, form)
    # Told « no-referrer », browsers post without an origin, which the protection against forged
    # requests refuses. This one tells the site's name, never the address, to anybody.
    response["Referrer-Policy"] = "strict-origin"
    return response


def again(request: HttpRequest) -> HttpResponse:
    return redirect(request.path)


def show(request: HttpRequest, link: OpinionLink, form: OpinionForm | None) -> HttpResponse:
    """Show a version as its preview does: without what is made of the one that is online."""
    case = link.revision.as_object()
    request.is_preview = True
    context = {**case.get_context(request), "asked": link, "form": form}
    return render(request, "projects/opinion/case.html", context)
