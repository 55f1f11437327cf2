"""What the analyser knows of French that a stemmer does not."""

SMALL = """
a ai aie aient ainsi alors as au aucun aucune aupres aussi autre autres aux avait avant avec
avoir ayant b c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme
comment d dans de depuis des donc dont du durant e elle elles en encore entre es est et etaient
etait etant etc ete etre eu eux f faire fait faut font g h i ici il ils j je jusque k l la le
les leur leurs lors lorsque lui m ma mais me meme memes mes moi mon n ne ni nos notre nous o on
ont ou p par parce pas pendant peu peut peuvent plus pour pourquoi puis puisque q qu quand que
quel quelle quelles quels qui quoi r s sa sans se selon sera seront ses si sien soi soient soit
son sont sous suis sur t ta tandis te tel telle telles tels tes toi ton tous tout toute toutes
tres trop tu u un une v va vers vont vos votre vous w x y z
"""
STOP_WORDS = frozenset(SMALL.split())
"""Folded words that say nothing of a subject. « avant » and « après » are on every sheet."""

ELIDED = ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu")

SINGULARS = {
    "travaux": "travail",
    "vitraux": "vitrail",
    "yeux": "oeil",
    "mesdames": "madame",
}
"""Plurals that no rule gives."""

PLURALS = (("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("oux", "ou"))
"""Endings of plurals in x, and what they become."""

SUFFIXES = (
    ("ification", "ifie"),
    ("ibilite", "ible"),
    ("abilite", "able"),
    ("ialite", "iel"),
    ("alite", "al"),
    ("ilite", "ile"),
    ("icite", "ique"),
    ("ivite", "if"),
    ("arite", "aire"),
    ("ateur", ""),
    ("atrice", ""),
    ("ation", ""),
)
"""Endings that the stemmer knows by their accents only, or not at all, and what they become."""
SHORTEST_BASE = 5
"""Letters that an ending must leave: « station » is no form of « st »."""

KEPT = frozenset({"etudiant", "general", "personnel", "universite", "usager"})
"""Words that the stemmer would take for forms of others: « étude », « génération »…"""

WRITTEN_APART = """
allervers faceaface laissezpasser pisaller porteaporte rendezvous rezdechaussee sansabri
sansabris sanspapiers savoiretre savoirfaire teteatete visavis
"""
ONE_WORD = frozenset(WRITTEN_APART.split())
"""Compounds that are one word however they are written, their parts saying something else."""
LONGEST_ONE_WORD = 3
"""Parts of the longest of them."""

SOUNDS = (
    (r"eaux?|aux?", "o"),
    (r"ph", "f"),
    (r"qu|q|ck|c(?![eiyh])", "k"),
    (r"ai|ei|oe", "e"),
    (r"y", "i"),
    (r"z", "s"),
    (r"[ae]n|[ae]m(?=[bp])", "an"),
    (r"(.)\1", r"\1"),
    (r"(?<=..)(ent|er|ez|[estxdh])+$", ""),
)
"""What is written in several ways and sounds alike."""


def singular(word: str) -> str:
    """Return the singular of a folded word, or what a rule makes of a word that is none."""
    if word in SINGULARS:
        return SINGULARS[word]
    for plural, one in PLURALS:
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
