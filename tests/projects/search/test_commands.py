"""The commands of the search."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from projects.data.vocabularies import read_synonyms
from projects.models import CaseStudyPage, SynonymSet
from projects.search.models import SearchDocument
from tests.factories import CaseStudyPageFactory
from tests.projects.search.conftest import titles


def run(*command) -> str:
    output = io.StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()


def test_rebuilding_makes_and_forgets_documents_and_tells_how_far_it_is(house):
    CaseStudyPageFactory(parent=house.lab, title="Un hall")
    assert titles() == []
    assert "1/1" in run("rebuild_search")
    assert titles("q=hall") == ["Un hall"]
    CaseStudyPage.objects.update(live=False)
    run("rebuild_search")
    assert not SearchDocument.objects.exists()


def test_checking_lists_what_differs_and_changes_nothing(house):
    case = CaseStudyPageFactory(parent=house.lab, title="Un hall")
    with pytest.raises(CommandError):
        run("rebuild_search", "--check")
    run("rebuild_search")
    assert "ce que disent les fiches" in run("rebuild_search", "--check")
    SearchDocument.objects.update(head="autre")
    output = io.StringIO()
    with pytest.raises(CommandError, match="1"):
        call_command("rebuild_search", "--check", stdout=output)
    assert f"fiche {case.pk} : head" in output.getvalue()
    assert SearchDocument.objects.get().head == "autre"


def test_periodic_reconciles(house):
    CaseStudyPageFactory(parent=house.lab, title="Un hall")
    assert "1" in run("periodic")
    assert titles("q=hall") == ["Un hall"]


@pytest.fixture
def judged(tmp_path):
    path = tmp_path / "judged.json"
    path.write_text(
        json.dumps(
            {
                "corpus": [
                    {"id": "a", "title": "Un guichet", "summary": "Discret.", "tags": ["bruit"]},
                    {"id": "b", "title": "Un jardin", "summary": "Au guichet.", "tags": []},
                ],
                "queries": [
                    {"query": "guichet", "relevant": {"a": 3, "b": 1}},
                    {"query": "jardins", "relevant": {"a": 2, "b": 1}},
                    {"query": "zzz", "relevant": {"a": 1}},
                ],
            }
        )
    )
    return path


def test_evaluation_tells_how_good_answers_are_and_leaves_no_trace(house, judged):
    before = CaseStudyPage.objects.count(), SearchDocument.objects.count()
    told = json.loads(run("evaluate_search", str(judged)))
    assert [each["results"] for each in told["queries"]] == [["a", "b"], ["b"], []]
    assert [each["ndcg_at_10"] for each in told["queries"]] == pytest.approx(
        [1, 0.2754, 0], abs=1e-3
    )
    assert told["zero_result_rate"] == pytest.approx(1 / 3, abs=1e-3)
    assert (CaseStudyPage.objects.count(), SearchDocument.objects.count()) == before
    assert not SynonymSet.objects.exists()


@pytest.mark.parametrize("content", ["pas du JSON", "{}", '{"corpus": [], "queries": [1]}'])
def test_a_file_that_cannot_be_judged_is_refused_in_words(db, tmp_path, content):
    path = tmp_path / "judged.json"
    path.write_text(content)
    with pytest.raises(CommandError, match="fichier"):
        run("evaluate_search", str(path))


def test_the_shipped_synonyms_are_loaded_and_say_something():
    entries = read_synonyms()
    assert len(entries) >= 80
    assert all(len(e.values["expressions"]) + len(e.values["narrower"]) > 1 for e in entries)
