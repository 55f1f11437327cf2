"""The kinds of panels that the forms of the portfolio are made of."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from projects.models.case_form import EDITORS
from projects.models.lists import SharedLists


def for_editors(*fields: str) -> list[FieldPanel]:
    """Fields that authors do not see, and cannot change."""
    return [FieldPanel(field, permission=EDITORS) for field in fields]


def apart() -> ObjectList:
    """What Wagtail shows outside the tabs: the schedule, for editors, and the comments."""
    schedule = PublishingPanel(permission=EDITORS)
    for field in schedule.children:
        field.permission = EDITORS
    return ObjectList([schedule, CommentPanel()])


def search_engines() -> MultiFieldPanel:
    """The address of the page and what search engines show of it, which are the editors' affair."""
    address = FieldPanel(
        "slug",
        permission=EDITORS,
        heading=_("Address of the page"),
        help_text=_("The end of its address on the site. The old one goes on leading here."),
    )
    return MultiFieldPanel(
        [address, *for_editors("seo_title", "search_description")],
        heading=_("For search engines"),
    )


def checkboxes(field: str, **options: Any) -> FieldPanel:
    """Several answers, each a box to tick, all of them in sight."""
    widget = CheckboxSelectMultiple(attrs={"class": "aa-choices"})
    return FieldPanel(field, widget=widget, **options)


def beside(*fields: str | Any, **options: Any) -> FieldRowPanel:
    """Short fields set side by side where the screen is wide enough."""
    return FieldRowPanel(list(fields), classname="aa-beside", **options)


class Title(TitleFieldPanel):
    """A title that the address follows as it is typed, for those who see the address."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            return super().get_attrs() if "slug" in self.form.fields else {}


class Tabs(TabbedInterface):
    """The form of a page in tabs. Only editors plan when a page goes live."""

    # Not kept: Wagtail's checks ask for it before the choosers of places are registered.
    def get_form_class(self) -> Any:
        form_class = super().get_form_class()
        return type(form_class)(form_class.__name__, (ScheduleIfInForm, form_class), {})


class ScheduleIfInForm:
    """Offer the schedule to those whose form holds it, where Wagtail offers it to all."""

    @property
    def show_schedule_publishing_toggle(self) -> bool:
        return "go_live_at" in self.fields


class Tab(ObjectList):
    """One tab, whose address does not change with its heading or with the language."""

    def __init__(self, *args: Any, name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "name": self.name}

    @property
    def clean_name(self) -> str:
        return self.name


class Question(MultiFieldPanel):
    """One question answered in several fields, its help above them."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "projects/admin/question.html"


class Folded(MultiFieldPanel):
    """Fields that most authors leave alone: closed, unless one of them has to be mended."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "projects/admin/folded.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.summary, self.heading = self.heading, ""

        @property
        def is_open(self) -> bool:
            wanted = self.panel.get_form_options()
            rows = (self.form.formsets[name] for name in wanted.get("formsets", ()))
            return any(name in self.form.errors for name in wanted.get("fields", ())) or any(
                formset.is_bound and not formset.is_valid() for formset in rows
            )


class Preset(FieldPanel):
    """A choice that starts with an answer: it is never empty, so it asks for nothing."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_required(self) -> bool:
            return False


class Rows(InlinePanel):
    """Rows of a page, whose lists of terms are read once for the whole form.

    `add` is what the button says: no language builds « Ajouter une mesure » from « mesure ».
    """

    def __init__(self, *args: Any, add: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add = add

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "add": self.add}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["form"] = type("RowForm", (SharedLists, rows["form"]), {})
        return options

    @cached_property
    def child_edit_handler(self) -> Any:
        """Return the panels of one row without comment buttons, which Wagtail ignores in rows."""
        return without_comments(super().child_edit_handler)

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "projects/admin/rows.html"


class PhotoRows(Rows):
    """Rows of photos, filled by dropping or choosing files too: `files` says which."""

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = files

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "files": self.files}

    class BoundPanel(Rows.BoundPanel):
        template_name = "projects/admin/photo_rows.html"

        @property
        def extensions(self) -> list[str]:
            return settings.WAGTAILIMAGES_EXTENSIONS

        @property
        def heaviest(self) -> int:
            return settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE


def without_comments(panel: Any) -> Any:
    panel.disable_comments = True
    for child in getattr(panel, "children", ()):
        without_comments(child)
    return panel
