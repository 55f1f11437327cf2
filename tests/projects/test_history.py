"""What the public reads of the life of a case: months, withdrawn measures, no person."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from projects.choices import MeasureStatus
from projects.models import CaseStudyPage, Measure
from projects.moderation.verification import confirm
from projects.provisioning import add_author, add_editor, provision_site
from tests.factories import (
    CaseStudyPageFactory,
    IndicatorFactory,
    MeasureFactory,
    UserFactory,
)
from tests.projects.moderation.acting import waiting

MARCH, APRIL = datetime(2024, 3, 5, tzinfo=UTC), datetime(2024, 4, 5, tzinfo=UTC)
JUNE = datetime(2025, 6, 20, tzinfo=UTC)


@pytest.fixture
def case(house: SimpleNamespace) -> CaseStudyPage:
    case = CaseStudyPageFactory(parent=house.lab, live=False)
    MeasureFactory(page=case, indicator=None, own_label="Attente", before_value=Decimal(34))
    return case


def publish(case: CaseStudyPage, when: datetime, **changes: Any) -> CaseStudyPage:
    """Publish the case as it was last saved, with changes, at a moment."""
    draft = case.get_latest_revision_as_object() if case.latest_revision else case
    for name, value in changes.items():
        setattr(draft, name, value)
    with patch("django.utils.timezone.now", return_value=when):
        draft.save_revision().publish(skip_permission_checks=True)
    return CaseStudyPage.objects.get(pk=case.pk)


def history(client: Any, case: CaseStudyPage) -> list[str]:
    """Return the lines of the section, with plain spaces; none where there is no section."""
    text = " ".join(unescape(client.get(case.url).text).split())
    section = re.search(r'<section id="historique".*?</section>', text)
    if section is None:
        return []
    lines = re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", section[0])
    return [
        f"{month}: {' '.join(re.sub('<[^>]+>', ' ', events).split())}" for month, events in lines
    ]


def test_a_case_tells_its_publication_and_its_updates(client, case):
    case = publish(case, MARCH)
    for day in (1, 9, 30):
        case = publish(case, APRIL.replace(day=day), summary=f"Fiche du {day}")
    assert history(client, case) == ["Avril 2024: mise à jour", "Mars 2024: première publication"]


def test_publishing_again_after_a_withdrawal_is_an_update(client, case):
    case = publish(case, MARCH)
    case.unpublish()
    case = publish(CaseStudyPage.objects.get(pk=case.pk), JUNE)
    assert history(client, case) == ["Juin 2025: mise à jour", "Mars 2024: première publication"]


def test_a_verification_without_publication_is_told(client, case):
    case = publish(case, MARCH)
    with patch("django.utils.timezone.now", return_value=JUNE):
        confirm(case, None)
    assert history(client, case)[0] == "Juin 2025: vérification"


def test_a_measure_that_is_taken_away_leaves_a_trace(client, case):
    case = publish(publish(case, MARCH), JUNE, measures=[])
    assert history(client, case)[0] == "Juin 2025: mise à jour mesure « Attente » retirée"


def figures(label: str, before: int, after: int) -> dict[str, Any]:
    return {
        "own_label": label,
        "before_value": Decimal(before),
        "after_value": Decimal(after),
    }


def withdrawn(client: Any, case: CaseStudyPage) -> bool:
    return any("retirée" in line for line in history(client, case))


@pytest.mark.parametrize(
    ("after", "is_withdrawal"),
    [
        (figures("Attente", 30, 12), False),
        (figures("Attente moyenne", 34, 19), False),
        (figures("Plantes", 2, 9), True),
        ({"own_label": "Attente", "status": MeasureStatus.PLANNED}, True),
    ],
    ids=["other figures", "other name", "another measure", "no figure any more"],
)
def test_only_what_has_no_successor_is_withdrawn(client, case, after, is_withdrawal):
    case = publish(publish(case, MARCH), JUNE, measures=[Measure(**after)])
    assert withdrawn(client, case) is is_withdrawal


def test_each_of_two_measures_of_one_indicator_counts(client, case):
    MeasureFactory(page=case, indicator=None, own_label="Attente", before_value=Decimal(50))
    case = publish(publish(case, MARCH), JUNE, measures=[case.measures.first()])
    assert withdrawn(client, case)


def test_what_was_never_published_is_not_withdrawn(client, case):
    MeasureFactory(
        page=case,
        indicator=IndicatorFactory(),
        status=MeasureStatus.PLANNED,
        before_value=None,
        after_value=None,
    )
    kept = [measure for measure in case.measures.all() if measure.own_label]
    case = publish(publish(case, MARCH), JUNE, measures=kept)
    assert not withdrawn(client, case)


def test_unpublishing_first_hides_no_withdrawal(client, case):
    case = publish(case, MARCH)
    case.unpublish()
    case = publish(CaseStudyPage.objects.get(pk=case.pk), JUNE, measures=[])
    assert withdrawn(client, case)


def test_a_case_whose_publication_nobody_knows_has_no_history(client, house):
    assert history(client, CaseStudyPageFactory(parent=house.lab)) == []


class TestInReview:
    """The same through the review, with people."""

    @pytest.fixture
    def published(self, house: SimpleNamespace, case: CaseStudyPage) -> SimpleNamespace:
        provision_site()
        author = UserFactory(first_name="Camille", last_name="Autrice")
        editor = UserFactory(first_name="Élise", last_name="Rédaction")
        add_author(author, house.lab)
        add_editor(editor)
        case = publish(case, MARCH)
        draft = case.get_latest_revision_as_object()
        draft.measures = []
        draft.save_revision(user=author)
        case.get_workflow().start(CaseStudyPage.objects.get(pk=case.pk), author)
        return SimpleNamespace(case=CaseStudyPage.objects.get(pk=case.pk), editor=editor)

    def test_approval_writes_the_trace_and_no_name(self, client, published):
        waiting(published.case).approve(user=published.editor)
        lines = " ".join(history(client, published.case))
        assert "mesure « Attente » retirée" in lines
        assert not re.search("Camille|Élise|Autrice|Rédaction", lines)

    def test_the_admin_tells_it_too(self, admin_client, published):
        waiting(published.case).approve(user=published.editor)
        text = unescape(admin_client.get(f"/admin/pages/{published.case.pk}/history/").text)
        assert "Attente" in text
        assert "retirée de la version publique" in text
