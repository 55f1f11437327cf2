"""How it is said: doubts about titles and sentences, which block nothing."""

import re
from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from projects.completeness.rule import Case, Item, Level, Rule
from projects.completeness.words import paragraphs
from projects.folding import fold, unaccented

PROSE = (
    *("summary", "problem", "approach", "solution", "what_did_not_work", "success_conditions"),
    *("would_do_differently", "prerequisites", "transferable", "specific_to_us"),
)
LONGEST_SENTENCE = 40
"""In words. Guides to plain French advise 15 to 20; past twice that, people start again."""
# A full stop inside « 3.5 » or « M. Martin » ends no sentence; a semicolon lets people breathe.
END_OF_SENTENCE = re.compile(r"(?<!\bM)(?<!\bMM)[.!?…;](?:\s*»)?\s+|\s:\s")
PROGRAMME = re.compile(
    r"(?:le |la |l'|les )?(?:(?:programme|label|dispositif|plan|projet|demarche|operation) )?"
    r"[«\"“ ]*(?:services publics ?(?:\+|plus)|action coeur de ville|petites villes de demain"
    r"|villages d'avenir|france services|france relance|france 2030|cites educatives"
    r"|territoires? d'innovation|quartiers? d'innovation|fabriques? de territoires?"
    r"|transfo publique|fonds pour la transformation de l'action publique|ftap|label marianne"
    r"|transformation numerique des territoires|conseillers? numeriques?|lab ouvert"
    r"|avenir montagnes|territoires d'industrie|contrat de ville|action publique 2022)(?!\w)"
)
SMALL_WORDS = frozenset(
    {
        *("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par"),
        *("pour", "sur", "dans"),
    }
)
SAYS_WHAT_CHANGED = 3
"""How many words beside a programme's name make a title of their own: a place alone takes two."""


def is_a_programme(title: str) -> bool:
    """Tell whether a title names a programme, and hardly anything else."""
    plain = unaccented(title).replace("’", "'")
    found = PROGRAMME.match(plain)
    if found is None:
        return False
    rest = [word for word in fold(plain[found.end() :]).split() if word not in SMALL_WORDS]
    return len(rest) < SAYS_WHAT_CHANGED


def sentences(case: Case) -> Iterator[Item]:
    """Yield each sentence of the prose, known by its beginning."""
    for field in PROSE:
        for paragraph in paragraphs(getattr(case, field)):
            for sentence in END_OF_SENTENCE.split(paragraph):
                yield Item(sentence, field, Truncator(sentence).words(9))


def is_short(sentence: str) -> bool:
    return len(sentence.split()) <= LONGEST_SENTENCE


WORDING_RULES = (
    Rule(
        code="title_is_a_programme",
        field="title",
        message=_("Check the title: it names a programme rather than what changed."),
        why=_("Many sheets come from the same programme: the title is what tells them apart."),
        satisfied=lambda case: not is_a_programme(case.title),
        level=Level.WARNING,
    ),
    Rule(
        code="long_sentence",
        field="summary",
        message=_("Cut this sentence, which has more than 40 words: “%(name)s”"),
        why=_("A long sentence has to be read twice, and loses those who read slowly."),
        items=sentences,
        satisfied=is_short,
        level=Level.WARNING,
    ),
)
