"""Two revisions that say the same, and two that do not."""

import copy

import pytest

from projects.models import CaseStudyPage
from projects.models.edits import what_it_says

REVISION = {
    "pk": 12,
    "title": "Un pré-accueil",
    "draft_title": "Un pré-accueil",
    "go_live_at": None,
    "owner": 3,
    "completeness": 80,
    "summary": "Une phrase,\nsur deux lignes.",
    "problem": "<p>La file.</p>",
    "solution": "",
    "cost_amount": "1800.00",
    "themes": [4, 9],
    "approach": '[{"type": "text", "value": "<p>Vu.</p>", "id": '
    '"0f9f1a1e-51c9-4f3e-8f9c-0c5f7e0f1a2b"}]',
    "tagged_items": [{"pk": 1, "tag": 7, "content_object": 12}, {"pk": 2, "tag": 5}],
    "measures": [
        {"pk": 8, "sort_order": 0, "page": 12, "before_value": "34", "further_readings": []},
        {"pk": 9, "sort_order": 1, "page": 12, "before_value": "50", "further_readings": []},
    ],
    "wagtail_admin_comments": [],
}


def says(revision):
    return what_it_says(CaseStudyPage, revision)


def changed(**values):
    return {**copy.deepcopy(REVISION), **values}


def with_measures(*rows):
    return changed(measures=[{**REVISION["measures"][place], **values} for place, values in rows])


@pytest.mark.parametrize(
    "same",
    [
        changed(pk=99, owner=4, draft_title="Autre", completeness=90),
        changed(go_live_at="2026-01-01T00:00:00Z", wagtail_admin_comments=[{"text": "Vu"}]),
        changed(problem='<p data-block-key="a1b2c">La file.</p>'),
        changed(solution='<p data-block-key="a1b2c"></p>'),
        changed(summary="Une phrase,\r\nsur deux lignes."),
        changed(cost_amount="1800"),
        changed(themes=[9, 4]),
        changed(approach='[{"type": "text", "value": "<p data-block-key=\\"k\\">Vu.</p>"}]'),
        changed(tagged_items=[{"pk": None, "tag": 5}, {"pk": None, "tag": 7}]),
        with_measures((0, {"pk": None, "before_value": "34.0000"}), (1, {"sort_order": 5})),
        changed(of_an_earlier_version="…"),
    ],
)
def test_the_same(same):
    assert says(same) == says(REVISION)


@pytest.mark.parametrize(
    "other",
    [
        changed(title="Autre"),
        changed(slug="autre"),
        changed(private_notes="À voir."),
        changed(problem="<p>La longue file.</p>"),
        changed(cost_amount="1800.50"),
        changed(cost_amount=None),
        changed(themes=[4]),
        changed(approach='[{"type": "text", "value": "<p>Lu.</p>"}]'),
        changed(tagged_items=[{"pk": 1, "tag": 7}]),
        with_measures((1, {"sort_order": 0}), (0, {"sort_order": 1})),
        with_measures((0, {"further_readings": [{"value": "30"}]}), (1, {})),
    ],
)
def test_not_the_same(other):
    assert says(other) != says(REVISION)
