"""Doubts about how a sheet is said: names of persons, programmes as titles, endless sentences."""

import pytest
from wagtail.rich_text import RichText

from projects.completeness import Level, missing, warnings
from projects.completeness.names import names
from projects.completeness.wording import is_a_programme
from projects.completeness.words import paragraphs
from tests.factories import CaseStudyPageFactory

LONG = "Un " + "mot " * 40


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nous remercions Mme Dupont.", ["Mme Dupont"]),
        ("M. Jean-Luc Le Goff a tenu le guichet.", ["M. Jean-Luc Le Goff"]),
        ("selon Madame Marie-Claire Durand, élue", ["Madame Marie-Claire Durand"]),
        ("M.\xa0DUPONT et Mme\u202fÉlise Roux", ["M. DUPONT", "Mme Élise Roux"]),
        ("La directrice, Claire Martin, explique", ["Claire Martin"]),
        ("la directrice de la médiathèque, Claire Martin", ["Claire Martin"]),
        ("l’agente d’accueil (Zoé d’Arc)", ["Zoé d’Arc"]),
        ("avec la designer Inès Haddad", ["Inès Haddad"]),
        ("Paul Henri, responsable de l’accueil", ["Paul Henri"]),
        ("Paul Henri (le responsable)", ["Paul Henri"]),
    ],
)
def test_names_of_persons_are_noticed(text, found):
    assert list(names(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        *("Madame la Maire a inauguré le hall.", "Monsieur le Préfet", "Madame Maire"),
        *("Le maire de Saint Nazaire", "la mairie de Saint-Nazaire, Pays de la Loire"),
        *("Mme X. attend", "M. D. aussi", "environ 10 M. Euros"),
        *("le responsable de la Maison France Services", "un agent, France Travail, une borne"),
        *("La Médiathèque Jean Moulin ouvre le soir.", "le quartier Jean Jaurès"),
        *(
            "Une agente d’accueil. Claire et lumineuse, la salle",
            "Hôtel de Ville, responsable : Une",
        ),
        "Les usagers, Chaque matin",
    ],
)
def test_other_capitals_are_not_taken_for_names(text):
    assert list(names(text)) == []


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Services publics +",
            "Services Publics+ à Lezoux",
            "Le programme « Services publics + »",
        ),
        *("Action cœur de ville", "Action Cœur de Ville : Clermont-Ferrand", "France Relance"),
        *("Label Marianne", "Dispositif Territoires d’innovation", "France services de Lezoux"),
    ],
)
def test_the_name_of_a_programme_is_no_title(title):
    assert is_a_programme(title)


@pytest.mark.parametrize(
    "title",
    [
        "Un accueil des services publics repensé",
        "Services publics à domicile",
        "Action cœur de ville : un comptoir abaissé remplace la banque",
        "France services ouvre un guichet le samedi",
        "Un comptoir abaissé, avec Action cœur de ville",
    ],
)
def test_a_title_that_says_what_changed_may_name_its_programme(title):
    assert not is_a_programme(title)


def test_paragraphs_keep_items_and_blocks_apart():
    assert list(paragraphs("<p>Un&nbsp;hall</p><ul><li>vide</li><li>clair</li></ul>")) == [
        *("Un hall", "vide", "clair")
    ]
    assert list(paragraphs(RichText("<p>Un<br/>deux</p>"))) == ["Un", "deux"]


def doubts(house, **fields):
    return [
        (gap.code, gap.field)
        for gap in warnings(CaseStudyPageFactory(parent=house.lab, complete=True, **fields))
    ]


def test_a_sentence_is_long_past_forty_words_and_told_by_its_beginning(house):
    sheet = CaseStudyPageFactory(parent=house.lab, complete=True, problem=f"<p>Court. {LONG}</p>")
    [gap] = missing(sheet)
    assert (gap.code, gap.field, gap.level) == ("long_sentence", "problem", Level.WARNING)
    assert "«\xa0Un mot mot" in gap.message
    assert "Court" not in gap.message
    assert doubts(house, problem=f"<p>{LONG.removesuffix('mot ')}</p>") == []


@pytest.mark.parametrize("between", ["</li><li>", ". ", " ; ", "<br/>", " : "])
def test_what_lets_people_breathe_makes_two_sentences(house, between):
    assert doubts(house, problem=f"<ul><li>{'mot ' * 30}{between}{'mot ' * 30}</li></ul>") == []


def test_sentences_of_the_steps_are_read_too(house):
    assert doubts(house, approach=[("text", RichText(f"<p>{LONG}</p>"))]) == [
        ("long_sentence", "approach")
    ]


def test_a_name_is_pointed_at_where_it_stands(house):
    sheet = CaseStudyPageFactory(parent=house.lab, complete=True)
    sheet.effects.create(text="Mme Dupont ne crie plus.")
    [gap] = warnings(sheet)
    assert (gap.code, gap.field, gap.row, gap.answer) == ("text_person_name", "effects", 0, "text")
    assert "Mme Dupont" in gap.message


def test_the_contact_who_agreed_is_no_slip(house):
    contact = {"contact_person": "Claire Martin", "contact_consent": True}
    assert doubts(house, **contact) == []
