"""What the form of every page of the portfolio checks."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BlockField, StreamBlockValidationError
from wagtail.permissions import policy_registry

from projects.models.document import ResourceFile
from projects.models.photo import Photo

MEDIA = (Photo, ResourceFile)
FOREIGN_MEDIA = _("This file belongs to another lab: choose one of yours.")

Reference = tuple[type[models.Model], str]


class OwnMediaFormMixin(forms.BaseForm):
    """Refuse a photo or a document that its author may not choose.

    Choosers offer only what a person may choose, but nobody checks the identifier that a form
    posts. What the page held before stays accepted: an editor may have put it there.
    """

    for_user: Any

    def is_valid(self) -> bool:
        if super().is_valid() and self.for_user:
            self._refuse_foreign_media()
        return super().is_valid()

    def _refuse_foreign_media(self) -> None:
        fields = list(media_fields(self))
        held = {
            reference
            for form, name, field in fields
            for _place, reference in references(field, form.get_initial_for_field(field, name))
        }
        for form, name, field in fields:
            errors = {
                place: ValidationError(FOREIGN_MEDIA)
                for place, reference in references(field, form.cleaned_data.get(name))
                if reference not in held and not may_choose(self.for_user, reference)
            }
            if errors:
                in_blocks = isinstance(field, BlockField)
                form.add_error(name, StreamBlockValidationError(errors) if in_blocks else errors[0])


def media_fields(form: Any) -> Iterator[tuple[Any, str, forms.Field]]:
    """Find the fields of a page form, rows included, that may refer to a photo or a document."""
    for name, field in form.fields.items():
        queryset = getattr(field, "queryset", None)
        if isinstance(field, BlockField) or (queryset is not None and queryset.model in MEDIA):
            yield form, name, field
    for formset in form.formsets.values():
        for row in formset.forms:
            yield from media_fields(row)


def references(field: Any, value: Any) -> Iterator[tuple[int, Reference]]:
    """Find the media that a value refers to, each with the position of its block (or 0)."""
    if not isinstance(field, BlockField):
        if value:
            yield 0, (field.queryset.model, str(getattr(value, "pk", value)))
        return
    for place, block in enumerate(value or ()):
        for model, pk, *_paths in block.block.extract_references(block.value):
            if model in MEDIA:
                yield place, (model, pk)


def may_choose(user: Any, reference: Reference) -> bool:
    """Tell whether this person may choose this photo or document. One that is gone harms nobody."""
    model, pk = reference
    media = model._default_manager.filter(pk=pk).first()
    policy = policy_registry.get_by_type(model)
    return media is None or policy.user_has_permission_for_instance(user, "choose", media)
