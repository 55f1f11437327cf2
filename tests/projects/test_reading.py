"""A case on its page: everything public that is filled in, nothing else, at a constant cost."""

import re
from decimal import Decimal
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.choices import MeasureStatus
from projects.dates import PartialDate
from projects.indexing import rebuild
from projects.models import (
    AppliedPractice,
    Effect,
    FurtherReading,
    GalleryPhoto,
    Measure,
    Party,
    RedoStep,
    RelatedCase,
    Resource,
    Vocabulary,
)
from projects.reading import SECTIONS
from tests.factories import (
    CaseStudyPageFactory,
    CommuneFactory,
    IndicatorFactory,
    LabPageFactory,
    MeasureFactory,
    PhotoFactory,
    PhotoPairFactory,
    PracticePageFactory,
    ResourceFileFactory,
    SourceFactory,
    TermFactory,
)
from tests.worlds import world

MOST_QUERIES = 45
TERMS = {
    "project_kind": Vocabulary.PROJECT_KINDS,
    "beneficiary_kind": Vocabulary.STRUCTURE_KINDS,
    "establishment_kind": Vocabulary.ESTABLISHMENT_KINDS,
    "phase": Vocabulary.PHASES,
    "cost_band": Vocabulary.COST_BANDS,
}


def read(client, page) -> str:
    """Return the page as somebody reads it, on one line, with plain spaces."""
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def queries_of(client, page) -> int:
    client.get(page.url)  # fills the caches of content types and sites
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(page.url)
    return len(queries)


def fill(case, times: int = 1) -> None:
    """Give a case `times` rows of everything."""
    lab = case.get_parent()
    for name, vocabulary in TERMS.items():
        setattr(case, name, TermFactory(vocabulary=vocabulary, label=f"dit-{name}"))
    case.commune, case.main_photo = CommuneFactory(), PhotoFactory()
    for number in range(times):
        measure = MeasureFactory(page=case, comparable=True)
        FurtherReading.objects.create(
            measure=measure, value=Decimal(20), method=measure.before_method
        )
        PhotoPairFactory(page=case, zone=TermFactory(vocabulary=Vocabulary.RECEPTION_ZONES))
        GalleryPhoto.objects.create(page=case, photo=PhotoFactory())
        Resource.objects.create(page=case, title="Plan", file=ResourceFileFactory())
        RedoStep.objects.create(page=case, step="Compter les passages")
        Party.objects.create(page=case, name="Atelier", kind=TermFactory())
        Effect.objects.create(page=case, text="Moins de bruit")
        SourceFactory(page=case)
        practices = case.get_ancestors().first().get_children().get(slug="accueil").get_children()
        practice = PracticePageFactory(parent=practices.get(slug="pratiques"))
        AppliedPractice.objects.create(page=case, practice=practice)
        related = CaseStudyPageFactory(parent=lab)
        MeasureFactory(page=related)
        RelatedCase.objects.create(page=case, case=related)
        case.themes.add(TermFactory(code=f"theme-{number}"))
        case.tags.add(f"mot-{number}")
    photos = [("photo", {"photo": PhotoFactory()}) for _number in range(times)]
    case.approach = photos
    case.save()


@world
def case(house):
    return CaseStudyPageFactory(parent=house.lab)


def test_a_bare_case_shows_no_empty_section(client, case):
    text = read(client, case)
    shown = set(re.findall(r'<section id="([a-z]+)"', text))
    assert shown == {"resultats", "fiche"}
    assert "Pas de mesure publiée" in text
    assert "Non renseigné" in text


def test_a_full_case_shows_every_section_and_lists_it(client, case):
    fill(case)
    case.problem = case.what_did_not_work = case.prerequisites = "<p>Texte</p>"
    case.cost_amount, case.beneficiary_name = Decimal(900), "Mairie de Lezoux"
    case.contact_email, case.first_published_at = "accueil@example.org", timezone.now()
    case.save()
    text = read(client, case)
    for section in SECTIONS:
        assert f'<section id="{section.anchor}"' in text
        assert f'href="#{section.anchor}"' in text


TEXTS = (
    *("summary", "beneficiary_name", "site_name", "problem", "solution", "cost_note", "funding"),
    *("purchase_route", "what_did_not_work", "success_conditions", "would_do_differently"),
    *("prerequisites", "minimal_budget", "transferable", "specific_to_us", "contact_service"),
    *("editor_note", "not_said", "contradictions"),
)


def test_every_public_text_has_its_place(client, case):
    for name in TEXTS:
        setattr(case, name, f"dit-{name}")
    case.private_notes = "jamais-dit"
    case.save()
    text = read(client, case)
    assert [name for name in TEXTS if f"dit-{name}" not in text] == []
    assert "jamais-dit" not in text


def test_terms_numbers_and_dates_have_their_place(client, case):
    for name, vocabulary in TERMS.items():
        setattr(case, name, TermFactory(vocabulary=vocabulary, label=f"dit-{name}"))
    several = ("themes", "audiences", "reception_zones", "journey_stages", "methods")
    for name in several:
        getattr(case, name).add(TermFactory(vocabulary=name, label=f"dit-{name}"))
    case.tags.add("dit-tags")
    case.commune = CommuneFactory()
    case.started_on, case.opened_on = PartialDate(2023, 4), PartialDate(2024, 1)
    case.ended_on, case.works_months = PartialDate(2025, 2), Decimal("0.75")
    case.attendance, case.attendance_period, case.floor_area = 2140, "month", Decimal(185)
    case.staff_days, case.open_during_works, case.visit_possible = Decimal(46), "yes", "yes"
    case.save()
    text = read(client, case)
    expected = [f"dit-{name}" for name in (*TERMS, *several, "tags")]
    expected += ["Lezoux (63)", "2 000 à 10 000 hab.", "avril 2023", "janvier 2024", "février 2025"]
    expected += ["9 mois, dont 3 semaines de travaux", "2 140 passages par mois", "185 m²"]
    expected += ["46 jours-agents", "ouvert au public", "Le lieu se visite"]
    assert [words for words in expected if words not in text] == []


def test_the_approach_shows_each_kind_of_block(client, case):
    case.approach = [
        ("text", "<p>Un <b>plan</b></p>"),
        ("step", {"date": "2023-04", "text": "<p>Observer</p>"}),
        ("photo", {"photo": PhotoFactory(description="Un hall vide"), "caption": "Le lundi"}),
        ("quote", {"text": "On s'entend", "role": "Une agente"}),
        ("video", {"title": "Visite", "url": "https://example.org/v", "transcript": "<p>Vide</p>"}),
    ]
    case.save()
    text = read(client, case)
    for words in ("Un <b>plan</b>", "Avril 2023", "Observer", 'alt="Un hall vide"', "Le lundi"):
        assert words in text
    for words in ("« On s’entend »", "Une agente", "https://example.org/v", "Vide"):
        assert words in text
    assert "<iframe" not in text


def test_a_measure_is_told_in_figures_words_and_reasons(client, case):
    MeasureFactory(page=case, comparable=True, target="20 min", note="Hors vacances")
    case.opened_on = PartialDate(2023, 9)
    case.save()
    text = read(client, case)
    assert "De 34 à 19 min, soit une baisse de 44 %" in text
    assert "Amélioration mesurée" in text
    assert "Avant/après comparables" in text
    assert "Il manque" in text
    assert "Un second relevé comparable" in text
    for words in ("Bilan de l’accueil", "Rien d’autre n’a changé", "20 min", "Hors vacances"):
        assert words in text


def test_below_the_firm_levels_nothing_is_concluded(client, case):
    MeasureFactory(page=case)
    text = read(client, case)
    assert "Écart constaté, sans conclusion" in text
    assert "Avant/après, comparaison fragile" in text
    assert "Amélioration mesurée" not in text


def test_a_deterioration_is_as_plain_as_an_improvement(client, case):
    MeasureFactory(page=case, comparable=True, before_value=19, after_value=34)
    case.opened_on = PartialDate(2023, 9)
    case.save()
    text = read(client, case)
    assert "Dégradation mesurée" in text
    assert "1 mesure, dont 1 dégradation" in text


def test_a_measure_to_come_is_announced(client, case):
    MeasureFactory(
        page=case,
        before_value=None,
        after_value=None,
        status=MeasureStatus.PLANNED,
        planned_on=PartialDate(2027, 3),
    )
    assert "Mesure prévue en mars 2027" in read(client, case)


def test_a_neutral_measure_leads_only_when_alone(case):
    neutral = IndicatorFactory(code="passages", label="Fréquentation", direction="neutral")
    MeasureFactory(page=case, comparable=True, indicator=neutral)
    assert case.main_measure.label == "Fréquentation"
    MeasureFactory(page=case)
    assert case.main_measure.label == "Temps d'attente moyen"


def test_a_compiled_sheet_says_what_it_is(client, house):
    case = CaseStudyPageFactory(parent=house.lab, sheet_kind="compiled")
    SourceFactory(page=case, title="La presse", contradiction="Donne 2016")
    text = read(client, case)
    assert "D’après des sources publiques, non validé par le service" in text
    assert "Les sources ne donnent pas de chiffre" in text
    assert "La presse" in text
    assert "Donne 2016" in text


def test_a_drawing_never_passes_for_the_place(client, case):
    PhotoPairFactory(page=case, before=PhotoFactory(is_drawing=True))
    # On the split picture and on the whole one; the photo after has none.
    assert read(client, case).count("Dessin de principe") == 2


def test_a_made_up_case_is_labelled(client, house):
    lab = LabPageFactory(parent=house.portfolio, is_fictional=True)
    case = CaseStudyPageFactory(parent=lab)
    rebuild()
    assert "Exemple fictif" in read(client, case)
    assert "Exemple fictif" in read(client, house.portfolio)


def test_a_person_is_named_only_with_consent(client, case):
    case.contact_service, case.contact_person = "Accueil", "Camille Exemple"
    case.save()
    assert "Camille Exemple" not in read(client, case)
    case.contact_consent = True
    case.save()
    assert "Camille Exemple" in read(client, case)


def test_two_figures_stand_for_a_missing_picture(client, case):
    MeasureFactory(page=case)
    assert "split-figures" in read(client, case)
    case.main_photo = PhotoFactory()
    case.save()
    assert "split-figures" not in read(client, case)


def test_links_to_what_is_not_published_do_not_appear(client, house, case):
    AppliedPractice.objects.create(
        page=case, practice=PracticePageFactory(parent=house.practices, title="Cachée", live=False)
    )
    RelatedCase.objects.create(
        page=case, case=CaseStudyPageFactory(parent=house.lab, title="Brouillon", live=False)
    )
    text = read(client, case)
    assert "Cachée" not in text
    assert "Brouillon" not in text
    assert 'id="pratiques"' not in text


def test_pages_carry_no_inline_style_or_script(client, case):
    fill(case)
    text = read(client, case)
    inline = r"\sstyle=|<script(?! (src=|type=\"application/ld\+json\"))|<style|\son[a-z]+="
    assert not re.search(inline, text)


def test_no_row_adds_a_query(client, house):
    few, many = CaseStudyPageFactory(parent=house.lab), CaseStudyPageFactory(parent=house.lab)
    fill(few, times=1)
    fill(many, times=4)
    counted = queries_of(client, many)
    assert counted == queries_of(client, few)
    assert counted <= MOST_QUERIES


def test_a_case_that_is_not_saved_yet_can_be_previewed(house, rf):
    case = CaseStudyPageFactory.build(title="Nouvelle fiche")
    house.lab.add_child(instance=case)
    case.pk = case.id = None
    context = case.get_context(rf.get("/"))
    assert [section.anchor for section in context["sections"]] == ["resultats", "fiche"]


def test_a_preview_shows_rows_that_are_not_saved(case):
    fill(case)
    case.measures = [Measure(own_label="Plantes vertes", before_value=Decimal(12))]
    response = case.make_preview_request()
    assert response.status_code == 200
    assert "Plantes vertes" in response.content.decode()
