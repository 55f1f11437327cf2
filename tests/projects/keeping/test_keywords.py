"""Tags: one whatever the spelling; renamed, merged, made terms, their addresses still working."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.indexing import reconcile
from projects.keeping.keywords import (
    adopt_keyword,
    merge_keywords,
    new_term,
    rename_keyword,
)
from projects.keeping.uses import uses_of
from projects.models import CaseStudyPage, Keyword, Term, Vocabulary
from projects.models.keyword import key_of
from tests.factories import CaseStudyPageFactory, TermFactory, UserFactory
from tests.projects.search.conftest import listing, titles


@pytest.mark.parametrize(
    "written",
    [
        *(
            "Accessibilités",
            "accessibilite",
            "ACCESSIBILITÉ",
            " Accessibilité ",
            "accessibilite\u0301s",
        ),
    ],
)
def test_spellings_of_one_word_have_one_key(written):
    assert key_of(written) == key_of("Accessibilité")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("co-conception", "co conception"),
        ("co-conception", "Coconceptions"),
        ("Lieu d’accueil", "lieux d'accueil"),
        ("Œuvre", "oeuvres"),
        ("réseau social", "Réseaux sociaux"),
    ],
)
def test_hyphens_apostrophes_and_plurals_do_not_count(one, other):
    assert key_of(one) == key_of(other)


def test_different_words_have_different_keys():
    names = ("accueil", "accueillant", "numérique", "2024", "2025", "!", "?")
    assert len({key_of(name) for name in names}) == len(names)


@pytest.fixture
def case(words):
    return CaseStudyPageFactory(parent=words.lab, title="Un hall")


def named(case: CaseStudyPage) -> list[str]:
    return sorted(CaseStudyPage.objects.get(pk=case.pk).tags.names())


def test_a_spelling_never_makes_a_second_tag(case):
    case.tags.add("Co-conception")
    case.tags.add("co conception", "coconceptions")
    case.save()
    case.tags.set(["CO-CONCEPTION", "nouveau"])
    case.save()
    assert named(case) == ["Co-conception", "nouveau"]
    assert Keyword.objects.count() == 2


def test_the_database_refuses_a_second_spelling(db):
    Keyword.objects.create(name="Accessibilité")
    with pytest.raises(IntegrityError), transaction.atomic():
        Keyword.objects.create(name="accessibilités")
    assert Keyword.objects.get_or_create(name="accessibilites")[1] is False


@pytest.fixture
def editor(db):
    return UserFactory(username="redaction")


def test_a_renamed_tag_is_found_at_both_addresses(client, words, publish, editor, committed):
    case = publish("Un hall", tags=["coconseption"])
    keyword = Keyword.objects.get()
    committed(rename_keyword, keyword, "Co-conception", editor)
    assert named(case) == ["Co-conception"]
    assert titles("tag=coconseption") == titles("tag=co-conception") == ["Un hall"]
    assert [chip.label for chip in listing("tag=coconseption").chips] == ["Co-conception"]
    address = f"{words.page.url}mots-cles/"
    assert client.get(f"{address}coconseption/")["location"] == f"{address}co-conception/"
    assert reconcile() == 0


def test_a_former_name_typed_again_gives_the_tag_as_it_is_called(case, editor):
    case.tags.add("coconseption")
    case.save()
    rename_keyword(Keyword.objects.get(), "Co-conception", editor)
    other = CaseStudyPageFactory(parent=case.get_parent())
    other.tags.add("Coconseptions")
    other.save()
    assert named(other) == ["Co-conception"]


def test_a_tag_may_be_named_back(editor, db):
    keyword = Keyword.objects.create(name="atelier")
    for name in ("jeu sérieux", "Atelier", "jeu sérieux", "ateliers"):
        rename_keyword(keyword, name, editor)
        assert Keyword.objects.get().name == name
    assert Keyword.every.filter(merged_into=keyword).exists()


def test_the_name_of_another_tag_is_refused(editor, db):
    Keyword.objects.create(name="Co-conception")
    keyword = Keyword.objects.create(name="atelier")
    with pytest.raises(ValidationError, match="existe déjà"):
        rename_keyword(keyword, "coconceptions", editor)
    assert Keyword.objects.filter(name="atelier").exists()


def test_merged_tags_are_one_everywhere(client, words, publish, editor, committed):
    both = publish("Les deux", tags=["atelier", "groupe de travail"])
    only = publish("Un seul", tags=["groupe de travail"])
    draft = only.save_revision()
    old, new = Keyword.objects.get(name="groupe de travail"), Keyword.objects.get(name="atelier")
    assert committed(merge_keywords, old, new, editor) == 2
    assert named(both) == named(only) == ["atelier"]
    assert [tag.name for tag in draft.as_object().tags.all()] == ["atelier"]
    assert len(titles("tag=groupe-de-travail")) == 2
    address = f"{words.page.url}mots-cles/"
    assert client.get(f"{address}groupe-de-travail/")["location"] == f"{address}atelier/"
    assert reconcile() == 0


def test_a_tag_merged_into_itself_or_into_one_that_is_gone_is_refused(editor, db):
    one, other = (Keyword.objects.create(name=name) for name in ("un", "autre"))
    merge_keywords(one, other, editor)
    for target in (other, one):
        with pytest.raises(ValidationError):
            merge_keywords(other, target, editor)


def test_a_tag_becomes_a_term(client, words, publish, editor, committed):
    case = publish("Un hall", tags=["confidentialité"])
    keyword = Keyword.objects.get()
    term = new_term(keyword, Vocabulary.THEMES)
    assert committed(adopt_keyword, keyword, term, editor) == 1
    assert (term.code, term.label) == ("confidentialite", "Confidentialité")
    assert term.order == Term.objects.of(Vocabulary.THEMES).order_by("order").last().order
    case = CaseStudyPage.objects.get(pk=case.pk)
    assert ([*case.themes.all()], named(case)) == ([term], [])
    assert titles("tag=confidentialite") == titles("theme=confidentialite") == ["Un hall"]
    address = client.get(f"{words.page.url}mots-cles/confidentialite/")["location"]
    assert address == f"{words.page.url}themes/confidentialite/"
    assert reconcile() == 0


def test_a_tag_joins_a_term_that_some_cases_have(words, publish, editor, committed):
    case = publish("Un hall", themes=[words.new], tags=["patience"])
    draft = case.save_revision()
    committed(adopt_keyword, Keyword.objects.get(), words.new, editor)
    assert [*CaseStudyPage.objects.get(pk=case.pk).themes.all()] == [words.new]
    read = draft.as_object()
    assert ([*read.themes.all()], [*read.tags.all()]) == ([words.new], [])
    assert Term.objects.get(pk=words.new.pk).aliases == ["patience"]


def test_a_tag_that_became_a_term_gives_this_term_when_typed_again(words, case, editor):
    keyword = Keyword.objects.create(name="patience")
    adopt_keyword(keyword, words.new, editor)
    case.tags.add("Patience", "autre")
    case.save()
    case = CaseStudyPage.objects.get(pk=case.pk)
    assert ([*case.themes.all()], named(case)) == ([words.new], ["autre"])


def test_what_a_merged_tag_led_from_leads_to_the_term(client, words, publish, editor):
    publish("Un hall", themes=[words.new])
    one, other = (Keyword.objects.create(name=name) for name in ("un", "autre"))
    merge_keywords(one, other, editor)
    adopt_keyword(other, words.new, editor)
    address = client.get(f"{words.page.url}mots-cles/un/")["location"]
    assert address == f"{words.page.url}themes/attente/"


def test_only_vocabularies_of_several_terms_adopt(words, editor):
    phase = TermFactory(vocabulary=Vocabulary.PHASES)
    with pytest.raises(ValidationError, match="plusieurs"):
        adopt_keyword(Keyword.objects.create(name="un"), phase, editor)
    with pytest.raises(ValidationError, match="déjà dans ce vocabulaire"):
        new_term(Keyword.objects.create(name="attentes"), Vocabulary.THEMES)


def test_a_code_already_taken_is_told_apart(words, editor):
    TermFactory(code="mot", label="Autre chose")
    keyword = Keyword.objects.create(name="mot")
    assert new_term(keyword, Vocabulary.THEMES).code == f"mot-{keyword.pk}"


def test_uses_of_a_tag_count_its_drafts(words, publish):
    case = publish("Un hall", tags=["un"])
    case.tags.add("autre")
    case.save_revision()
    assert uses_of(Keyword.objects.get(name="un")) == (1, 1, 0)
    assert uses_of(Keyword.objects.get(name="autre")) == (0, 1, 0)
