"""The texts of a generated case: sentences of prose.yaml, drawn, filled and put in order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from projects.demo.data import load
from projects.demo.generation import chance
from projects.demo.generation.grammar import NARROW_SPACE, capitalised
from projects.demo.generation.subject import Subject

SLOT = re.compile(r"\{([^{}]+)\}")
ELIDED = re.compile(r"\b(d|qu)e (?=une?\b)")
SENTENCE_START = re.compile(r"(?<=[.?!] )[^\W\d_]")


class Writer:
    """Fills sentences: `{word}` from the words given, `{a|b}` with one of them."""

    def __init__(self, rng: Random, words: Mapping[str, Sequence[str]]) -> None:
        self.rng, self.words = rng, words

    def clause(self, template: str, **words: str) -> str:
        """Return the text filled, as it stands within a sentence. Raises KeyError."""

        def filling(match: re.Match[str]) -> str:
            slot = match[1]
            if slot in words:
                return words[slot]
            return self.rng.choice(slot.split("|") if "|" in slot else self.words[slot])

        return ELIDED.sub(r"\1’", SLOT.sub(filling, template))

    def sentence(self, template: str, **words: str) -> str:
        return capitalised(self.clause(template, **words))

    def paragraph(self, templates: Iterable[str]) -> str:
        text = " ".join(self.sentence(template) for template in templates)
        return SENTENCE_START.sub(lambda match: match[0].upper(), text)

    def drawn(self, templates: Sequence[str], low: int, high: int) -> str:
        """Return a paragraph of between `low` and `high` of the sentences."""
        return self.paragraph(chance.some(self.rng, templates, low, high))

    def fitting(self, templates: Sequence[str], length: int, **words: str) -> str:
        """Return one of the sentences that has at most so many characters once filled.

        Raises StopIteration when none has: a list needs a short one.
        """
        shuffled = self.rng.sample(templates, len(templates))
        filled = (self.sentence(template, **words) for template in shuffled)
        return next(text for text in filled if len(text) <= length)


class Story:
    """The texts of one case, as lists of plain paragraphs."""

    def __init__(self, subject: Subject) -> None:
        self.subject, self.rng = subject, subject.rng
        self.writer = Writer(subject.rng, subject.words)
        self.topics = subject.topic_entries()
        self.common = load("prose.yaml")["common"]
        # Two topics leave room to say more of each.
        self.amount = (5, 6) if len(self.topics) == 2 else (3, 5)

    def title(self, length: int) -> str:
        return self.writer.fitting(self.topics[0]["titles"], length)

    def summary(self, length: int) -> str:
        hook, hook2 = (self.writer.clause(self.rng.choice(t["hooks"])) for t in self.topics[:2])
        return self.writer.fitting(self.common["summaries"], length, hook=hook, hook2=hook2)

    def problem(self) -> list[str]:
        where = [self.rng.choice(self.common["context"])]
        return [
            self.writer.paragraph(where + chance.some(self.rng, self.common["setting"], 1, 3)),
            *self.told("problem", *self.amount),
            self.writer.drawn(self.common["stakes"], 1, 2),
        ]

    def start(self) -> str:
        return self.writer.drawn(self.common["starts"], 1, 2)

    def steps(self) -> list[str]:
        """Return the steps in the order they were taken: look, imagine, do, try, open, check."""
        methods = load("prose.yaml")["methods"]
        stages: dict[str, list[str]] = {}
        for code in self.subject.methods:
            step = self.writer.drawn(methods[code]["steps"], 1, 1)
            stages.setdefault(methods[code]["when"], []).append(step)
        done = [self.writer.drawn(topic["steps"], 1, 1) for topic in self.topics]
        opening = self.writer.drawn(self.common["openings"], 1, 1)
        before = (*stages["look"], *stages.get("imagine", ()), *done, *stages["try"])
        return [*before, opening, *stages.get("after", ())]

    def solution(self) -> list[str]:
        phase = load("prose.yaml")["phases"][self.subject.phase]["words"]
        return [
            self.writer.drawn(self.common["now"], 1, 1),
            *self.told("solution", *self.amount),
            self.writer.drawn(self.common["upkeep"], 1, 2),
            *filter(None, [self.writer.drawn(phase, 1, 1)]),
        ]

    def what_did_not_work(self) -> list[str]:
        common = self.writer.drawn(self.common["failed"], 0, 1)
        return [*self.told("failed", 1, 2), *filter(None, [common])]

    def success_conditions(self) -> list[str]:
        drawn = chance.some(self.rng, self.common["conditions"], 3, 5)
        opening = self.writer.drawn(self.common["conditions_open"], 1, 1)
        conditions = f"{NARROW_SPACE}; ".join(map(self.writer.clause, drawn))
        return [f"{opening} {conditions}."]

    def would_do_differently(self) -> list[str]:
        return [*self.told("lessons", 1, 2), self.writer.drawn(self.common["differently"], 1, 2)]

    def effects(self) -> list[str]:
        return chance.some(self.rng, self.subject.gathered("effects"), 0, 2)

    def quotes(self) -> list[Mapping[str, Any]]:
        quotes = [quote for topic in self.topics for quote in topic["quotes"]]
        return chance.some(self.rng, quotes, 0, 1)

    def told(self, name: str, low: int, high: int) -> list[str]:
        """Return one paragraph for each topic."""
        return [self.writer.drawn(topic[name], low, high) for topic in self.topics]
