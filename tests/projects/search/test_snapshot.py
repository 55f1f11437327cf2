"""What a process keeps of the index follows it, reading as little as it can."""

from datetime import UTC, datetime

import pytest

from projects.indexing import index, rebuild
from projects.models import CaseStudyPage
from projects.search.engine import Catalogue
from projects.search.models import SearchDocument, SearchState
from projects.search.snapshot import Snapshot
from tests.factories import CaseStudyPageFactory, LabPageFactory, TermFactory
from tests.projects.search.conftest import titles


@pytest.fixture
def cases(house):
    """Two cases that readers have just asked for."""
    found = [
        CaseStudyPageFactory(
            parent=house.lab,
            title=title,
            summary="",
            first_published_at=datetime(2020, month, 1, tzinfo=UTC),
        )
        for month, title in enumerate(("Un hall", "Un jardin"), start=1)
    ]
    rebuild()
    assert titles() == ["Un jardin", "Un hall"]
    return found


@pytest.fixture
def read_whole(monkeypatch):
    """Tell how many times the whole index was read."""
    times = []
    read = Snapshot.read.__func__
    monkeypatch.setattr(
        Snapshot, "read", classmethod(lambda cls, state: times.append(state) or read(cls, state))
    )
    return times


def test_what_changes_is_read_alone(cases, house, read_whole):
    hall, _jardin = cases
    hall.themes.add(TermFactory(code="bruit"))
    hall.save()
    index([hall.pk])
    assert titles("theme=bruit") == ["Un hall"]
    new = CaseStudyPageFactory(parent=house.lab, title="Un mur", first_published_at=None)
    CaseStudyPage.objects.filter(pk=new.pk).update(
        first_published_at=datetime(2021, 1, 1, tzinfo=UTC)
    )
    index([new.pk])
    assert titles() == ["Un mur", "Un jardin", "Un hall"]
    hall.themes.clear()
    hall.save()
    index([hall.pk])
    assert Catalogue().choices["theme"] == {}
    assert read_whole == []


def test_what_goes_and_comes_back_has_its_place(cases, read_whole):
    hall, _jardin = cases
    for live, shown in ((False, ["Un jardin"]), (True, ["Un jardin", "Un hall"])):
        CaseStudyPage.objects.filter(pk=hall.pk).update(live=live)
        index([hall.pk])
        assert titles() == titles("q=un hall jardin") or not live
        assert titles() == shown
        assert Catalogue().total == len(shown)
    assert read_whole == []


def test_a_case_moved_is_below_its_new_lab_alone(cases, house, read_whole):
    hall, _jardin = cases
    other = LabPageFactory(parent=house.portfolio, slug="autre")
    assert Catalogue(house.lab.path).total == 2
    hall.move(other, pos="last-child")
    index([hall.pk])
    assert (Catalogue(house.lab.path).total, Catalogue(other.path).total) == (1, 1)
    assert read_whole == []


def test_another_order_is_read_anew(cases, read_whole):
    hall, _jardin = cases
    CaseStudyPage.objects.filter(pk=hall.pk).update(
        first_published_at=datetime(2022, 1, 1, tzinfo=UTC)
    )
    index([hall.pk])
    assert titles() == ["Un hall", "Un jardin"]
    assert len(read_whole) == 1


def test_changes_too_many_to_be_told_are_read_anew(cases, read_whole, monkeypatch):
    monkeypatch.setattr(SearchState, "MOST_CHANGES", 1)
    SearchDocument.objects.filter(pk=cases[0].pk).delete()
    SearchState.renew([cases[0].pk])
    SearchState.renew([cases[1].pk])
    assert titles() == ["Un jardin"]
    monkeypatch.setattr(SearchState, "MOST_KEYS", 1)
    index([each.pk for each in cases])
    assert titles() == ["Un jardin", "Un hall"]
    assert len(read_whole) == 2


def test_only_new_words_have_the_vocabulary_read_again(cases):
    _documents, words = SearchState.current()
    cases[0].save()
    index([cases[0].pk])
    assert SearchState.current()[1] == words
    cases[0].title = "Un hall voûté"
    cases[0].save()
    index([cases[0].pk])
    assert SearchState.current()[1] != words
    assert titles("q=voutee") == ["Un hall voûté"]


def test_a_page_costs_as_many_statements_whatever_the_number_of_cases(
    cases, house, django_assert_num_queries, django_assert_max_num_queries
):
    def ask():
        catalogue = Catalogue(house.portfolio.path)
        return catalogue.total, catalogue.choices, catalogue.counts

    ask()
    with django_assert_num_queries(3):  # the state, what is offline, what is private
        ask()
    for number in range(20):
        CaseStudyPageFactory(parent=house.lab, title=f"Un mur {number}")
    rebuild()
    ask()
    with django_assert_num_queries(3):
        ask()
