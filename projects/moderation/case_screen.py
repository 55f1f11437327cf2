"""What the screens of the admin that are about one case share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from projects.models import CaseStudyPage


class CaseScreen(WagtailAdminTemplateMixin, FormView):
    """What is told of a case, and a form; the trail leads back to the case."""

    def find_case(self) -> CaseStudyPage:
        """Return the case of the address. Raises PermissionDenied, or Http404."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = self.find_case()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit_url = reverse("wagtailadmin_pages:edit", args=(self.case.pk,))
        sheet = {"url": edit_url, "label": self.case.get_admin_display_title()}
        return [*super().get_breadcrumbs_items(), sheet, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "case": self.case}
