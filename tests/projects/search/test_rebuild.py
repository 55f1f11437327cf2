"""Making the index again: while others write, and shared by several processes."""

import pytest
from django.db import connection

from projects import indexing
from projects.models import CaseStudyPage
from projects.search.models import SearchDocument
from tests.projects.search.conftest import titles


@pytest.fixture
def another_writes(monkeypatch):
    """Return a function that has another one change a case once, while documents are made."""
    documents_of = indexing.documents_of

    def prepare(case, **changes):
        left = [changes]

        def while_another_writes(cases, labels):
            made = documents_of(cases, labels)
            if left:
                CaseStudyPage.objects.filter(pk=case.pk).update(**left.pop())
                indexing.index([case.pk])
            return made

        monkeypatch.setattr(indexing, "documents_of", while_another_writes)

    return prepare


def test_what_changes_while_it_is_made_is_read_again(publish, another_writes):
    another_writes(publish("Un guichet"), title="Une borne")
    indexing.rebuild()
    assert (titles("q=borne"), titles("q=guichet")) == (["Une borne"], [])


def test_what_is_taken_offline_while_it_is_made_has_no_document(publish, another_writes):
    another_writes(publish("Un guichet"), live=False)
    indexing.rebuild()
    assert not SearchDocument.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="needs a database that others may open")
def test_processes_share_the_work(said_on_a_copy):
    assert said_on_a_copy("shared_rebuild") == "9 9 whole\n"
