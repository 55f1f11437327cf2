"""What a generated case is about: an establishment, its commune, topics, methods and months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Any

from projects.demo.data import load
from projects.demo.generation import chance, grammar
from projects.models import Commune

FIRST_YEAR, LAST_YEAR = 2014, 2025
"""Projects open before the last year, in which the last measures are taken."""
TOPIC_COUNTS = {2: 40, 3: 38, 4: 16, 5: 6}
STAGES_OF_METHODS = ("look", "imagine", "try", "after")
"""The order in which a project uses methods: the `when` of prose.yaml."""


class Atlas:
    """The communes in which each establishment may stand, drawn by number of inhabitants."""

    def __init__(self) -> None:
        inhabited = Commune.objects.current().exclude(population=None)
        self.communes = [
            commune
            for commune in inhabited.order_by("code")
            if commune.name[0].lower() not in grammar.UNCERTAIN_INITIALS
        ]
        self.facts = load("chances.yaml")["establishments"]
        possible = {code: self.possible_communes(facts) for code, facts in self.facts.items()}
        self.possible = {code: communes for code, communes in possible.items() if communes}
        self.sums = {
            code: list(accumulate(commune.population or 0 for commune in communes))
            for code, communes in self.possible.items()
        }
        self.weights = {code: self.facts[code]["weight"] for code in self.possible}

    def possible_communes(self, facts: Mapping[str, Any]) -> list[Commune]:
        if "towns" in facts:
            towns = load("chances.yaml")["towns"][facts["towns"]]
            return [c for c in self.communes if towns.get(c.departement_id) == c.name]
        low, high = facts["inhabitants"]
        return [c for c in self.communes if low <= (c.population or 0) <= high]

    def draw(self, rng: Random) -> tuple[str, Commune]:
        """Return the code of an establishment and where it stands."""
        establishment = chance.one(rng, self.weights)
        sums = self.sums[establishment]
        return establishment, rng.choices(self.possible[establishment], cum_weights=sums)[0]


@dataclass
class Subject:
    """What one case is about, drawn once and for all.

    `visits` are a day's, `area` is in m², `start` and `opening` count the months since year 0.
    """

    rng: Random
    establishment: str
    commune: Commune
    topics: list[str] = field(init=False)
    phase: str = field(init=False)
    visits: int = field(init=False)
    area: int = field(init=False)
    agents: int = field(init=False)
    start: int = field(init=False)
    opening: int = field(init=False)

    def __post_init__(self) -> None:
        rng, prose = self.rng, load("prose.yaml")
        self.set_size()
        self.set_months()
        possible = {
            code: topic["weight"]
            for code, topic in prose["topics"].items()
            if code not in self.facts["never"] and self.visits >= topic.get("visits", 0)
        }
        self.topics = chance.several(rng, possible, chance.one(rng, TOPIC_COUNTS))
        self.phase = chance.one(rng, chance.weights_of(prose["phases"]))

    @property
    def facts(self) -> Mapping[str, Any]:
        facts: Mapping[str, Any] = load("chances.yaml")["establishments"][self.establishment]
        return facts

    def topic_entries(self) -> list[Mapping[str, Any]]:
        return [load("prose.yaml")["topics"][code] for code in self.topics]

    def gathered(self, name: str) -> list[str]:
        """Return what all the topics hold under a name, each once."""
        return list(dict.fromkeys(item for topic in self.topic_entries() for item in topic[name]))

    def set_size(self) -> None:
        """A reception grows with its town, though less than in proportion."""
        scale = (self.commune.population or 0) ** 0.55
        self.visits = chance.rounded(min(max(scale * self.rng.uniform(0.1, 0.35), 12), 900))
        self.area = chance.rounded(45 + self.visits * self.rng.uniform(0.3, 0.9))
        self.agents = min(max(2, round(self.visits / 32)), 14)

    def set_months(self) -> None:
        years = range(FIRST_YEAR, LAST_YEAR)
        year = self.rng.choices(years, [rank**1.3 for rank in range(1, len(years) + 1)])[0]
        self.start = 12 * year + self.rng.randrange(12)
        length = min(max(round(self.rng.lognormvariate(2.0, 0.7)), 1), 40)
        self.opening = min(self.start + length, 12 * LAST_YEAR - 1)

    @cached_property
    def methods(self) -> list[str]:
        """The methods used, in the order of a project: some looking, some trying."""
        entries = load("prose.yaml")["methods"]
        counts = {"look": (1, 2), "imagine": (0, 1), "try": (1, 1), "after": (0, 1)}
        used = []
        for stage in STAGES_OF_METHODS:
            those = {code: e["weight"] for code, e in entries.items() if e["when"] == stage}
            used += chance.several(self.rng, those, self.rng.randint(*counts[stage]))
        return used

    @cached_property
    def words(self) -> dict[str, Sequence[str]]:
        """What the words in braces of prose.yaml stand for; one of several is drawn each time."""
        lieu, public = self.facts["lieu"], self.facts["public"]
        service, service2 = self.rng.sample(self.facts["services"], 2)
        requests = self.facts["démarches"]
        first, second, third = self.rng.sample(requests, 3)
        return {
            **load("prose.yaml")["words"],
            **forms("commune", self.commune.name.replace("'", "’")),
            **forms("lieu", lieu),
            **forms("service", service),
            **forms("service2", service2),
            **forms("usagers", f"les {public}"),
            "public": [public],
            "d_usagers": [grammar.of(public)],
            "démarche": requests,
            "démarches": [f"{first}, {second} ou {third}"],
            "agents": [f"{grammar.number(self.agents)} agents"],
            "passages": [f"{grammar.number(self.visits)} personnes par jour"],
            "surface": [f"{self.area}\u00a0m²"],
        }


def forms(name: str, noun: str) -> dict[str, list[str]]:
    """Return a noun alone, after « de » and after « à », under the names that prose.yaml uses."""
    prefixes = {"commune": ("de_", "à_"), "usagers": ("des_", "aux_")}
    of_prefix, at_prefix = prefixes.get(name, ("du_", "au_"))
    return {
        name: [noun],
        of_prefix + name: [grammar.of(noun)],
        at_prefix + name: [grammar.at(noun)],
    }
