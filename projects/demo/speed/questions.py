"""Questions such as people ask, made of the words that the cases hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from string import ascii_lowercase
from urllib.parse import urlencode

from projects.search.analyser import words
from projects.search.engine import Catalogue, Choice, Question
from projects.search.highlights import parts_of
from projects.search.models import SearchDocument, SearchWord

KINDS = {"words": 120, "mistyped": 30, "widened": 30, "browsing": 20}
"""Of 200 questions, how many are of each kind."""
FEWEST_LETTERS = 4
Chosen = dict[str, list[Choice]]


@dataclass(frozen=True)
class Asked:
    """A question, and what kind it was meant to be."""

    kind: str
    typed: str = ""
    chosen: Chosen = field(default_factory=dict)

    @property
    def question(self) -> Question:
        return Question(self.typed, self.chosen)

    @property
    def address(self) -> str:
        """The query string that asks it of the list."""
        filters = [(name, each.code) for name, values in self.chosen.items() for each in values]
        return urlencode([("q", self.typed), *filters])


def questions(catalogue: Catalogue, seed: int) -> list[Asked]:
    """Return 200 questions of all kinds, mixed, the same for the same cases and seed."""
    rng = Random(seed)
    writer = Writer(rng, catalogue)
    asked = [writer.question(kind) for kind, count in KINDS.items() for _number in range(count)]
    rng.shuffle(asked)
    return asked


class Writer:
    def __init__(self, rng: Random, catalogue: Catalogue) -> None:
        self.rng = rng
        self.keys = list(SearchDocument.objects.order_by("pk").page_keys())
        self.words = list(SearchWord.objects.order_by("word").values_list("word", flat=True))
        choices = [
            (name, choice)
            for name, offered in catalogue.choices.items()
            for choice in offered.values()
        ]
        self.choices, self.weights = (
            choices,
            [catalogue.counts[each.key] for _name, each in choices],
        )

    def question(self, kind: str) -> Asked:
        chosen = self._chosen(self.rng.randint(kind == "browsing", 2))
        if kind == "browsing":
            return Asked(kind, "", chosen)
        if kind == "widened":
            # Most words are rare: hardly ever are three of them in one case.
            return Asked(kind, " ".join(self.rng.sample(self.words, 3)))
        typed = self._words(self.rng.randint(1, 3))
        if kind == "mistyped":
            typed[-1] = self._mistyped(typed[-1])
        return Asked(kind, " ".join(typed), chosen)

    def _chosen(self, count: int) -> Chosen:
        picked = self.rng.choices(self.choices, self.weights, k=count)
        return {name: [choice] for name, choice in picked}

    def _words(self, count: int) -> list[str]:
        """Return words of one case, the frequent ones the most often."""
        held = list(self._held())
        return self.rng.sample(held, min(count, len(held)))

    def _held(self) -> Iterator[str]:
        document = SearchDocument.objects.get(pk=self.rng.choice(self.keys))
        for part in parts_of(document.texts):
            for word in words(part.text):
                if word.stem and len(word.folded) >= FEWEST_LETTERS and word.folded.isalpha():
                    yield word.folded

    def _mistyped(self, word: str) -> str:
        place = self.rng.randrange(1, len(word))
        return word[:place] + self.rng.choice(ascii_lowercase) + word[place + 1 :]
