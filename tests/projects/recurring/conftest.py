"""The people and pages of the moderation tests, and the clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.projects.moderation.conftest import (  # noqa: F401
    case,
    mails,
    people,
    published,
    site,
    submitted,
)

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def clock(monkeypatch):
    """Set the time of the site's clock: `clock(2030, 1, 7, 8)`."""

    def set_to(*parts):
        moment = datetime(*parts, tzinfo=PARIS)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_to
