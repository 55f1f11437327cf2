"""The search tells the truth as soon as a change is committed."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageViewRestriction

from projects.indexing import rebuild, reconcile
from projects.models import AppliedPractice, CaseStudyPage, Keyword, SynonymSet
from projects.search.backends import backend_of
from tests.factories import (
    CaseStudyPageFactory,
    IndicatorFactory,
    LabPageFactory,
    MeasureFactory,
    PracticePageFactory,
    TermFactory,
)
from tests.projects.search.conftest import listing, titles

OLD, NEW = "vestibule", "pupitre"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something and let what waits for the commit happen."""

    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


@pytest.fixture
def practice(house):
    return PracticePageFactory(parent=house.practices, title=OLD, slug="pratique")


@pytest.fixture
def case(house, practice, committed):
    """A published case that each of its relations could find."""
    case = CaseStudyPageFactory(parent=house.lab, title="Un hall", summary="", live=False)
    case.themes.add(TermFactory(code="theme", label=OLD))
    case.tags.add(OLD)
    case.practices = [AppliedPractice(practice=practice)]
    committed(lambda: case.save_revision().publish())
    case.refresh_from_db()
    return case


def counts(facet: str) -> dict[str, int]:
    """Return the labels offered by a facet, with their counts."""
    panel = {offered.name: offered for offered in listing().panel}
    return {option.label: option.cases for option in panel[facet].options} if facet in panel else {}


def test_publishing_indexes_rows_terms_and_tags(case):
    assert titles(f"q={OLD}") == titles("theme=theme") == titles(f"tag={OLD}") == ["Un hall"]
    assert counts("theme") == {OLD: 1}


def test_a_change_shows_once_it_is_published_and_not_before(case, committed):
    case.summary = NEW
    draft = committed(case.save_revision)
    assert titles(f"q={NEW}&litteral=1") == []
    committed(draft.publish)
    assert titles(f"q={NEW}") == ["Un hall"]


def test_unpublishing_hides_it_and_publishing_again_shows_it(case, committed):
    committed(case.unpublish)
    assert titles(f"q={OLD}") == titles() == []
    assert counts("theme") == {}
    committed(lambda: case.save_revision().publish())
    assert titles(f"q={OLD}") == ["Un hall"]


@pytest.mark.parametrize("which", ["case", "lab", "portfolio"])
def test_deleting_a_page_or_what_is_above_it_forgets_it(case, house, committed, which):
    listing().panel  # noqa: B018 - what is counted is kept
    committed({"case": case, "lab": house.lab, "portfolio": house.portfolio}[which].delete)
    assert titles(f"q={OLD}") == titles() == []
    assert listing().panel == []


def test_a_moved_case_is_of_its_new_lab(case, house, committed):
    other = LabPageFactory(parent=house.portfolio, title="Autre", slug="autre")
    committed(case.move, other, pos="last-child")
    assert titles("lab=autre") == ["Un hall"]
    assert counts("lab") == {"Autre": 1}


@pytest.mark.parametrize("level", ["case", "lab", "portfolio"])
def test_privacy_hides_and_shows_at_once(case, house, committed, level):
    page = {"case": case, "lab": house.lab, "portfolio": house.portfolio}[level]
    assert counts("theme") == {OLD: 1}
    wall = committed(
        PageViewRestriction.objects.create, page=page, restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(f"q={OLD}") == titles() == []
    assert counts("theme") == {}
    committed(wall.delete)
    assert titles(f"q={OLD}") == ["Un hall"]


def rename_term(case):
    term = case.themes.get()
    term.label = NEW
    term.save()


def rename_tag(case):
    tag = Keyword.objects.get(name=OLD)
    tag.name = NEW
    tag.save()


def rename_practice(case):
    practice = case.practices.get().practice
    practice.title = NEW
    practice.save_revision().publish()


def rename_lab(case):
    lab = case.get_parent().specific
    lab.title = NEW
    lab.save_revision().publish()


@pytest.mark.parametrize(
    ("rename", "facet"),
    [
        (rename_term, "theme"),
        (rename_practice, "pratique"),
        (rename_lab, "lab"),
    ],
)
def test_a_new_name_is_searched_and_read(case, committed, rename, facet):
    committed(rename, case)
    assert titles(f"q={NEW}") == ["Un hall"]
    assert counts(facet) == {NEW: 1}


def test_a_tag_can_be_renamed_and_removed(case, committed):
    committed(rename_tag, case)
    assert titles(f"q={NEW}") == ["Un hall"]
    committed(Keyword.objects.get(name=NEW).delete)
    assert titles(f"q={NEW}&litteral=1") == []


def test_a_renamed_indicator_is_searched_and_read(house, committed):
    case = CaseStudyPageFactory(parent=house.lab, title="Un hall")
    MeasureFactory(page=case)
    committed(case.save)
    indicator = IndicatorFactory()
    indicator.label = NEW
    committed(indicator.save)
    assert titles(f"q={NEW}") == ["Un hall"]
    assert counts("indicateur") == {NEW: 1}


def test_a_practice_kept_from_readers_names_no_case(case, practice, committed):
    committed(
        PageViewRestriction.objects.create,
        page=practice,
        restriction_type=PageViewRestriction.LOGIN,
    )
    assert counts("pratique") == {}


def test_after_an_update_in_bulk_visibility_is_right_at_once_and_text_soon(case):
    assert counts("theme") == {OLD: 1}
    CaseStudyPage.objects.update(summary=NEW)
    assert titles(f"q={NEW}&litteral=1") == []
    assert reconcile() == 1
    assert titles(f"q={NEW}") == ["Un hall"]
    assert reconcile() == 0
    CaseStudyPage.objects.update(live=False)
    assert titles(f"q={OLD}") == titles() == []
    assert counts("theme") == {}


def shut(case):
    CaseStudyPage.objects.update(live=False)


def keep_case(case):
    PageViewRestriction.objects.create(page=case, restriction_type=PageViewRestriction.LOGIN)


def keep_lab(case):
    keep_case(case.get_parent())


@pytest.mark.parametrize("hide", [shut, keep_case, keep_lab])
@pytest.mark.parametrize(
    "address", ["", "q=vestibule", "theme=theme", "tag=vestibule", "q=vestibule&theme=theme"]
)
def test_a_hidden_case_never_shows_not_even_in_a_count(case, hide, address):
    assert titles(address) == ["Un hall"]
    hide(case)  # and nobody tells the index
    found = listing(address)
    assert (found.search.count(), list(found.page), found.panel) == (0, [], [])
    assert found.search.counts == found.catalogue.counts == {}
    assert found.catalogue.total == 0


def test_what_is_marked_is_what_the_case_says_now(case, committed):
    case.summary = f"Le {OLD} bleu"
    committed(lambda: case.save_revision().publish())
    [shown] = listing(f"q={OLD}").page
    assert shown.why.text == f"Le <mark>{OLD}</mark> bleu"
    case.summary = f"Le {NEW} vert"
    committed(lambda: case.save_revision().publish())
    [shown] = listing(f"q={NEW}").page
    assert shown.why.text == f"Le <mark>{NEW}</mark> vert"
    [shown] = listing(f"q={OLD}").page
    assert shown.why.code != "summary"


def test_beyond_what_a_reconciliation_compares_the_next_ones_go_on(house, monkeypatch):
    monkeypatch.setattr("projects.indexing.SWEPT", 2)
    for number in range(3):
        CaseStudyPageFactory(parent=house.lab, title=f"Un hall {number}", summary="")
    assert reconcile() == 3  # what is missing is seen at once, wherever it is
    CaseStudyPage.objects.update(summary=NEW)
    assert [reconcile(), reconcile(), reconcile()] == [2, 1, 0]
    assert len(titles(f"q={NEW}")) == 3
    CaseStudyPage.objects.filter(title="Un hall 2").update(live=False)
    assert reconcile() == 1


def test_what_a_migration_drops_is_made_again(case, committed):
    backend = backend_of()
    connection.check_constraints()  # PostgreSQL alters no table whose constraints wait
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER projects_searchdocument_update"
            if connection.vendor == "sqlite"
            else "DROP TRIGGER projects_search_vectors_keep ON projects_searchdocument"
        )
    assert not backend.is_prepared
    call_command("migrate", verbosity=0)
    assert backend.is_prepared
    case.summary = NEW
    committed(lambda: case.save_revision().publish())
    assert titles(f"q={NEW}") == ["Un hall"]


def test_many_cases_of_a_word_are_read_again_by_the_next_reconciliation(
    case, house, committed, monkeypatch
):
    monkeypatch.setattr("projects.freshness.AT_ONCE", 1)
    other = CaseStudyPageFactory(parent=house.lab, title="Un autre", summary="")
    other.themes.add(case.themes.get())
    other.save()
    rebuild()
    committed(rename_term, case)
    assert len(titles(f"q={NEW}")) == 1
    assert reconcile() == 1
    assert len(titles(f"q={NEW}")) == 2


def test_synonyms_have_effect_at_once(case):
    assert titles(f"q={NEW}&litteral=1") == []
    kept = SynonymSet.objects.create(code="ici", expressions=[NEW, OLD])
    assert titles(f"q={NEW}&litteral=1") == ["Un hall"]
    kept.active = False
    kept.save()
    assert titles(f"q={NEW}&litteral=1") == []
