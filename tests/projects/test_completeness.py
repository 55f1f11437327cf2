"""The rules on what a sheet must say: each failed alone, each met, on each kind of sheet."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from projects.choices import EffectKind, MeasureStatus, People, SheetKind
from projects.completeness import (
    RULES,
    Level,
    blocking,
    is_description,
    missing,
    percentage,
    warnings,
)
from projects.dates import PartialDate
from projects.models import CaseStudyPage, Effect, GalleryPhoto, Measure, PhotoPair
from tests.factories import (
    CaseStudyPageFactory,
    IndicatorFactory,
    LabPageFactory,
    PhotoFactory,
    TermFactory,
)
from tests.worlds import world

Change = Callable[[CaseStudyPage], None]


@world
def sheet(house):
    """Make a sheet of a lab: `sheet("full")`, changed as asked."""

    def make(trait: str = "complete", change: Change = lambda case: None, **fields: object):
        case = CaseStudyPageFactory(parent=house.lab, **{trait: True}, **fields)
        change(case)
        return case

    return make


def without(field: str, empty: object = "") -> Change:
    return lambda case: setattr(case, field, empty)


def on_photo(**values: object) -> Change:
    def change(case):
        for name, value in values.items():
            setattr(case.main_photo, name, value)

    return change


def on_pair(**values: object) -> Change:
    def change(case):
        pair = case.photo_pairs.get()
        for name, value in values.items():
            setattr(pair, name, value)
        case.photo_pairs = [pair]

    return change


def measured(**values: object) -> Change:
    """Give the sheet one measure; by itself it is dated and sourced."""

    def change(case):
        row = {
            "indicator": IndicatorFactory(),
            "before_value": Decimal(34),
            "before_start": PartialDate(2023, 3),
            "source_name": "Bilan de l'accueil",
        }
        case.measures = [Measure(**row | values)]

    return change


def quoted(**values: object) -> Change:
    row = {
        "text": "On ne m'entend plus.",
        "kind": EffectKind.QUOTATION,
        "role": "une usagère",
        "agreement": "Formulaire 12",
    }
    return lambda case: setattr(case, "effects", [Effect(**row | values)])


def in_turn(*changes: Change) -> Change:
    def change(case):
        for each in changes:
            each(case)

    return change


YESTERDAY = date.today() - timedelta(days=1)
AGREED = {"people": People.AGREED, "agreement_reference": "Accord 7"}

FAILURES = [
    ("title", "complete", without("title")),
    ("summary", "complete", without("summary")),
    ("project_kind", "compiled", without("project_kind", None)),
    ("beneficiary_name", "complete", without("beneficiary_name")),
    ("beneficiary_kind", "complete", without("beneficiary_kind", None)),
    ("establishment_kind", "complete", without("establishment_kind", None)),
    ("place", "complete", in_turn(without("commune", None), without("departement", None))),
    ("themes", "complete", without("themes", [])),
    ("audiences", "complete", without("audiences", [])),
    ("reception_zones", "complete", without("reception_zones", [])),
    ("phase", "complete", without("phase", None)),
    ("started_on", "complete", without("started_on", None)),
    ("problem", "complete", without("problem", '<p data-block-key="a"> &nbsp;</p>')),
    ("approach", "complete", without("approach", [])),
    ("approach", "complete", without("approach", [("text", "<p></p>")])),
    ("solution", "full", without("solution")),
    ("what_did_not_work", "full", without("what_did_not_work", "<p></p>")),
    ("success_conditions", "full", without("success_conditions")),
    ("would_do_differently", "full", without("would_do_differently")),
    ("result", "complete", without("no_measure_reason", " ")),
    ("measure_indicator", "complete", measured(indicator=None)),
    ("measure_indicator", "complete", measured(indicator=None, own_label="Bruit")),
    ("measure_value", "complete", measured(before_value=None)),
    ("measure_planned", "complete", measured(status=MeasureStatus.PLANNED)),
    ("measure_source", "complete", measured(source_name="")),
    ("measure_source", "compiled", measured(source_name=" ")),
    ("measure_period", "complete", measured(before_start=None)),
    ("quotation_role", "compiled", quoted(role="")),
    ("quotation_agreement", "complete", quoted(agreement="")),
    ("photo", "complete", without("main_photo", None)),
    ("photo", "complete", on_photo(is_drawing=True)),
    ("photo_pair", "full", without("photo_pairs", [])),
    ("photo_pair", "full", on_pair(after=None)),
    ("photo_alternative", "complete", on_photo(description="")),
    ("photo_alternative", "full", on_pair(before_alt="avant.jpg")),
    ("photo_credit", "complete", on_photo(credit="")),
    ("photo_licence", "complete", on_photo(licence="")),
    ("photo_people", "complete", on_photo(people="")),
    ("photo_no_agreement", "complete", on_photo(people=People.NO_AGREEMENT)),
    ("photo_agreement", "complete", on_photo(people=People.AGREED)),
    ("photo_agreement_expired", "complete", on_photo(**AGREED, agreement_expires_on=YESTERDAY)),
    ("cost", "complete", without("cost_amount", None)),
    ("cost_year", "complete", without("cost_year", None)),
    ("contact_service", "complete", without("contact_service")),
    ("contact_email", "complete", without("contact_email")),
    ("contact_consent", "complete", without("contact_person", "Camille Martin")),
    ("sources", "compiled", without("sources", [])),
    ("contact_private_email", "complete", without("contact_email", "mairie.lezoux@Wanadoo.fr")),
    ("text_private_email", "complete", without("problem", "<p>Écrire à jeanne@gmail.com.</p>")),
    ("text_mobile_number", "complete", without("problem", "<p>Tél.&nbsp;: 06 12 34 56 78</p>")),
    ("text_person_name", "complete", without("problem", "<p>Mme Dupont attend debout.</p>")),
    ("title_is_a_programme", "complete", without("title", "Services publics + à Lezoux")),
    ("long_sentence", "complete", without("problem", f"<p>{'mot ' * 41}</p>")),
]


@pytest.mark.parametrize("code, trait, change", FAILURES)
def test_a_rule_fails_alone(sheet, code, trait, change):
    assert [gap.code for gap in missing(sheet(trait, change))] == [code]


def test_every_rule_has_a_failing_case():
    codes = [rule.code for rule in RULES]
    assert {code for code, *_ in FAILURES} == set(codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "trait, change",
    [
        ("complete", lambda case: None),
        ("full", lambda case: None),
        ("compiled", lambda case: None),
        ("complete", in_turn(without("commune", None), without("elsewhere", "Genève"))),
        ("compiled", without("commune", None)),
        ("complete", measured()),
        ("complete", measured(before_value=Decimal(0))),
        ("complete", measured(source_name="", source_url="https://example.org/bilan")),
        ("complete", measured(indicator=None, own_label="Bruit", own_unit="dB")),
        ("complete", measured(status=MeasureStatus.NOT_MEASURABLE)),
        (
            "complete",
            in_turn(
                without("no_measure_reason"),
                measured(
                    status=MeasureStatus.PLANNED,
                    planned_on=PartialDate(2027, 1),
                    source_name="",
                    before_value=None,
                ),
            ),
        ),
        ("complete", quoted()),
        ("compiled", quoted(agreement="")),
        ("complete", quoted(kind=EffectKind.REPORTED, role="", agreement="")),
        ("complete", on_photo(**AGREED)),
        ("complete", on_photo(**AGREED, agreement_expires_on=date.today())),
        ("complete", on_photo(people=People.BLURRED)),
        ("complete", in_turn(without("cost_amount", None), without("cost_year", None))),
        (
            "complete",
            in_turn(without("contact_person", "Camille Martin"), without("contact_consent", True)),
        ),
        ("complete", without("problem", "<p>Écrire à accueil@lezoux.fr ou au 04 73 00 00 00.</p>")),
    ],
)
def test_nothing_is_missing(sheet, trait, change):
    case = sheet(trait, change, cost_band=TermFactory(vocabulary="cost_bands", code="nc"))
    assert missing(case) == []


def test_a_sheet_without_a_place_has_none_to_give(sheet):
    nowhere = {"no_place": True, "commune": None, "establishment_kind": None}
    assert missing(sheet(**nowhere)) == []


def test_only_spaces_have_zones_and_pairs(sheet):
    study = TermFactory(vocabulary="project_kinds", code="etude")
    case = sheet("full", in_turn(without("reception_zones", []), without("photo_pairs", [])))
    assert [gap.code for gap in missing(case)] == ["reception_zones", "photo_pair"]
    case.project_kind = study
    assert missing(case) == []


def test_a_compiled_sheet_owes_no_contact_photo_cost_date_or_measure(sheet):
    case = sheet("compiled")
    case.sheet_kind = SheetKind.SHORT
    owed = ["started_on", "result", "photo", "cost", "contact_service", "contact_email"]
    assert [gap.code for gap in missing(case)] == owed


def test_a_full_sheet_owes_more_than_a_short_one(sheet):
    case = sheet("complete")
    case.sheet_kind = SheetKind.FULL
    owed = ["solution", "what_did_not_work", "success_conditions", "would_do_differently"]
    assert [gap.code for gap in missing(case)] == [*owed, "photo_pair"]


def test_an_invented_case_may_show_drawings(house):
    lab = LabPageFactory(parent=house.portfolio, is_fictional=True)
    drawing = PhotoFactory(is_drawing=True)
    pair = PhotoPair(before=drawing, after=PhotoFactory(is_drawing=True))
    case = CaseStudyPageFactory(parent=lab, full=True, main_photo=drawing, photo_pairs=[pair])
    assert missing(case) == []


def test_a_photo_is_judged_wherever_the_sheet_shows_it(sheet):
    photo = PhotoFactory(title="Le hall", credit="")
    places = {
        "gallery": without("gallery", [GalleryPhoto(photo=photo)]),
        "photo_pairs": without("photo_pairs", [PhotoPair(before=photo)]),
        "approach": without("approach", [("text", "Texte"), ("photo", {"photo": photo})]),
        "main_photo": without("main_photo", photo),
    }
    for field, change in places.items():
        [gap] = missing(sheet("complete", change))
        assert (gap.code, gap.field) == ("photo_credit", field)
        assert "Le hall" in gap.message


def test_a_photo_shown_twice_is_reported_once(sheet):
    case = sheet("complete", on_photo(description="", credit=""))
    case.gallery = [GalleryPhoto(photo=case.main_photo)]
    assert [gap.code for gap in missing(case)] == ["photo_alternative", "photo_credit"]


def test_a_pair_may_describe_what_its_photo_does_not(sheet):
    undescribed = PhotoFactory(description="")
    pair = PhotoPair(before=undescribed, before_alt="Une file debout", after=PhotoFactory())
    assert missing(sheet("complete", without("photo_pairs", [pair]))) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "IMG_1234", "img 1234", "DSC0042.JPG", "hall.jpeg", "20230401_123456"),
        *("accueil-v2", "photo", "Photo 2", "image", "Image n° 3", "photo avant", "Photos."),
        *(
            "le hall.JPG",
            "Avant",
            "après 2",
            "WhatsApp Image 2024-03-01 at 10.00.00",
            "Copie de IMG_2034",
        ),
        *("Capture d’écran 2024-03-01 à 10.20.30", "1" * 60 + "!"),
    ],
)
def test_these_describe_nothing(text):
    assert not is_description(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hall",
        "Un hall de 40 m²",
        "Après travaux, le hall",
        "Photo du hall, vide",
        "La file, avant l'ouverture",
    ],
)
def test_these_may_be_descriptions(text):
    assert is_description(text)


def test_messages_say_what_why_and_which_one_in_french(sheet):
    [gap] = missing(sheet("complete", measured(source_name="")))
    assert gap.message.startswith("Temps d'attente moyen\u00a0: dites d’où vient le chiffre")
    assert gap.why == "Un chiffre sans source ne peut être ni vérifié ni repris."
    assert (gap.field, gap.level) == ("measures", Level.BLOCKING)


def test_a_measure_without_a_name_is_known_by_its_rank(sheet):
    case = sheet("complete", measured(indicator=None))
    [gap] = missing(case)
    assert gap.message.startswith("Mesure 1\u00a0:")


@pytest.mark.django_db
def test_every_field_named_is_a_field_or_rows_of_the_sheet():
    relations = {*CaseStudyPage().__dict__, *(f.name for f in CaseStudyPage._meta.get_fields())}
    assert {rule.field for rule in RULES} <= relations


@pytest.mark.parametrize(
    "number",
    ["06 12 34 56 78", "0712345678", "+33 6 12 34 56 78", "07.12.34.56.78", "0033612345678"],
)
def test_mobile_numbers_are_doubted_and_block_nothing(sheet, number):
    case = sheet("complete", without("summary", f"Appelez le {number} avant de venir."))
    [doubt] = warnings(case)
    assert (doubt.code, doubt.field) == ("text_mobile_number", "summary")
    assert number in doubt.message
    assert blocking(case) == []
    assert percentage(case) == 100


@pytest.mark.parametrize("number", ["04 73 00 00 00", "+33 4 73 00 00 00", "213 605 123 456 78"])
def test_other_numbers_are_not_doubted(sheet, number):
    assert warnings(sheet("complete", without("summary", f"Appelez le {number}."))) == []


def test_private_notes_are_nobody_elses_business(sheet):
    assert missing(sheet("complete", without("private_notes", "jeanne@gmail.com"))) == []


def test_percentage_is_full_only_when_nothing_blocks(sheet):
    case = sheet("full")
    assert percentage(case) == 100
    case.summary = ""
    assert 90 <= percentage(case) < 100


@pytest.mark.django_db
def test_an_empty_sheet_is_nearly_empty():
    case = CaseStudyPage(title="Un accueil")
    assert 0 < percentage(case) < 10
    assert len(blocking(case)) > 10


def test_saving_stores_the_percentage_and_refuses_nothing(house):
    draft = CaseStudyPageFactory(parent=house.lab, live=False)
    draft.full_clean()
    assert 0 < draft.completeness < 100
