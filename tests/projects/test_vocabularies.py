"""Loading the bundled vocabularies and indicators, and keeping them in the admin."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from projects.choices import SPACE_KINDS, Direction, Scale
from projects.data.communes import POPULATION_BANDS
from projects.data.vocabularies import MalformedFileError, read_vocabularies
from projects.evidence import SAMPLING_METHODS
from projects.loading import Outcome, load_vocabularies
from projects.models import Indicator, Measure, Term, Vocabulary
from tests.factories import CaseStudyPageFactory, IndicatorFactory, TermFactory, UserFactory

SMALL = """
themes:
  attente: "Attente"
  signaletique:
    label: "Orientation"
    definition: "Trouver seul le bon service."
    aliases: ["repérage", "panneaux"]
measurement_methods:
  comptage: "Comptage"
indicators:
  note: {label: "Note", unit: "/10", direction: higher, scale: score, sampled: yes,
    threshold: 0.3, method: comptage}
"""


@pytest.fixture
def load(tmp_path: Path, db: None):
    """Load a file that holds this text."""

    def load(text: str = SMALL) -> list[Outcome]:
        file = tmp_path / "vocabularies.yaml"
        file.write_text(text, encoding="utf-8")
        return load_vocabularies(file)

    return load


def codes(vocabulary: Vocabulary) -> set[str]:
    return {entry.code for entry in read_vocabularies() if entry.vocabulary == vocabulary}


def test_the_bundled_file_is_loaded_whole_and_once(db, capsys, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        call_command("load_vocabularies")
    assert {term.vocabulary for term in Term.objects.all()} == set(Vocabulary.values)
    assert Indicator.objects.get(code="attente-moy").advised_method.code == "gfa"
    number = Term.objects.count()
    with django_assert_max_num_queries(12):
        call_command("load_vocabularies")
    assert Term.objects.count() == number
    assert f"Termes\u00a0: {number} · ajouts\u00a0: 0 · mises" in capsys.readouterr().out


def test_the_code_and_the_file_speak_of_the_same_things():
    assert {code for code, _ in POPULATION_BANDS} == codes(Vocabulary.POPULATION_BANDS)
    assert codes(Vocabulary.PROJECT_KINDS) >= SPACE_KINDS
    assert codes(Vocabulary.MEASUREMENT_METHODS) >= SAMPLING_METHODS
    assert "nc" in codes(Vocabulary.COST_BANDS)


def test_terms_and_indicators_come_with_what_the_file_says(load):
    load()
    term = Term.objects.get(vocabulary="themes", code="signaletique")
    assert (term.label, term.order, term.active) == ("Orientation", 2, True)
    assert term.aliases == ["repérage", "panneaux"]
    indicator = Indicator.objects.get()
    assert (indicator.direction, indicator.scale) == (Direction.HIGHER, Scale.SCORE)
    assert (indicator.sampled, indicator.threshold) == (True, Decimal("0.3"))
    assert indicator.advised_method.code == "comptage"


def test_loading_again_changes_nothing(load):
    load()
    assert [(o.created, o.updated, o.kept) for o in load()] == [(0, 0, 0), (0, 0, 0)]


def test_a_new_file_updates_what_nobody_touched(load):
    load()
    terms, indicators = load(SMALL.replace('"Attente"', '"File"').replace("0.3", "0.5"))
    assert (terms.updated, indicators.updated) == (1, 1)
    assert Term.objects.get(code="attente").label == "File"
    assert Indicator.objects.get().threshold == Decimal("0.5")


def test_what_an_editor_changed_stays_whatever_the_file_becomes(load):
    load()
    Term.objects.filter(code="attente").update(label="Patience")
    Indicator.objects.update(threshold=Decimal(1))
    terms, indicators = load()
    assert (terms.updated, terms.kept, indicators.kept) == (0, 1, 1)
    terms, _ = load(SMALL.replace('"Attente"', '{label: "File", definition: "La queue."}'))
    term = Term.objects.get(code="attente")
    assert (term.label, term.definition) == ("Patience", "La queue.")
    assert (terms.updated, terms.kept) == (1, 1)


def test_a_file_that_comes_round_to_the_editor_takes_over_again(load):
    load()
    Term.objects.filter(code="attente").update(label="Patience")
    assert load(SMALL.replace('"Attente"', '"Patience"'))[0].kept == 0
    load(SMALL.replace('"Attente"', '"File"'))
    assert Term.objects.get(code="attente").label == "File"


def test_an_editor_may_withdraw_a_term_for_good(load):
    load()
    Term.objects.filter(code="attente").update(active=False)
    load(SMALL.replace('"Attente"', '"File"'))
    term = Term.objects.get(code="attente")
    assert (term.label, term.active) == ("File", False)


def test_a_term_that_an_editor_created_first_keeps_its_label(load):
    TermFactory(code="attente", label="Patience", order=7)
    terms, _ = load()
    term = Term.objects.get(code="attente")
    assert (term.label, term.order) == ("Patience", 7)
    assert (terms.created, terms.kept) == (2, 1)


def test_a_term_that_the_file_drops_is_kept(load):
    load()
    load(SMALL.replace('  attente: "Attente"\n', ""))
    assert Term.objects.filter(code="attente", active=True).exists()


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("themes: [", "pas du YAML"),
        ("- attente", "Le fichier"),
        ("themes: attente", "themes\u00a0: on attend"),
        ("themes: {attente: 3}", "themes / attente\u00a0: on attend"),
        ("themes: {12: Douze}", "guillemets"),
        ("themes:\n  attente: A\n  attente: B", "«\u202fattente\u202f» y est deux fois"),
        ("themes: {attente: {definition: D}}", "il manque «\u202flabel\u202f»"),
        ("themes: {attente: {label: A, alias: [B]}}", "«\u202falias\u202f» est inconnu"),
        ("themes: {attente: {label: A, aliases: [3]}}", "liste de textes"),
        ("themes: {attente: {label: A, order: yes}}", "«\u202forder\u202f» ne peut pas"),
        ("couleurs: {bleu: Bleu}", "couleurs / bleu, vocabulary"),
        ("themes: {'à l''aise': A}", "themes / à l'aise, code"),
        (f"themes: {{attente: {'A' * 121}}}", "label"),
        (SMALL.replace("higher", "up"), "indicators / note, direction"),
        (SMALL.replace("0.3", "-1"), "indicators / note, threshold"),
        (SMALL.replace("0.3", "peu"), "«\u202fthreshold\u202f» ne peut pas"),
        (SMALL.replace("method: comptage", "method: pif"), "«\u202fpif\u202f» est inconnue"),
    ],
)
def test_a_malformed_file_is_refused_whole_with_a_sentence(load, text, sentence):
    with pytest.raises(MalformedFileError) as refusal:
        load(text)
    assert sentence in str(refusal.value)
    assert not Term.objects.exists()


def test_the_command_says_what_is_wrong(monkeypatch):
    def refuse() -> None:
        raise MalformedFileError("themes / attente : …")

    monkeypatch.setattr("projects.management.commands.load_vocabularies.load_vocabularies", refuse)
    with pytest.raises(CommandError, match="themes / attente"):
        call_command("load_vocabularies")


@pytest.fixture
def editor(client, db):
    client.force_login(UserFactory(administrator=True))
    return client


def posted(term: Term, **values: object) -> dict[str, object]:
    fields = ("vocabulary", "code", "label", "definition", "order")
    return {name: getattr(term, name) for name in fields} | {"aliases": "", "active": "on"} | values


def test_terms_are_listed_by_vocabulary(editor):
    TermFactory(label="Le bruit", vocabulary=Vocabulary.THEMES)
    TermFactory(label="Le hall", vocabulary=Vocabulary.RECEPTION_ZONES)
    page = editor.get(reverse("terms:index"), {"vocabulary": "themes"}).content.decode()
    assert "Le bruit" in page
    assert "Le hall" not in page


def test_an_editor_writes_other_names_one_a_line(editor):
    term = TermFactory(aliases=["file", "queue"])
    address = reverse("terms:edit", args=[term.pk])
    assert "file\nqueue</textarea>" in editor.get(address).content.decode()
    editor.post(address, posted(term, label="Attente", aliases="salle  d'attente\n\nfile\nfile"))
    term.refresh_from_db()
    assert (term.label, term.aliases) == ("Attente", ["salle d'attente", "file"])


def test_a_new_term_has_a_vocabulary_and_a_code_of_its_own(editor):
    address = reverse("terms:add")
    editor.post(address, posted(Term(vocabulary="themes", code="bruit", label="Bruit")))
    assert Term.objects.get().code == "bruit"
    again = editor.post(address, posted(Term(vocabulary="themes", code="bruit", label="Bruits")))
    assert again.status_code == 200
    assert Term.objects.count() == 1


def test_vocabulary_and_code_no_longer_change(editor):
    term = TermFactory(code="bruit")
    moved = posted(term, vocabulary="methods", code="autre", label="Bruits")
    editor.post(reverse("terms:edit", args=[term.pk]), moved)
    term.refresh_from_db()
    assert (term.vocabulary, term.code, term.label) == (Vocabulary.THEMES, "bruit", "Bruits")


def test_nobody_deletes_a_term_or_an_indicator(editor):
    for kind, row in (("terms", TermFactory()), ("indicators", IndicatorFactory())):
        address = reverse(f"{kind}:delete", args=[row.pk])
        assert address not in editor.get(reverse(f"{kind}:index")).content.decode()
        assert editor.post(address).status_code == 302
        assert type(row).objects.filter(pk=row.pk).exists()


def indicator_form(indicator: Indicator, **values: object) -> dict[str, object]:
    fields = ("code", "label", "definition", "unit", "direction", "scale", "threshold", "order")
    return {name: getattr(indicator, name) for name in fields} | values


def test_the_reading_of_an_unused_indicator_may_be_mended(editor):
    indicator = IndicatorFactory()
    address = reverse("indicators:edit", args=[indicator.pk])
    editor.post(address, indicator_form(indicator, unit="s", direction="higher"))
    indicator.refresh_from_db()
    assert (indicator.unit, indicator.direction) == ("s", Direction.HIGHER)


def test_the_reading_of_an_indicator_in_use_no_longer_changes(editor, house):
    indicator = IndicatorFactory()
    CaseStudyPageFactory(parent=house.lab, measures=[Measure(indicator=indicator)])
    address = reverse("indicators:edit", args=[indicator.pk])
    assert "fausserait des chiffres déjà publiés" in editor.get(address).content.decode()
    other = {"unit": "s", "direction": "higher", "scale": "score", "label": "Attente"}
    editor.post(address, indicator_form(indicator, **other))
    indicator.refresh_from_db()
    assert (indicator.unit, indicator.direction, indicator.scale, indicator.label) == (
        *("min", Direction.LOWER, Scale.RATIO),
        "Attente",
    )
