"""Signs of what has to be checked with care, and words that are none."""

import json

import pytest
from wagtail.rich_text import RichText

from projects.choices import EffectKind, People, Risk
from projects.models import CaseStudyPage, Effect, GalleryPhoto, PhotoPair
from projects.moderation.risks import signs_in, signs_of
from tests.factories import CaseStudyPageFactory, PhotoFactory


def found(**content):
    return {(sign.risk, sign.found) for sign in signs_in(CaseStudyPage, content)}


@pytest.mark.parametrize(
    ("text", "risk", "word"),
    [
        ("Des enfants attendent.", Risk.MINORS, "enfants"),
        ("<p>Un <b>ÉLÈVE</b> de troisième</p>", Risk.MINORS, "élève"),
        ("l’accueil des mineurs isolés", Risk.MINORS, "mineurs"),
        ("voir le plan de sûreté", Risk.SECURITY, "plan de sûreté"),
        ("une vidéo-surveillance discrète", Risk.SECURITY, "vidéo-surveillance"),
        ("le badge ouvre la porte", Risk.SECURITY, "badge"),
        ("près de l'issue de secours", Risk.SECURITY, "issue de secours"),
        ("un code d’accès", Risk.SECURITY, "code d’accès"),
        ("avec Mme Durand", Risk.NAMES, "Mme Durand"),
        ("reçus par M. Le-Goff", Risk.NAMES, "M. Le-Goff"),
    ],
)
def test_a_word_is_a_sign(text, risk, word):
    assert found(problem=text) == {(risk, word)}


@pytest.mark.parametrize(
    "text", ["", "Trente personnes debout le lundi.", "Les badgeuses", "Mme la maire", "élevé"]
)
def test_other_words_are_none(text):
    assert found(problem=text) == set()


def test_every_public_text_is_read_and_no_private_one():
    blocks = [{"type": "step", "value": {"date": "2023", "text": "<p>Un badge</p>"}}]
    assert found(approach=json.dumps(blocks)) == {(Risk.SECURITY, "badge")}
    assert found(measures=[{"context": "Un élève"}]) == {(Risk.MINORS, "élève")}
    assert found(private_notes="Un badge", slug="badge") == set()


def test_a_contact_person_and_quotations_are_signs():
    effects = [
        {"kind": EffectKind.QUOTATION, "text": "On respire."},
        {"kind": EffectKind.REPORTED, "text": "Moins de bruit."},
    ]
    quote = [{"type": "quote", "value": {"text": "Enfin !", "role": "une usagère"}}]
    assert found(contact_person="Camille Martin", effects=effects, approach=json.dumps(quote)) == {
        (Risk.NAMES, "Camille Martin"),
        (Risk.TESTIMONY, "On respire."),
        (Risk.TESTIMONY, "Enfin !"),
    }


def test_each_sign_says_where_it_is_and_comes_once(house):
    case = CaseStudyPageFactory(parent=house.lab, problem="<p>Un badge, un badge.</p>")
    (sign,) = signs_of([case.save_revision()])[case.latest_revision_id]
    assert (sign.risk, sign.found, sign.where) == (Risk.SECURITY, "badge", "situation de départ")


@pytest.mark.parametrize(
    ("people", "is_sign"),
    [
        (People.AGREED, True),
        (People.NO_AGREEMENT, True),
        ("", True),
        (People.BLURRED, False),
        (People.NOT_IDENTIFIABLE, False),
        (People.NONE, False),
    ],
)
def test_people_on_any_photo_of_the_revision(house, people, is_sign, django_assert_num_queries):
    photos = [PhotoFactory(people=people, title=f"Photo {rank}") for rank in range(4)]
    case = CaseStudyPageFactory(
        parent=house.lab,
        main_photo=photos[0],
        photo_pairs=[PhotoPair(before=photos[1], after=photos[2])],
        gallery=[GalleryPhoto(photo=photos[3])],
        effects=[Effect(text="Moins de bruit.")],
        approach=[("text", RichText("<p>Vu.</p>"))],
    )
    revision = case.save_revision()
    signs_of([revision])
    with django_assert_num_queries(1):
        signs = signs_of([revision])[revision.pk]
    expected = [photo.title for photo in photos] if is_sign else []
    assert [sign.found for sign in signs if sign.risk == Risk.PEOPLE] == expected
