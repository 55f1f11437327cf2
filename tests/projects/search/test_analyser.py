"""Texts as the search compares them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from projects.search.analyser import analyse, words
from projects.search.french import STOP_WORDS

FRENCH = st.text("abcdefghijlmnopqrstuvxzàâçéèêëîïôùûœ'’- ", max_size=60)


@pytest.mark.parametrize(
    "forms",
    [
        *("usager usagers", "accueil accueillir Accueils", "l'accueil d’accueil qu'accueil"),
        *("accessible accessibilité", "confidentiel confidentialité confidentielles"),
        *("journal journaux", "bureau bureaux", "lieu lieux", "travail travaux", "eau eaux"),
        *("simplifier simplification simplifiées", "végétaliser VEGETALISATION"),
        *("rural ruralité rurales", "mobile mobilité", "lisible lisibilité", "œuvre oeuvres"),
        *("rendez-vous rendezvous", "aller-vers allervers"),
    ],
)
def test_forms_of_a_word_meet(forms):
    assert len({tuple(analyse(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms", ["étudiant étude", "usager usage", "station état", "préfecture sous-préfecture"]
)
def test_other_words_do_not(forms):
    one, other = forms.split()
    assert analyse(one) != analyse(other)


@pytest.mark.parametrize(
    ("hyphenated", "in_one"),
    [("co-conception", "coconception"), ("mal-entendants", "malentendant"), ("e-mail", "email")],
)
def test_a_compound_is_also_one_word(hyphenated, in_one):
    assert set(analyse(in_one)) <= set(analyse(hyphenated))


def test_what_is_one_word_is_so_however_it_is_written():
    assert analyse("rendez vous") == analyse("rendez-vous") == analyse("rendezvous")
    assert [word.folded for word in words("prendre rendez vous")] == ["prendre", "rendezvous"]


@given(st.text(max_size=80) | FRENCH)
@example("A-S")  # in one, a small word
def test_analysing_again_changes_nothing(text):
    once = analyse(text)
    assert analyse(" ".join(once)) == once


@given(st.text(max_size=80) | FRENCH)
def test_databases_are_given_plain_words(text):
    assert all(stem.isascii() and stem.isalnum() and len(stem) <= 48 for stem in analyse(text))


@given(FRENCH)
def test_case_and_accents_do_not_matter(text):
    bare = text.translate(str.maketrans("àâçéèêëîïôùû", "aaceeeeiiouu"))
    assert analyse(text.upper()) == analyse(text) == analyse(bare)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=30))
def test_a_word_of_letters_is_never_lost_unless_it_is_a_small_one(word):
    told = words(word)
    assert told
    assert all(each.stem or each.folded in STOP_WORDS for each in told)


@given(st.text(max_size=80))
def test_words_are_where_they_say(text):
    last = 0
    for word in words(text):
        assert last <= word.start < word.end
        last = word.end
