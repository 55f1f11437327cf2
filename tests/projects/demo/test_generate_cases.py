import io
import re
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from projects.completeness.words import words
from projects.data.communes import read_communes
from projects.demo.data import load
from projects.demo.generation import cases as generation
from projects.demo.generation import grammar
from projects.demo.generation.cases import generate_cases
from projects.demo.generation.prose import Writer
from projects.demo.generation.sheet import SheetWriter
from projects.demo.generation.subject import Atlas
from projects.loading import load_vocabularies
from projects.models import CaseStudyPage, Commune, LabPage, Measure
from tests.factories import (
    CaseStudyPageFactory,
    CommuneFactory,
    DepartementFactory,
    PracticePageFactory,
)

TEXTS = (
    *("title", "summary", "problem", "approach", "solution"),
    *("what_did_not_work", "success_conditions", "would_do_differently"),
)
TOWNS = (("63195", "Lezoux", 6_430), ("63113", "Clermont-Ferrand", 147_284))
FAULTS = re.compile(
    r"[{}|]"  # a slot left empty
    r"|\b(?:de|que) (?:un|une|eux|elle)\b"  # no elision
    r"|\b(?:de|à) (?:le|les) (?!\w+(?:er|ir|re)\b)"  # no contraction, unless before a verb
    r"|\s[,.]|[.,]{2}|  "
    r"|[^\u202f][;!?»]|«[^\u202f]"
)


@pytest.fixture
def ready(house: SimpleNamespace) -> SimpleNamespace:
    """A site with its vocabularies, and two communes instead of all."""
    load_vocabularies()
    puy_de_dome = DepartementFactory()
    for code, name, population in TOWNS:
        CommuneFactory(code=code, name=name, population=population, departement=puy_de_dome)
    return house


def generated(count: int, seed: int = 1) -> list[CaseStudyPage]:
    before = set(CaseStudyPage.objects.values_list("pk", flat=True))
    generate_cases(count, seed, report=lambda done: None)
    return list(CaseStudyPage.objects.exclude(pk__in=before).order_by("pk"))


def told(case: CaseStudyPage) -> tuple[str, ...]:
    return tuple(words(getattr(case, name)) for name in TEXTS)


def paragraphs_of(case: CaseStudyPage) -> list[str]:
    steps = [block.value["text"] for block in case.approach if block.block_type == "step"]
    starts = [block.value for block in case.approach if block.block_type == "text"]
    html = "".join(getattr(case, name) for name in TEXTS if name not in {"title", "approach"})
    html += "".join(text.source for text in (*starts, *steps))
    return [case.title, case.summary, *re.findall("<p>(.*?)</p>", html)]


def word_count(text: str) -> int:
    return len(re.findall(r"[\w’-]+", text))


def facts(case: CaseStudyPage) -> tuple[Any, ...]:
    """Return what a seed decides of a case besides its texts."""
    return (
        *(case.establishment_kind_id, case.commune_id, case.phase_id, str(case.started_on)),
        *(case.cost_amount, case.evidence_level, case.first_published_at),
        *(sorted(tag.name for tag in case.tags.all()), [str(m) for m in case.measures.all()]),
    )


def test_cases_are_live_whole_and_in_a_sound_tree(
    ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(generation, "BATCH", 7)
    done: list[int] = []
    generate_cases(15, seed=3, report=done.append)

    assert done == [7, 14, 15]
    assert Page.find_problems() == ([], [], [], [], [])
    made = CaseStudyPage.objects.all()
    assert made.live().count() == 15
    assert len(set(made.values_list("slug", flat=True))) == 15
    for case in made:
        case.full_clean()
        assert 600 <= sum(map(word_count, paragraphs_of(case))) <= 1_500
        assert case.get_parent().specific.is_fictional
        assert not case.photos
        assert case.departement_id == case.commune.departement_id
    assert client.get(case.url).status_code == 200


def test_what_is_stored_of_a_case_is_what_its_rows_say(ready: SimpleNamespace) -> None:
    made = generated(40)
    for case in made:
        stored = case.evidence_level, case.deteriorations, case.completeness
        case.fill_computed()
        assert stored == (case.evidence_level, case.deteriorations, case.completeness)
    assert {case.evidence_level for case in made} == {0, 1, 2, 3, 4}
    for measure in Measure.objects.all():
        measure.full_clean()


def test_facets_are_skewed_but_not_constant(ready: SimpleNamespace) -> None:
    made = generated(60)
    for values in (
        [case.sheet_kind for case in made],
        [case.phase.code for case in made],
        [case.establishment_kind.code for case in made],
        [case.get_parent().slug for case in made],
        [term.code for case in made for term in case.themes.all()],
        [term.code for case in made for term in case.audiences.all()],
        [tag.name for case in made for tag in case.tags.all()],
        [case.commune_id for case in made],
        [len(case.measures.all()) for case in made],
    ):
        counts = Counter(values)
        assert len(counts) > 1
        assert max(counts.values()) > 1.2 * len(values) / len(counts)
    with_kit = [case for case in made if case.has_kit]
    assert 0.05 < len(with_kit) / len(made) < 0.4


def test_a_seed_always_gives_the_same_cases_however_many(ready: SimpleNamespace) -> None:
    first, again, other = generated(6, seed=5), generated(4, seed=5), generated(4, seed=6)
    assert [told(case) for case in again] == [told(case) for case in first[:4]]
    assert [facts(case) for case in again] == [facts(case) for case in first[:4]]
    assert not {told(case) for case in other} & {told(case) for case in first}
    labs = LabPage.objects.filter(title__startswith="Lab généré")
    assert labs.count() == generation.LAB_COUNT
    assert Page.find_problems() == ([], [], [], [], [])
    slugs = CaseStudyPage.objects.values_list("path", "slug")
    assert len({(path[: -Page.steplen], slug) for path, slug in slugs}) == 14


def test_search_finds_the_words_of_a_case(ready: SimpleNamespace) -> None:
    case = generated(5)[2]
    word = max(re.findall(r"[a-z]{8,}", case.summary), key=len)
    assert case in list(CaseStudyPage.objects.search(word))


def test_practices_of_the_site_are_applied(ready: SimpleNamespace) -> None:
    practice = PracticePageFactory(parent=ready.practices)
    applied = [row for case in generated(12) for row in case.practices.all()]
    assert applied
    assert {row.practice for row in applied} == {practice}
    assert all(row.how for row in applied)


def test_nothing_is_added_beside_real_content_unless_told(ready: SimpleNamespace) -> None:
    CaseStudyPageFactory(parent=ready.lab, live=False)
    with pytest.raises(CommandError, match="--beside-real-content"):
        call_command("generate_cases", "2")
    assert LabPage.objects.count() == 1
    output = io.StringIO()
    call_command("generate_cases", "2", "--beside-real-content", stdout=output)
    assert CaseStudyPage.objects.count() == 3
    assert "2/2" in output.getvalue()


def test_a_fictional_lab_that_somebody_made_is_real_content(ready: SimpleNamespace) -> None:
    LabPage.objects.update(is_fictional=True)
    CaseStudyPageFactory(parent=ready.lab)
    with pytest.raises(CommandError, match="rien n’a été ajouté"):
        call_command("generate_cases", "1")


def test_a_site_without_its_first_pages_is_told_how_to_get_them(db: None) -> None:
    with pytest.raises(CommandError, match=r"manage\.py create_site"):
        call_command("generate_cases", "1")


def test_less_than_one_case_makes_no_sense(ready: SimpleNamespace) -> None:
    with pytest.raises(CommandError, match="au moins 1"):
        call_command("generate_cases", "0")


def test_every_text_is_correct_french_of_the_right_length(ready: SimpleNamespace) -> None:
    """On more cases than are worth saving."""
    writer, lengths = SheetWriter(), []
    for number in range(200):
        paragraphs = paragraphs_of(writer.write(str(number)))
        for paragraph in paragraphs:
            assert FAULTS.search(paragraph) is None, paragraph
            assert paragraph[0].isupper() or paragraph[0].isdigit()
        lengths.append(sum(map(word_count, paragraphs)))
    assert min(lengths) >= 600
    assert max(lengths) <= 1_500
    assert max(lengths) > 1.7 * min(lengths)


def test_prefectures_stand_where_they_really_are(ready: SimpleNamespace) -> None:
    assert [town.name for town in Atlas().possible["prefecture"]] == ["Clermont-Ferrand"]


def test_establishments_without_a_commune_are_not_drawn(db: None) -> None:
    CommuneFactory()
    atlas = Atlas()
    assert "prefecture" not in atlas.possible
    assert "mairie" in atlas.possible


def test_communes_whose_name_may_elide_or_not_are_left_out(db: None) -> None:
    CommuneFactory(code="83069", name="Hyères", population=50_000)
    CommuneFactory(code="60057", name="Beauvais", population=55_000)
    assert [commune.name for commune in Atlas().communes] == ["Beauvais"]


def test_every_town_of_the_lists_is_a_commune() -> None:
    known = {(row.departement_code, row.name) for row in read_communes()}
    for towns in load("chances.yaml")["towns"].values():
        assert not set(towns.items()) - known


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Lezoux", "de Lezoux", "à Lezoux"),
        ("Amiens", "d’Amiens", "à Amiens"),
        ("Évreux", "d’Évreux", "à Évreux"),
        ("Le Havre", "du Havre", "au Havre"),
        ("Les Ulis", "des Ulis", "aux Ulis"),
        ("La Rochelle", "de La Rochelle", "à La Rochelle"),
        ("l’hôpital", "de l’hôpital", "à l’hôpital"),
        ("le commissariat", "du commissariat", "au commissariat"),
        ("les usagers", "des usagers", "aux usagers"),
    ],
)
def test_de_and_a_contract_and_elide(name: str, of: str, at: str) -> None:
    assert (grammar.of(name), grammar.at(name)) == (of, at)


def test_sentences_are_filled_elided_and_capitalised() -> None:
    first: Any = SimpleNamespace(choice=lambda options: options[0])
    writer = Writer(first, {"durée": ["un mois"], "lieu": ["la mairie", "l’hôpital"]})
    assert writer.sentence("{a|b} {fin}", fin="{c|d}") == "A {c|d}"
    paragraph = writer.paragraph(["au bout de {durée}, {lieu} ouvre.", "oui. {lieu} ferme."])
    assert paragraph == "Au bout d’un mois, la mairie ouvre. Oui. La mairie ferme."


def test_communes_are_loaded_when_there_are_none(
    house: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_vocabularies()
    monkeypatch.setattr(generation, "load_communes", CommuneFactory)
    generated(1)
    assert Commune.objects.count() == 1
