"""A site with two labs, the people who work on it, and what they do."""

from types import SimpleNamespace

import pytest

from projects.models import CaseStudyPage
from projects.provisioning import add_author, add_editor, provision_site
from tests.factories import CaseStudyPageFactory, LabPageFactory, UserFactory
from tests.projects.moderation.acting import waiting
from tests.worlds import world


@world
def site(house):
    """The house with its review, and a second lab."""
    house.task = provision_site()
    house.other_lab = LabPageFactory(parent=house.portfolio, title="La Fabrique")
    return house


@world
def people(site):
    """Two authors of État'LIN, an author of another lab, two editors, an administrator, and
    somebody whom a test may name reviewer of a lab."""
    cast = SimpleNamespace(
        author=UserFactory(username="autrice", first_name="Camille", last_name="Autrice"),
        colleague=UserFactory(username="collegue"),
        stranger=UserFactory(username="etranger"),
        editor=UserFactory(username="editrice", first_name="Élise", last_name="Rédaction"),
        second_editor=UserFactory(username="editeur"),
        administrator=UserFactory(username="admin", administrator=True),
        named=UserFactory(username="relectrice", first_name="Nadia", last_name="Relectrice"),
        anonymous=None,
    )
    add_author(cast.author, site.lab)
    add_author(cast.colleague, site.lab)
    add_author(cast.stranger, site.other_lab)
    add_editor(cast.editor)
    add_editor(cast.second_editor)
    return cast


@world
def case(site, people):
    """A complete draft of État'LIN, written by its author."""
    case = CaseStudyPageFactory(
        parent=site.lab, slug="fiche", live=False, complete=True, owner=people.author
    )
    case.save_revision(user=people.author)
    return case


@world
def submitted(case, people):
    """The same, waiting for review."""
    case.get_workflow().start(case, people.author)
    return case


@pytest.fixture
def mails(mailoutbox, django_capture_on_commit_callbacks):
    """Return the mails that an action sends: `mails(lambda: …)`."""

    def sent_by(action):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return list(mailoutbox)

    return sent_by


@world
def published(submitted, people):
    """A published sheet of État'LIN, which its author has changed since."""
    waiting(submitted).approve(user=people.editor)
    draft = CaseStudyPage.objects.get(pk=submitted.pk)
    draft.title = "Modifiée depuis"
    draft.save_revision(user=people.author)
    return CaseStudyPage.objects.get(pk=submitted.pk)
