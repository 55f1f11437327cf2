"""The admin of vocabularies and indicators, for editors."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from projects.models import Indicator, ReturnPhrase, SynonymSet, Term
from projects.search.planner import LONGEST_QUERY

EXPRESSION = "expression"
"""What addresses call the first expression of a new set of synonyms."""
OFFERED = BooleanColumn("active", label=_("Offered"), sort_key="active")


class NeverDeleted(ModelPermissionPolicy):
    """Rows are withdrawn instead, for superusers too: Wagtail opens no draft that names a
    protected row which is gone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


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
    list_display = ("label", "vocabulary", "order", OFFERED)
    list_filter = ("vocabulary", "active")
    panels = (
        *(FieldPanel("vocabulary"), FieldPanel("code"), FieldPanel("label")),
        *(FieldPanel("definition"), FieldPanel("aliases")),
        *(FieldPanel("order"), FieldPanel("active")),
    )


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
        *(TermViewSet("terms"), IndicatorViewSet("indicators"), SynonymViewSet("synonyms")),
        ReturnPhraseViewSet("return_phrases"),
    )
