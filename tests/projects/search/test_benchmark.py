"""The command that measures the search."""

import io
import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from projects.demo.speed import report, stock
from projects.demo.speed.questions import KINDS, Asked, questions
from projects.indexing import rebuild
from projects.models import CaseStudyPage
from projects.search.analyser import words
from projects.search.engine import Catalogue
from projects.search.models import SearchWord
from tests.factories import CaseStudyPageFactory, TermFactory


@pytest.fixture
def cases(house):
    for number in range(4):
        case = CaseStudyPageFactory(
            parent=house.lab,
            title=f"Guichet {number}",
            summary="Une salle claire",
            problem="<p>Le hall sombre faisait attendre des personnes fatiguées.</p>",
        )
        case.themes.add(TermFactory(code="attente"))
        case.save()
    rebuild()
    connection.check_constraints()  # PostgreSQL indexes no table whose constraints wait


def run(*options, bound=None, monkeypatch):
    """Run it with a bound on every measure."""
    bounded = [replace(each, usual=bound, postgresql_alone=False) for each in report.MEASURES]
    monkeypatch.setattr(report, "MEASURES", bounded)
    monkeypatch.setattr("projects.demo.speed.questions.KINDS", dict.fromkeys(KINDS, 2))
    output = io.StringIO()
    call_command("benchmark_search", "--cases", "9", *options, stdout=output)
    return output.getvalue()


def test_it_measures_real_cases_and_adds_none(cases, monkeypatch, tmp_path):
    path = tmp_path / "measured.json"
    told = run("--json", str(path), monkeypatch=monkeypatch)
    assert "rien n’est généré, 4 fiches" in told
    assert CaseStudyPage.objects.count() == 4
    measured = json.loads(path.read_text())
    assert measured["cases"] == 4
    assert {"engine_p95", "page_p95", "stock_p95", "ratio_p95", "rebuild"} <= {
        *measured["measured"]
    }
    assert all(value > 0 for value in measured["measured"].values())
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, stock.entries()._meta.db_table)
    assert stock.INDEX not in kept


def test_it_fails_and_names_what_is_missed(cases, monkeypatch):
    with pytest.raises(CommandError, match="moteur, 95e centile"):
        run("--no-rebuild", bound=1e-9, monkeypatch=monkeypatch)
    stock.entries().objects.all().delete()
    with pytest.raises(CommandError, match="update_index"):
        run(monkeypatch=monkeypatch)
    with pytest.raises(CommandError, match="vide"):
        CaseStudyPage.objects.update(live=False)
        run(monkeypatch=monkeypatch)


def test_questions_are_the_same_each_time_and_of_words_that_cases_hold(cases):
    asked = questions(Catalogue(), seed=1)
    assert asked == questions(Catalogue(), seed=1) != questions(Catalogue(), seed=2)
    assert len(asked) == sum(KINDS.values()) == 200
    known = set(SearchWord.objects.values_list("word", flat=True))
    for each in asked:
        typed = {word.folded for word in words(each.typed)}
        assert typed <= known if each.kind != "mistyped" else typed
        assert len(each.chosen) <= 2
        assert bool(each.typed) == (each.kind != "browsing")


def test_the_stock_search_answers_the_same_questions(cases):
    [attente] = Catalogue().choices["theme"].values()
    assert stock.answer(Asked("words", "guichet salle")) == 4
    assert stock.answer(Asked("words", "guichet", {"theme": [attente]})) == 4
    assert stock.answer(Asked("words", "absent")) == 0
    assert stock.answer(Asked("browsing")) == 4
