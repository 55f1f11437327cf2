"""An author of the lab at work, and the sheet that they have begun."""

import pytest

from projects.provisioning import add_author, provision_site
from tests.factories import CaseStudyPageFactory, UserFactory
from tests.projects.authoring.desk import Desk
from tests.worlds import world


@world
def author(house):
    provision_site()
    person = UserFactory(username="claire", first_name="Claire", last_name="Martin")
    add_author(person, house.lab)
    return person


@pytest.fixture
def desk(author, client):
    return Desk(client, author)


@world
def sheet(house, author):
    """A draft that nothing is missing from."""
    draft = CaseStudyPageFactory(
        parent=house.lab, title="Un pré-accueil", complete=True, live=False, owner=author
    )
    draft.save_revision(user=author)
    return draft
