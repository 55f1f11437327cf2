"""The admin of vocabularies and indicators, for editors."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from projects.columns import NamedColumn
from projects.keeping import views
from projects.keeping.listings import KeywordFilters, KeywordIndexView, StateColumn, TermIndexView
from projects.models import Indicator, Keyword, ReturnPhrase, SynonymSet, Term
from projects.models.case_form import EDITORS
from projects.search.planner import LONGEST_QUERY

EXPRESSION = "expression"
"""What addresses call the first expression of a new set of synonyms."""
OFFERED = BooleanColumn("active", label=_("Offered"), sort_key="active")


class NeverDeleted(ModelPermissionPolicy):
    """Rows are withdrawn instead, for superusers too: Wagtail opens no draft that names a
    protected row which is gone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class KeptByEditors(ModelPermissionPolicy):
    """Tags come from the sheets; whoever keeps the vocabularies keeps them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and user.is_active and user.has_perm(EDITORS)


class ReferenceViewSet(ModelViewSet):
    """What editors keep and authors choose from."""

    list_per_page = 50
    search_fields: tuple[str, ...] = ("label", "code", "definition")
    copy_view_enabled = False
    icon = "list-ul"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Wagtail's index of references ignores many-to-many: it would call a theme unused.
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_permissions_to_register(self) -> QuerySet:
        return super().get_permissions_to_register().exclude(codename__startswith="delete_")


class TermViewSet(ReferenceViewSet):
    model = Term
    index_view_class = TermIndexView
    reorder_view_class = views.MoveTermView
    sort_order_field = "order"
    list_display = ("label", "vocabulary", Column("state", label=_("State")))
    list_filter = ("vocabulary", "active")
    panels = (
        *(FieldPanel("vocabulary"), FieldPanel("code"), FieldPanel("label")),
        *(FieldPanel("definition"), FieldPanel("aliases")),
        *(FieldPanel("order"), FieldPanel("active")),
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(merge_url_name=self.get_url_name("merge"), **kwargs)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # The form puts a new term last in its vocabulary; Wagtail would, of all vocabularies.
        return super().get_add_view_kwargs(**kwargs) | {"sort_order_field": None}

    def get_urlpatterns(self) -> list[Any]:
        merge = self.construct_view(
            views.MergeTermView, separate_url_name=self.get_url_name("separate")
        )
        separate = self.construct_view(views.SeparateTermView)
        return [
            *super().get_urlpatterns(),
            path("merge/<int:pk>/", merge, name="merge"),
            path("separate/<int:pk>/", separate, name="separate"),
        ]


class KeywordViewSet(ModelViewSet):
    """The tags that cases have, and what editors make of them."""

    model = Keyword
    icon = "tag"
    list_per_page = 50
    ordering = "name"
    index_view_class = KeywordIndexView
    delete_view_class = views.DeleteKeywordView
    copy_view_enabled = False
    form_fields = ("name",)
    search_fields = ("name", "key")
    filterset_class = KeywordFilters
    list_display = (
        "name",
        NamedColumn("live_cases", label=_("Cases online"), sort_key="live_cases"),
        NamedColumn("draft_cases", label=_("Drafts")),
        StateColumn("kept", label=_("State"), sort_key="kept"),
    )

    changes = {
        "edit": views.RenameKeywordView,
        "merge": views.MergeKeywordView,
        "adopt": views.AdoptKeywordView,
        "keep": views.KeepKeywordView,
    }
    """What an editor may do of a tag, by the name of its address."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_permissions_to_register(self) -> QuerySet:
        return super().get_permissions_to_register().none()

    def get_urlpatterns(self) -> list[Any]:
        ours = [
            path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
            for name, view in self.changes.items()
        ]
        return [each for each in super().get_urlpatterns() if each.name not in self.changes] + ours


class IndicatorViewSet(ReferenceViewSet):
    model = Indicator
    list_display = ("label", "unit", "order", OFFERED)
    list_filter = ("direction", "scale", "active")
    icon = "order"
    panels = (
        *(FieldPanel("code"), FieldPanel("label"), FieldPanel("definition")),
        MultiFieldPanel(
            ["unit", "direction", "scale", "sampled", "threshold"],
            heading=_("How its figures are read"),
        ),
        *(FieldPanel("advised_method"), FieldPanel("order"), FieldPanel("active")),
    )


class SynonymCreateView(CreateView):
    """A new set of synonyms; the address may name a first expression."""

    def get_initial(self) -> dict[str, Any]:
        expression = self.request.GET.get(EXPRESSION, "")[:LONGEST_QUERY]
        return {**super().get_initial(), **({"expressions": [expression]} if expression else {})}


class SynonymViewSet(ReferenceViewSet):
    model = SynonymSet
    add_view_class = SynonymCreateView
    list_display = ("__str__", BooleanColumn("active", label=_("In use"), sort_key="active"))
    list_filter = ("active",)
    search_fields = ("code", "expressions", "narrower")
    icon = "search"
    panels = tuple(FieldPanel(name) for name in ("expressions", "narrower", "active"))


class ReturnPhraseViewSet(ReferenceViewSet):
    model = ReturnPhrase
    list_display = ("text", "order", OFFERED)
    list_filter = ("active",)
    search_fields = ("text",)
    icon = "openquote"
    panels = tuple(FieldPanel(name) for name in ("text", "order", "active"))


class VocabularyGroup(ModelViewSetGroup):
    menu_label = _("Vocabularies")
    menu_icon = "list-ul"
    menu_order = 500
    items = (
        TermViewSet("terms"),
        KeywordViewSet("keywords"),
        IndicatorViewSet("indicators"),
        SynonymViewSet("synonyms"),
        ReturnPhraseViewSet("return_phrases"),
    )
