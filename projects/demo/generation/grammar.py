"""What French does to « de », « à » and numbers beside a noun."""

from projects.folding import unaccented

CONTRACTIONS = {"de": {"le ": "du ", "les ": "des "}, "à": {"le ": "au ", "les ": "aux "}}
NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
NARROW_SPACE = "\u202f"
UNCERTAIN_INITIALS = "hy"
"""Whether a name in H or Y elides is in no list: « d’Hyères », « de Haguenau »."""


def of(name: str) -> str:
    """Return « de » before a name or a noun with its article: « d’Amiens », « du Havre »."""
    contracted = _contracted("de", name)
    if contracted:
        return contracted
    return f"d’{name}" if unaccented(name)[0] in "aeiou" else f"de {name}"


def at(name: str) -> str:
    """Return « à » before a name or a noun with its article: « à la mairie », « aux Ulis »."""
    return _contracted("à", name) or f"à {name}"


def number(value: int) -> str:
    """Return a number as a text writes it: « quatre », « 120 », « 1 800 »."""
    return NUMBERS[value] if value < len(NUMBERS) else f"{value:,}".replace(",", NARROW_SPACE)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _contracted(preposition: str, name: str) -> str:
    for article, contraction in CONTRACTIONS[preposition].items():
        if name.lower().startswith(article):
            return contraction + name[len(article) :]
    return ""
