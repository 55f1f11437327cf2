"""Typesetting changes spaces and apostrophes, and nothing that is said."""

from hypothesis import given
from hypothesis import strategies as st

from projects.demo.texts import paragraphs, typeset


def test_french_typography():
    assert typeset("l'accueil : 40 % de 9 200 000 € ?") == (
        "l’accueil\u00a0: 40\u00a0% de 9\u202f200\u202f000\u00a0€\u202f?"
    )
    assert typeset("« Bon séjour »") == "«\u202fBon séjour\u202f»"


@given(st.text())
def test_only_spaces_and_apostrophes_change(text):
    def said(value: str) -> str:
        return "".join("'" if char == "’" else char for char in value if not char.isspace())

    assert said(typeset(text)) == said(text)
    assert typeset(typeset(text)) == typeset(text)


def test_paragraphs_are_escaped():
    assert paragraphs(["a < b", {"title": "T", "text": "<i>"}]) == (
        "<p>a &lt; b</p><p><b>T</b><br/>&lt;i&gt;</p>"
    )
