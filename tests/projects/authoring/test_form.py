"""The form of a sheet: what it asks, in which order, what it refuses, what it keeps."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.choices import SheetKind
from projects.models import CaseStudyPage, Vocabulary
from projects.provisioning import add_editor
from tests.factories import (
    CommuneFactory,
    IndicatorFactory,
    MeasureFactory,
    PhotoFactory,
    PhotoPairFactory,
    TermFactory,
    UserFactory,
)
from tests.projects.authoring.desk import ONE_MEASURE, Desk
from tests.worlds import world

QUESTIONS = (
    *("1. Titre", "2. En une phrase", "3. Type de projet", "4. Lieu"),
    *("5. Thèmes, publics, zones", "6. Étape et dates", "7. Situation de départ"),
    *("8. Ce que nous avons fait, dans l’ordre", "9. Résultat", "10. Photo", "11. Coût"),
    "12. Contact",
)
TABS = ("L’essentiel", "Le projet", "Avant/après", "Mesures", "Réutiliser", "Interne")


@world
def editor(author):
    person = UserFactory(username="edith")
    add_editor(person)
    return person


class TestQuestions:
    def test_come_in_the_order_of_the_short_sheet_each_with_an_example(self, desk, house):
        page = desk.read(desk.new_sheet_url(house.lab))
        headings = re.findall(r"data-panel-heading-text>([^<]+)<", page)
        assert [text for text in headings if re.match(r"\d+\. ", text)] == list(QUESTIONS)
        essentials = page[page.index('id="tab-essentials"') : page.index('id="tab-project"')]
        assert essentials.count("Exemple") == len(QUESTIONS)

    def test_are_followed_by_the_rest_in_tabs(self, desk, house):
        page = desk.read(desk.new_sheet_url(house.lab))
        titles = re.findall(r'id="tab-label-\w+".*?>\s*([^<]+?)\s*<', page, re.DOTALL)
        assert tuple(title.replace("&#x27;", "’") for title in titles) == TABS

    def test_offer_the_active_terms_and_those_the_sheet_already_has(self, desk, sheet):
        TermFactory(vocabulary=Vocabulary.THEMES, code="perime", label="Minitel", active=False)
        sheet.themes.get().__class__.objects.filter(code="attente").update(active=False)
        page = desk.read(desk.sheet_url(sheet))
        assert "Minitel" not in page
        assert desk.open(desk.sheet_url(sheet)).getlist("themes") == [str(sheet.themes.get().pk)]

    def test_leave_to_editors_what_is_theirs(self, desk, editor, client, sheet):
        theirs = {"slug", "editor_note", "go_live_at"}
        assert not theirs & set(desk.open(desk.sheet_url(sheet)))
        assert theirs <= set(Desk(client, editor).open(desk.sheet_url(sheet)))

    def test_offer_the_compiled_kind_to_editors_alone(self, desk, editor, client, sheet):
        compiled = f'name="sheet_kind" value="{SheetKind.COMPILED}"'
        assert compiled not in desk.read(desk.sheet_url(sheet))
        assert compiled in Desk(client, editor).read(desk.sheet_url(sheet))


class TestDraft:
    def test_needs_nothing_but_a_title(self, desk, house):
        response = desk.send(desk.new_sheet_url(house.lab), title="Un banc devant la mairie")
        sheet = CaseStudyPage.objects.get()
        assert response.url == desk.sheet_url(sheet)
        assert (sheet.title, sheet.slug, sheet.live) == (
            "Un banc devant la mairie",
            "un-banc-devant-la-mairie",
            False,
        )

    def test_takes_its_address_from_its_title_until_it_is_published(self, desk, sheet):
        desk.send(desk.sheet_url(sheet), title="Un accueil debout")
        sheet.refresh_from_db()
        assert sheet.slug == "un-accueil-debout"

    def test_may_have_the_title_of_another_sheet(self, desk, house, sheet):
        desk.send(desk.new_sheet_url(house.lab), title=sheet.title)
        assert CaseStudyPage.objects.exclude(pk=sheet.pk).get().slug == "un-pre-accueil-2"

    def test_takes_the_departement_from_the_commune(self, desk, house):
        desk.send(desk.new_sheet_url(house.lab), title="Un banc", commune=CommuneFactory().pk)
        assert CaseStudyPage.objects.get().departement_id == "63"

    def test_loses_nothing_when_its_kind_changes(self, desk, sheet):
        for kind in (SheetKind.FULL, SheetKind.SHORT):
            desk.send(desk.sheet_url(sheet), sheet_kind=kind, solution="null")
            sheet = CaseStudyPage.objects.get()
            draft = sheet.get_latest_revision_as_object()
            assert draft.sheet_kind == kind
            assert (draft.summary, draft.commune, draft.cost_amount, draft.phase) == (
                sheet.summary,
                sheet.commune,
                sheet.cost_amount,
                sheet.phase,
            )
            assert list(draft.themes.all()) == list(sheet.themes.all())

    def test_knows_how_complete_it_is_with_the_rows_just_entered(self, desk, sheet):
        measure = {
            **ONE_MEASURE,
            "measures-0-after_value": "140",
            "measures-0-own_label": "Visites",
        }
        desk.send(desk.sheet_url(sheet), **measure)
        sheet.refresh_from_db()
        assert sheet.evidence_level == 1
        assert 0 < sheet.completeness < 100


class TestTheImpossible:
    def refused(self, desk, sheet, sentence, **answers):
        response = desk.send(desk.sheet_url(sheet), summary="Ce que je viens d’écrire", **answers)
        page = response.content.decode()
        assert response.status_code == 200
        assert sentence in page
        assert "Ce que je viens d’écrire" in page
        return page

    def test_percentage_is_refused_at_its_field_and_what_was_typed_stays(self, desk, sheet):
        satisfied = IndicatorFactory(percentage=True)
        page = self.refused(
            desk,
            sheet,
            "Un pourcentage est compris entre 0 et 100.",
            **ONE_MEASURE,
            **{"measures-0-indicator": satisfied.pk, "measures-0-before_value": "140"},
        )
        assert re.search(r'value="140"[^>]*aria-invalid="true"', page)

    def test_order_of_dates_is_refused(self, desk, sheet):
        sentence = "La mise en service précède le début."
        self.refused(desk, sheet, sentence, started_on="2023", opened_on="2022")

    def test_title_is_neither_too_long_nor_without_words(self, desk, sheet):
        self.refused(desk, sheet, "140 caractères au plus.", title="é" * 141)
        self.refused(desk, sheet, "Écrivez le titre avec des mots.", title="!!!")


def test_figures_are_shown_as_people_write_them(desk, sheet):
    sheet.measures = [
        MeasureFactory.build(indicator=IndicatorFactory(), after_value=Decimal("19.5"))
    ]
    sheet.save_revision()
    answers = desk.open(desk.sheet_url(sheet))
    values = [answers[f"measures-0-{side}_value"] for side in ("before", "after")]
    assert [answers["cost_amount"], *values] == ["1800", "34", "19.5"]


@pytest.mark.parametrize("rows", [1, 10])
def test_ten_measures_and_ten_pairs_open_without_hundreds_of_queries(desk, sheet, rows):
    sheet.measures = [
        MeasureFactory.build(indicator=IndicatorFactory(code=f"i{n}")) for n in range(rows)
    ]
    sheet.photo_pairs = [
        PhotoPairFactory.build(before=PhotoFactory(), after=PhotoFactory()) for _ in range(rows)
    ]
    sheet.save_revision()
    desk.read(desk.sheet_url(sheet))  # makes the thumbnails
    with CaptureQueriesContext(connection) as queries:
        desk.read(desk.sheet_url(sheet))
    # Wagtail looks up what each row refers to: two queries for a measure, five for a pair.
    assert len(queries) <= 90 + 7 * rows
