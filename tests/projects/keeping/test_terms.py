"""Merging terms: what is stored, drafts, addresses, the search, and who counts as the author."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from projects.dates import PartialDate
from projects.indexing import reconcile
from projects.keeping.terms import merge_terms, move_term, separate_term
from projects.keeping.uses import pages_saying, references, uses_of
from projects.models import CaseStudyPage, Measure, Party, PracticePage, Term, Vocabulary
from projects.models.edits import last_editor_id
from projects.models.successors import paths_to
from tests.factories import (
    CaseStudyPageFactory,
    MeasureFactory,
    PracticePageFactory,
    TermFactory,
    UserFactory,
)
from tests.projects.search.conftest import listing, titles


@pytest.fixture
def merge(words, people, committed):
    def run(old=words.old, new=words.new) -> int:
        return committed(merge_terms, old, new, people.editor)

    return run


def themes(case: CaseStudyPage) -> list[str]:
    return [term.code for term in case.themes.order_by("code")]


def test_cases_say_the_new_term_once_and_are_not_edited(words, merge, publish):
    both = publish("Les deux", themes=[words.old, words.new])
    only = publish("Un seul", themes=[words.old])
    before = CaseStudyPage.objects.in_bulk([both.pk, only.pk])
    assert merge() == 2
    for case in CaseStudyPage.objects.filter(pk__in=before):
        assert themes(case) == ["attente"]
        assert case.first_published_at == before[case.pk].first_published_at
        assert case.last_published_at == before[case.pk].last_published_at
        assert case.latest_revision_id == before[case.pk].latest_revision_id
        assert not case.has_unpublished_changes


def test_the_old_term_stays_and_its_names_find_the_new_one(words, merge, publish):
    publish("Un hall", themes=[words.old])
    merge()
    old = Term.objects.get(pk=words.old.pk)
    assert (old.merged_into, old.active) == (words.new, False)
    assert Term.objects.get(pk=words.new.pk).aliases == ["File d’attente", "queue"]
    assert titles("q=queue") == ["Un hall"]


def test_the_search_tells_the_truth_at_once(words, merge, publish):
    publish("Un hall", themes=[words.old])
    publish("Un guichet", themes=[words.new])
    merge()
    [theme] = [facet for facet in listing().panel if facet.name == "theme"]
    assert [(option.code, option.cases) for option in theme.options] == [("attente", 2)]
    assert reconcile() == 0


@pytest.mark.parametrize("address", ["theme=file", "theme=file&theme=attente"])
def test_an_old_filter_answers_as_the_new_term(words, merge, publish, address):
    publish("Un hall", themes=[words.old])
    merge()
    found = listing(address)
    assert [case.title for case in found.page] == ["Un hall"]
    assert [chip.label for chip in found.chips] == ["Attente"]
    assert found.address == "theme=attente"
    assert not found.ignored


def test_an_old_address_leads_to_the_new_one(client, words, merge, publish):
    publish("Un hall", themes=[words.old])
    merge()
    response = client.get(f"{words.page.url}themes/file/", follow=True)
    assert response.redirect_chain == [(f"{words.page.url}themes/attente/", 301)]
    assert "Un hall" in response.content.decode()
    assert "File d’attente</a>" not in client.get(words.page.url).content.decode()


def test_chains_lead_to_their_end(client, words, merge, publish):
    publish("Un hall", themes=[words.old])
    last = TermFactory(code="accueil", label="Accueil")
    merge()
    merge(words.new, last)
    assert titles("theme=file") == titles("theme=attente") == ["Un hall"]
    address = f"{words.page.url}themes/"
    assert client.get(f"{address}file/")["location"] == f"{address}accueil/"


def test_what_makes_no_sense_is_refused_with_a_sentence(words, merge):
    zone = TermFactory(vocabulary=Vocabulary.RECEPTION_ZONES)
    band = TermFactory(vocabulary=Vocabulary.COST_BANDS, code="nc")
    other_band = TermFactory(vocabulary=Vocabulary.COST_BANDS, code="1000-5000")
    for old, new in ((words.old, words.old), (words.old, zone)):
        with pytest.raises(ValidationError, match="même vocabulaire"):
            merge(old, new)
    with pytest.raises(ValidationError, match="calculées"):
        merge(band, other_band)
    merge()
    with pytest.raises(ValidationError, match="toujours en usage"):
        merge(words.new, words.old)
    with pytest.raises(ValidationError, match="déjà fusionné"):
        merge()


def test_drafts_and_past_versions_say_the_new_term(words, merge, publish):
    case = publish("Un hall", themes=[words.old, words.new])
    case.summary = "Un brouillon."
    draft = case.save_revision()
    merge()
    read = draft.as_object()
    assert [term.code for term in read.themes.all()] == ["attente"]
    draft.publish()
    assert themes(CaseStudyPage.objects.get(pk=case.pk)) == ["attente"]


def test_rows_and_practices_follow_too(words, merge):
    old, new = (TermFactory(vocabulary=Vocabulary.MEASUREMENT_METHODS) for _ in range(2))
    case = CaseStudyPageFactory(parent=words.lab, live=False)
    measure = MeasureFactory(page=case, before_method=old, after_method=new)
    draft = CaseStudyPage.objects.get(pk=case.pk).save_revision()
    zone, hall = (TermFactory(vocabulary=Vocabulary.RECEPTION_ZONES) for _ in range(2))
    practice = PracticePageFactory(parent=words.practices, zones=[zone])
    practice.save_revision()
    merge(old, new)
    merge(zone, hall)
    assert Measure.objects.get(pk=measure.pk).before_method == new
    assert [row.before_method for row in draft.as_object().measures.all()] == [new]
    read = PracticePage.objects.get(pk=practice.pk)
    assert [*read.zones.all()] == [*read.get_latest_revision_as_object().zones.all()] == [hall]


def test_the_evidence_is_judged_with_the_new_method(words, merge, publish):
    old, new = (TermFactory(vocabulary=Vocabulary.MEASUREMENT_METHODS) for _ in range(2))
    measure = MeasureFactory.build(comparable=True, before_method=old, after_method=new)
    measure.indicator.save()
    case = publish("Un hall", opened_on=PartialDate(2023, 9), measures=[measure])
    assert case.evidence_level == 2
    merge(old, new)
    assert CaseStudyPage.objects.get(pk=case.pk).evidence_level == 3


def test_nobody_becomes_the_last_editor(words, merge, publish, people):
    case = publish("Un hall", themes=[words.old])
    case.summary = "Écrit par l’autrice."
    case.save_revision(user=people.author)
    merge()
    case = CaseStudyPage.objects.get(pk=case.pk)
    case.get_latest_revision_as_object().save_revision(user=people.administrator)
    assert last_editor_id(case) == people.author.pk


def test_the_history_says_who_merged_what(words, merge, publish, people, client):
    case = publish("Un hall", themes=[words.old])
    merge()
    entries = ModelLogEntry.objects.filter(user=people.editor).order_by("pk")
    assert [entry.object_id for entry in entries] == [str(words.old.pk), str(words.new.pk)]
    assert entries[0].data["cases"] == [case.pk]
    assert (
        entries[0].message
        == "«\u202fFile d’attente\u202f» fusionné dans «\u202fAttente\u202f» (1 fiche)"
    )


def test_a_separated_term_is_offered_again(words, merge, people, committed):
    merge()
    committed(separate_term, Term.objects.get(pk=words.old.pk), people.editor)
    old = Term.objects.get(pk=words.old.pk)
    assert (old.merged_into, old.active) == (None, True)
    assert listing("theme=file").ignored


def test_uses_are_counted_online_in_drafts_and_elsewhere(words, publish):
    online = publish("Un hall", themes=[words.old])
    online.summary = "Changé."
    online.save_revision()
    publish("Sans", themes=[words.new])
    CaseStudyPageFactory(parent=words.lab, live=False, themes=[words.old])
    assert uses_of(words.old) == (1, 2, 0)
    zone = TermFactory(vocabulary=Vocabulary.RECEPTION_ZONES)
    PracticePageFactory(parent=words.practices, zones=[zone])
    assert uses_of(zone) == (0, 0, 1)


def test_every_table_that_names_terms_is_followed():
    """What is rewritten is also what is counted and what is read in drafts."""
    stored = {
        field.name
        for field in references(Term)
        if not field.model._meta.auto_created and field.name not in {"merged_into", "adopted_as"}
    }
    read = {path.split("__")[-1] for path in paths_to(Term, CaseStudyPage)}
    assert stored <= read | {"advised_method"}


def test_a_withdrawn_term_stays_valid_where_it_is_used(words, publish):
    phase = TermFactory(vocabulary=Vocabulary.PHASES, code="en-service")
    case = publish("Un hall", themes=[words.old], phase=phase)
    Term.objects.filter(pk__in=(phase.pk, words.old.pk)).update(active=False)
    case.parties = [Party(name="Un lab")]
    case.save_revision().publish()
    assert CaseStudyPage.objects.get(pk=case.pk).phase == phase


def test_terms_are_put_in_order_and_offered_so(words, publish, committed):
    Term.objects.filter(pk=words.old.pk).update(order=4)
    Term.objects.filter(pk=words.new.pk).update(order=4)
    first = TermFactory(code="bruit", label="Bruit", order=1)
    publish("Un hall", themes=[words.old, words.new, first])
    committed(move_term, Term.objects.get(pk=first.pk), 2)
    assert [*Term.objects.of(Vocabulary.THEMES).values_list("code", "order")] == [
        ("attente", 1),
        ("file", 2),
        ("bruit", 3),
    ]
    [theme] = [facet for facet in listing().panel if facet.name == "theme"]
    assert [option.code for option in theme.options] == ["attente", "file", "bruit"]


def test_many_cases_are_read_again_in_two_times(words, merge, publish, monkeypatch):
    monkeypatch.setattr("projects.keeping.terms.MERGED_AT_ONCE", 1)
    for title in ("Un hall", "Un guichet"):
        publish(title, themes=[words.old])
    merge()
    assert len(titles("theme=file")) == 1
    assert reconcile() == 1
    assert len(titles("theme=file")) == 2
    assert pages_saying(words.old) == set()


def test_a_merge_by_nobody_known_changes_nothing(words):
    gone = TermFactory.build(pk=10**6)
    with pytest.raises(KeyError):
        merge_terms(words.old, gone, UserFactory())
    assert Term.objects.get(pk=words.old.pk).merged_into is None
