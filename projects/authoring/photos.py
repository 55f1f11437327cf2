"""Photos sent from the form of a sheet, one request each, and what is then asked of each one."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.images.forms import get_image_form
from wagtail.images.utils import find_image_duplicates
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from projects.choices import People
from projects.completeness import is_description
from projects.models import LabPage, Photo

REFUSED = 422
"""The status of an answer that says what to mend: the request was understood, and is of no use."""


class PhotoTextsForm(forms.ModelForm):
    """What it takes to publish a photo. Everything may wait, nothing is presumed."""

    class Meta:
        model = Photo
        fields = (
            *("description", "credit", "licence", "people", "agreement_reference"),
            *("agreement_expires_on", "taken_on"),
        )
        widgets = {
            "description": forms.Textarea({"rows": 3}),
            "agreement_expires_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_description(self) -> str:
        description = self.cleaned_data["description"]
        if description and not is_description(description):
            raise ValidationError(
                _("Say what can be seen: a file name or “photo” describes nothing.")
            )
        return description


@require_POST
def send_photo(request: HttpRequest, lab_pk: int) -> HttpResponse:
    """Keep one photo in the collection of a lab, cleaned; return what a chooser shows of it.

    A picture that the lab already has is not kept twice: sending again after a lost answer is safe.
    """
    lab = get_object_or_404(LabPage, pk=lab_pk)
    policy = policy_registry.get_by_type(Photo)
    open_to_person = policy.collections_user_has_permission_for(request.user, "add")
    if lab.collection_id not in {collection.pk for collection in open_to_person}:
        raise PermissionDenied
    name = getattr(request.FILES.get("file"), "name", "")
    form = get_image_form(Photo, ("file", "title"))(
        {"title": Path(name).stem, "collection": lab.collection_id},
        request.FILES,
        instance=Photo(uploaded_by_user=request.user, collection=lab.collection),
        user=request.user,
    )
    if not form.is_valid():
        return JsonResponse({"error": first_error(form)}, status=REFUSED)
    photo = form.save()
    twins = find_image_duplicates(photo, request.user, policy).filter(collection=lab.collection)
    if twin := twins.first():
        photo.delete()
        photo = twin
    return JsonResponse(AdminImageChooser().get_value_data(photo), status=201)


@require_http_methods(["GET", "POST"])
def photo_texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the texts of a photo, or keep them."""
    photo = get_object_or_404(Photo, pk=pk)
    policy = policy_registry.get_by_type(Photo)
    if not policy.user_has_permission_for_instance(request.user, "change", photo):
        raise PermissionDenied
    form = PhotoTextsForm(request.POST or None, instance=photo, prefix="photo-texts")
    if form.is_valid():
        form.save()
        return HttpResponse(status=204)
    context = {
        "photo": photo,
        "form": form,
        "agreed": People.AGREED,
        "former": former_photo(photo),
        "rank": number(request.GET.get("rank")),
        "total": number(request.GET.get("total")),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "projects/admin/photo_texts.html", context, status=status)


def former_photo(photo: Photo) -> Photo | None:
    """Return the last photo of the same lab that says who made it and under what licence."""
    said = Photo.objects.filter(collection=photo.collection_id).exclude(pk=photo.pk)
    return said.exclude(credit="").exclude(licence="").order_by("-created_at", "-pk").first()


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1


def first_error(form: Any) -> str:
    return str(next(iter(form.errors.values()))[0])
