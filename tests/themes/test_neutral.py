"""The neutral theme is lawful for anyone: it holds nothing of the State's design system."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.skipif(settings.THEME != "neutral", reason="of the neutral theme")

OF_THE_STATE = re.compile(r"dsfr|marianne|data-fr-|class=\"(?:[^\"]* )?fr-|\.fr-", re.IGNORECASE)


def test_no_page_and_none_of_its_files_holds_anything_of_the_state(pages, files_of):
    files = set().union(*(files_of(html) for html in pages.values()))
    assert {"neutral.css", "site.css"} <= {file.name for file in files}
    texts = pages | {file.name: file.read_text() for file in files}
    assert [name for name, text in texts.items() if OF_THE_STATE.search(text)] == []


def test_nothing_of_the_state_is_installed_or_served():
    assert not {"dsfr", "portfolio.dsfr"} & {app.name for app in apps.get_app_configs()}
    served = [path for finder in finders.get_finders() for path, _ in finder.list([])]
    assert [path for path in served if re.search("dsfr|marianne", path, re.IGNORECASE)] == []
