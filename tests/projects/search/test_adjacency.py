"""Expressions of several words: found where their words follow one another, and nowhere else."""

import pytest

from projects.loading import load_synonyms
from projects.models import SynonymSet
from projects.search import adjacency
from tests.projects.search.conftest import titles


def test_three_quoted_words_follow_one_another(publish):
    publish("Une salle d’attente du public")
    publish("Une salle d’attente, puis l’attente du public")
    assert titles('q="salle attente public"') == ["Une salle d’attente du public"]


def test_words_of_two_tags_make_no_expression(publish):
    publish("Un", tags=("salle d’attente",))
    publish("Deux", tags=("salle", "attente"))
    assert titles('q="salle d’attente"') == ["Un"]


@pytest.mark.parametrize("zone", ["title", "summary", "problem"])
def test_an_expression_that_comes_with_the_site_is_found_anywhere(publish, zone):
    load_synonyms()
    whole = {"title": "Un", zone: "La mutualité sociale agricole"}
    apart = {"title": "Deux", zone: "Une mutualité agricole et sociale"}
    publish(**whole)
    publish(**apart)
    assert titles("q=msa") == [whole["title"]]


@pytest.mark.parametrize("zone", ["title", "summary", "problem"])
def test_an_expression_that_an_editor_adds_is_found_at_once(publish, zone):
    whole = {"title": "Un", zone: "Un grand banc vert de bois"}
    publish(**whole)
    publish(**{"title": "Deux", zone: "Un banc, un pot vert, du bois"})
    SynonymSet.objects.create(code="own", expressions=["zinzin", "banc vert de bois"])
    assert titles("q=zinzin") == [whole["title"]]


def test_documents_are_made_again_where_the_synonyms_that_come_with_the_site_change(monkeypatch):
    before = adjacency.version.__wrapped__()
    monkeypatch.setattr(adjacency, "expressions", lambda: frozenset({("banc", "vert")}))
    assert adjacency.version.__wrapped__() != before
