"""What an author does in the admin, in a line each."""

from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from projects.models import CaseStudyPage, LabPage

STEPS = nested_form_data(
    {"approach": streamfield([("text", rich_text("<p>Deux matinées dans la file.</p>"))])}
)

ONE_MEASURE = {
    "measures-TOTAL_FORMS": "1",
    "measures-0-ORDER": "1",
    "measures-0-own_scale": "ratio",
    "measures-0-status": "measured",
    "measures-0-further_readings-TOTAL_FORMS": "0",
    "measures-0-further_readings-INITIAL_FORMS": "0",
}
"""What the browser sends for a first measure before anything is typed in it."""


class Desk:
    """Opens forms as a browser does, changes some answers, sends everything back."""

    def __init__(self, client: Client, person: Any) -> None:
        self.client = client
        client.force_login(person)

    def new_sheet_url(self, lab: LabPage) -> str:
        return reverse("wagtailadmin_pages:add", args=("projects", "casestudypage", lab.pk))

    def sheet_url(self, sheet: CaseStudyPage) -> str:
        return reverse("wagtailadmin_pages:edit", args=(sheet.pk,))

    def read(self, url: str) -> str:
        response = self.client.get(url)
        assert response.status_code == 200
        return response.content.decode()

    def open(self, url: str) -> QueryDict:
        """Return the answers in the form at this address, as they would be sent back."""
        return self.answers_in(self.read(url))

    def answers_in(self, page: str) -> QueryDict:
        answers = querydict_from_html(page, form_id="page-edit-form")
        answers.update(STEPS)  # blocks are drawn by the browser: they are not in the page
        return answers

    def send(self, url: str, answers: QueryDict | None = None, **changed: Any) -> Any:
        answers = answers or self.open(url)
        for name, value in changed.items():
            answers.setlist(name, value if isinstance(value, list) else [value])
        return self.client.post(url, answers)

    def submit(self, url: str, **changed: Any) -> str:
        """Ask for a review and return the page that comes next."""
        response = self.send(url, **changed, **{"action-submit": "1"})
        return self.read(response.url)
