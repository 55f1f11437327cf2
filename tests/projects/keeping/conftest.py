"""A house whose vocabulary two published cases and a draft share."""

from types import SimpleNamespace

import pytest

from projects.models import CaseStudyPage
from projects.provisioning import add_author, add_editor, provision_site
from tests.factories import (
    CaseStudyPageFactory,
    TermFactory,
    UserFactory,
    VocabularyPageFactory,
)
from tests.worlds import world


@world
def words(house):
    """The vocabulary page, two themes that say the same."""
    house.page = VocabularyPageFactory(parent=house.home)
    house.old = TermFactory(code="file", label="File d’attente", aliases=["queue"])
    house.new = TermFactory(code="attente", label="Attente")
    return house


@world
def people(words):
    provision_site()
    cast = SimpleNamespace(
        anonymous=None,
        author=UserFactory(username="autrice"),
        editor=UserFactory(username="editrice"),
        administrator=UserFactory(username="admin", administrator=True),
    )
    add_author(cast.author, words.lab)
    add_editor(cast.editor)
    return cast


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something and let what waits for the commit happen."""

    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


@pytest.fixture
def publish(words, committed):
    """Put a case online with these themes and tags."""

    def put(title: str, themes=(), tags=(), **fields) -> CaseStudyPage:
        case = CaseStudyPageFactory(parent=words.lab, title=title, live=False, **fields)
        case.themes.add(*themes)
        case.tags.add(*tags)
        committed(lambda: case.save_revision().publish())
        return CaseStudyPage.objects.get(pk=case.pk)

    return put
