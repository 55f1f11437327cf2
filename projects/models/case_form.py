"""The forms of the portfolio's pages: nothing is demanded before a page is sent for review."""

from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from projects.choices import SheetKind
from projects.models.lists import SharedLists
from projects.models.page_forms import OwnMediaFormMixin

EDITORS = "projects.change_term"
"""Who keeps the vocabularies keeps the portfolio: the permission behind what authors do not see."""


class PortfolioPageForm(OwnMediaFormMixin, SharedLists, WagtailAdminPageForm):
    """The form of any page of the portfolio."""

    class Media:
        css = {"all": ["portfolio/admin/authoring.css"]}
        js = ["portfolio/admin/authoring.js"]

    @property
    def is_editors(self) -> bool:
        return bool(self.for_user and self.for_user.has_perm(EDITORS))


class CaseStudyForm(PortfolioPageForm):
    """The sheet as its author fills it in."""

    class Media:
        js = ["portfolio/admin/photos.js", "portfolio/admin/similar.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["maxlength"] = self.instance.TITLE_LENGTH
        for name in ("title", "summary"):
            self.fields[name].widget.attrs["data-aa-count"] = ""
        if self.parent_page:
            similar = reverse("similar_sheets", args=(self.parent_page.pk,))
            self.fields["title"].widget.attrs["data-aa-similar"] = similar
        if not self.instance.is_compiled and not self.is_editors:
            kind = self.fields["sheet_kind"]
            kind.choices = [choice for choice in kind.choices if choice[0] != SheetKind.COMPILED]

    @property
    def follows_title(self) -> bool:
        """Tell whether the address is nobody's choice yet: authors do not see it."""
        return "slug" not in self.fields and not self.instance.first_published_at

    def clean(self) -> dict[str, Any]:
        """Check the title and, until the first publication, let the address follow it."""
        cleaned = super().clean()
        title = cleaned.get("title", "")
        if title and not slugify(title):
            self.add_error("title", _("Write the title in words."))
        elif "title" in self.changed_data and self.follows_title:
            self.instance.slug = ""  # Wagtail makes a free one from the title
        return cleaned
