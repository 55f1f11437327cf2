"""How texts are compared when nobody minds case, accents or punctuation."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
BETWEEN_WORDS = re.compile(r"[\W_]+")


def unaccented(text: str) -> str:
    """Return the text in lower case, single-spaced, without accents however they are encoded."""
    letters = unicodedata.normalize("NFKD", " ".join(text.split()).lower().translate(LIGATURES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """Return the unaccented words of a text: « L'Haÿ-les-Roses » gives « l hay les roses »."""
    return BETWEEN_WORDS.sub(" ", unaccented(text)).strip()
