"""The lists of the admin in a real browser: accessible, and whole on a phone."""

from typing import Any

import pytest

from projects.models import CaseStudyPage
from tests.e2e import people
from tests.e2e.accessibility import violations
from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.admin]

AUTHOR, EDITOR = "dominique", "elise"
SCREENS = [
    (AUTHOR, "/admin/"),
    (AUTHOR, "/admin/suivi/"),
    (AUTHOR, "/admin/suivi/?state=2"),
    (EDITOR, "/admin/suivi/?ordering=state"),
    (EDITOR, "/admin/rapports/fiches/?completeness=full"),
    (EDITOR, "/admin/rapports/photos/"),
    (AUTHOR, "/admin/co-auteurs/{case}/"),
]


@pytest.mark.parametrize(("viewport", "width"), [(DESKTOP, 1280), (PHONE, 360)])
def test_lists_are_accessible_and_fit(
    new_person: type, viewport: dict[str, int], width: int
) -> None:
    case = CaseStudyPage.objects.get(slug="pre-accueil-remplace-la-file-unique")
    windows: dict[str, Any] = {}
    for person, address in SCREENS:
        if person not in windows:
            windows[person] = new_person(viewport)
            people.sign_in(windows[person], person)
        window = windows[person]
        response = window.goto(address.format(case=case.pk))
        assert response.status == 200, address
        assert window.evaluate("document.documentElement.scrollWidth") <= width, address
        assert violations(window) == "", address
