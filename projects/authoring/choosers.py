"""Picking a place by its name, as people write it."""

from typing import Any

from django import forms
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from projects.models import Commune, Departement


class PlaceFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Name or code of the place"),
        help_text=_("The beginning is enough: “st naz” for Saint-Nazaire, “cote” for Côte-d'Or."),
        required=False,
    )

    def filter(self, objects: Any) -> Any:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.search(self.search_query)


class PlaceList(BaseChooseView):
    """The places found, described so that namesakes are told apart."""

    filter_form_class = PlaceFilterForm

    @property
    def title_column(self) -> Column:
        column = super().title_column
        column.label, column.accessor = _("Place"), "description"
        return column


class ChoosePlaceView(PlaceList, ChooseView):
    pass


class ChoosePlaceResultsView(PlaceList, ChooseResultsView):
    pass


class PlaceChooserViewSet(ChooserViewSet):
    """The modal where a place is picked; the list is the official one, so nothing is created."""

    icon = "site"
    per_page = 20
    choose_view_class = ChoosePlaceView
    choose_results_view_class = ChoosePlaceResultsView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class CommuneChooserViewSet(PlaceChooserViewSet):
    model = Commune
    choose_one_text = _("Choose a commune")
    choose_another_text = _("Choose another commune")

    def get_object_list(self) -> Any:
        return Commune.objects.current().select_related("departement")


class DepartementChooserViewSet(PlaceChooserViewSet):
    model = Departement
    choose_one_text = _("Choose a département")
    choose_another_text = _("Choose another département")

    def get_object_list(self) -> Any:
        return Departement.objects.current()
