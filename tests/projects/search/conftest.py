"""What tests of the search ask it."""

from collections.abc import Callable

import pytest
from django.http import QueryDict

from projects.indexing import rebuild
from projects.listing import Listing
from projects.models import CaseStudyPage
from tests.factories import CaseStudyPageFactory


def listing(address: str = "") -> Listing:
    """Return the list at an address, among published cases, from the index as it is."""
    return Listing(QueryDict(address), CaseStudyPage.objects.published())


def titles(address: str = "") -> list[str]:
    return [case.title for case in listing(address).page]


@pytest.fixture
def publish(house) -> Callable[..., CaseStudyPage]:
    """Put a case online by its fields, tags and terms, the index told."""

    def put(title: str, tags: tuple[str, ...] = (), **fields) -> CaseStudyPage:
        case = CaseStudyPageFactory(
            parent=fields.pop("lab", house.lab), title=title, **{"summary": "", **fields}
        )
        case.tags.add(*tags)
        case.save()
        rebuild()
        return case

    return put
