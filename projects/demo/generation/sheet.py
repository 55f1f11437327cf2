"""One generated case: its fields and rows, in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.text import slugify
from wagtail.rich_text import RichText

from projects.choices import (
    FRANCE,
    AttendancePeriod,
    CostBasis,
    EffectKind,
    ResourceKind,
    Scope,
    SheetKind,
    Tax,
    YesNo,
)
from projects.demo.data import load
from projects.demo.generation import chance
from projects.demo.generation.figures import Figures
from projects.demo.generation.grammar import capitalised
from projects.demo.generation.prose import Story
from projects.demo.generation.subject import LAST_YEAR, Atlas, Subject
from projects.demo.texts import paragraphs
from projects.demo.vocabulary import Lookup
from projects.models import (
    AppliedPractice,
    CaseStudyPage,
    CaseStudyTag,
    Effect,
    Keyword,
    Resource,
    Source,
    Term,
)

SUMMARY_LENGTH = CaseStudyPage._meta.get_field("summary").max_length
SHEETS = {SheetKind.SHORT: 54, SheetKind.FULL: 30, SheetKind.COMPILED: 16}
ATTENDANCE = {AttendancePeriod.DAY: 55, AttendancePeriod.MONTH: 30, AttendancePeriod.YEAR: 15}
OPEN_DAYS = {AttendancePeriod.DAY: 1, AttendancePeriod.MONTH: 21, AttendancePeriod.YEAR: 250}
PRACTICE_COUNTS = {0: 40, 1: 35, 2: 18, 3: 7}
COST_BANDS = {"nc": 40, "sans-achat": 25, "1000-5000": 15, "5000-15000": 12, "15000-50000": 8}
TAXES = {Tax.TTC: 55, Tax.HT: 30, Tax.UNKNOWN: 15}
KIT_SHARE = 0.2
LATEST_PUBLICATION = datetime(LAST_YEAR + 1, 1, 31, 18, tzinfo=UTC)


class SheetWriter:
    """Writes cases. The texts of one depend on its seed alone, given the communes."""

    def __init__(self) -> None:
        self.atlas, self.lookup = Atlas(), Lookup()
        self.common_tags = chance.by_rank(load("prose.yaml")["tags"])
        self.tags = {name: tag_named(name) for name in all_tags()}

    def write(self, seed: str) -> CaseStudyPage:
        """Return an unsaved case that lacks its place in the tree."""
        rng = Random(seed)
        return Sheet(rng, Subject(rng, *self.atlas.draw(rng)), self).case


class Sheet:
    """One case while it is written."""

    def __init__(self, rng: Random, subject: Subject, writer: SheetWriter) -> None:
        self.rng, self.subject, self.writer = rng, subject, writer
        self.lookup, self.story = writer.lookup, Story(subject)
        self.case = CaseStudyPage(sheet_kind=chance.one(rng, SHEETS))
        self.set_texts()
        self.set_terms()
        self.set_place()
        self.set_dates()
        self.set_size()
        self.set_cost()
        self.set_contact()
        self.set_results()
        self.set_rows()
        self.case.fill_computed()

    def happens(self, share: float) -> bool:
        return self.rng.random() < share

    def set_texts(self) -> None:
        case, story = self.case, self.story
        case.title = case.draft_title = story.title(case.TITLE_LENGTH)
        case.summary = story.summary(SUMMARY_LENGTH)
        case.problem = paragraphs(story.problem())
        case.approach = self.approach()
        case.solution = paragraphs(story.solution())
        case.what_did_not_work = paragraphs(story.what_did_not_work())
        case.success_conditions = paragraphs(story.success_conditions())
        case.would_do_differently = paragraphs(story.would_do_differently())

    def approach(self) -> list[tuple[str, Any]]:
        """Return a first text, then the steps, most of them dated between start and opening."""
        steps, subject = self.story.steps(), self.subject
        blocks: list[tuple[str, Any]] = [("text", RichText(paragraphs([self.story.start()])))]
        for rank, text in enumerate(steps):
            when = subject.start + (subject.opening - subject.start) * rank // len(steps)
            date = str(chance.month(when)) if self.happens(0.7) else ""
            blocks.append(("step", {"date": date, "text": RichText(paragraphs([text]))}))
        return blocks

    def set_terms(self) -> None:
        case, subject, term = self.case, self.subject, self.lookup.term
        kinds = subject.topic_entries()[0]["kinds"]
        case.project_kind = term("project_kinds", self.rng.choice(kinds))
        case.beneficiary_kind = term("structure_kinds", subject.facts["structure"])
        case.establishment_kind = term("establishment_kinds", subject.establishment)
        case.phase = term("phases", subject.phase)
        case.themes = self.terms("themes", self.themes())
        case.methods = self.terms("methods", subject.methods)
        case.journey_stages = self.terms("journey_stages", subject.gathered("stages"), 4)
        case.audiences = self.terms("audiences", self.audiences(), 4)
        zones = subject.gathered("zones") if case.is_space or self.happens(0.4) else []
        case.reception_zones = self.terms("reception_zones", zones, 4)

    def terms(self, vocabulary: str, codes: Sequence[str], most: int = 6) -> list[Term]:
        return self.lookup.terms(vocabulary, list(dict.fromkeys(codes))[:most])

    def themes(self) -> list[str]:
        topics = self.subject.topic_entries()
        also = [theme for topic in topics for theme in topic["also"] if self.happens(0.25)]
        return [topic["theme"] for topic in topics] + also

    def audiences(self) -> list[str]:
        """Those of the establishment, its first one above all, and some of the topics."""
        first, *others = self.subject.facts["audiences"]
        more = [code for code in self.subject.gathered("audiences") if self.happens(0.35)]
        return [first, *(code for code in others if self.happens(0.3)), *more]

    def set_place(self) -> None:
        case, subject, clause = self.case, self.subject, self.story.writer.clause
        case.commune = subject.commune
        case.departement_id = subject.commune.departement_id
        case.country = FRANCE
        case.site_name = clause(self.rng.choice(subject.facts["names"]))
        case.beneficiary_name = clause(self.rng.choice(subject.facts["beneficiaries"]))

    def set_dates(self) -> None:
        case, subject = self.case, self.subject
        case.started_on = chance.month(subject.start, known=self.happens(0.65))
        case.opened_on = chance.month(subject.opening, known=self.happens(0.75))
        if self.happens(0.3):
            case.ended_on = chance.month(subject.opening + self.rng.randint(1, 9))
        if case.is_space and self.happens(0.6):
            case.works_months = Decimal(self.rng.choice(("0.5", "1", "1.5", "2", "3", "5", "8")))
            case.open_during_works = self.rng.choice((YesNo.YES, YesNo.YES, YesNo.NO))
        published = datetime(subject.opening // 12 + 1, 3, 1, tzinfo=UTC)
        published += timedelta(days=self.rng.randint(1, 600), seconds=self.rng.randrange(86_400))
        if published > LATEST_PUBLICATION:
            published = LATEST_PUBLICATION - timedelta(seconds=self.rng.randrange(250 * 86_400))
        case.first_published_at = published
        case.last_published_at = published

    def set_size(self) -> None:
        case, subject = self.case, self.subject
        if self.happens(0.7):
            case.attendance_period = chance.one(self.rng, ATTENDANCE)
            case.attendance = chance.rounded(subject.visits * OPEN_DAYS[case.attendance_period])
            case.attendance_year = subject.opening // 12
        if self.happens(0.55):
            case.floor_area = Decimal(subject.area)
            case.floor_area_scope = Scope.RECEPTION

    def set_cost(self) -> None:
        case, words = self.case, load("prose.yaml")["costs"]
        range_ = load("chances.yaml")["costs"][case.project_kind.code]
        if self.happens(0.72):
            amount = range_["median"] * self.rng.lognormvariate(0, range_["spread"])
            case.cost_amount = Decimal(chance.rounded(max(amount, 60)))
            case.cost_tax = chance.one(self.rng, TAXES)
            case.cost_year = self.subject.opening // 12
            case.cost_scope = Scope.RECEPTION if self.happens(0.8) else Scope.BUILDING
            case.cost_basis = self.rng.choice(CostBasis.values)
            case.cost_note = self.rng.choice(words["notes"])
        elif self.happens(0.8):
            case.cost_band = self.lookup.term("cost_bands", chance.one(self.rng, COST_BANDS))
        case.staff_days = Decimal(self.rng.randint(4, 90)) if self.happens(0.5) else None
        case.funding = self.rng.choice(words["fundings"]) if self.happens(0.4) else ""
        case.purchase_route = self.rng.choice(words["routes"]) if self.happens(0.3) else ""

    def set_contact(self) -> None:
        case, clause = self.case, self.story.writer.clause
        if case.is_compiled or self.happens(0.1):
            return
        case.contact_service = capitalised(clause("accueil {du_lieu} {de_commune}"))
        case.contact_email = f"accueil@{slugify(self.subject.commune.name)}.example"
        case.visit_possible = self.rng.choice(("", YesNo.YES, YesNo.YES, YesNo.NO))

    def set_results(self) -> None:
        case = self.case
        case.measures = numbered(Figures(self.subject, self.lookup).measures())
        if not case.measures.all() and not case.is_compiled:
            case.no_measure_reason = self.rng.choice(load("prose.yaml")["measures"]["reasons"])
        told = [Effect(text=text, kind=EffectKind.REPORTED) for text in self.story.effects()]
        agreement = f"Accord écrit n° {self.rng.randint(1, 400)}"
        quoted = [
            Effect(**quote, kind=EffectKind.QUOTATION, agreement=agreement)
            for quote in self.story.quotes()
        ]
        case.effects = numbered([*told, *quoted])

    def set_rows(self) -> None:
        case = self.case
        case.resources = numbered(self.resources())
        case.sources = numbered(self.sources())
        case.practices = numbered(self.practices())
        case.tagged_items = [CaseStudyTag(tag=self.writer.tags[name]) for name in self.tag_names()]

    def resources(self) -> list[Resource]:
        if not self.happens(KIT_SHARE):
            return []
        address = f"https://kits.example/{slugify(self.subject.commune.name)}"
        return [
            Resource(
                title=item["title"],
                kind=ResourceKind(item["kind"]),
                url=f"{address}/{slugify(item['title'])}",
                editable=self.happens(0.5),
                version=self.rng.choice(("", "1", "2", "2024")),
            )
            for item in chance.some(self.rng, load("prose.yaml")["kit"], 1, 3)
        ]

    def sources(self) -> list[Source]:
        """Compiled cases rest on sources; few others give any."""
        if not self.case.is_compiled and not self.happens(0.1):
            return []
        titles, sentence = load("prose.yaml")["sources"], self.story.writer.sentence
        return [
            Source(
                title=sentence(title),
                url=f"https://journal.example/{self.rng.randrange(10**6)}",
                publisher=self.case.beneficiary_name,
                published_on=chance.month(self.subject.opening, known=self.happens(0.5)),
            )
            for title in chance.some(self.rng, titles, 1, 2)
        ]

    def practices(self) -> list[AppliedPractice]:
        """Practices that the site has, the same ones often; none where it has none."""
        weights = chance.by_rank(sorted(self.lookup.practices))
        slugs = chance.several(self.rng, weights, chance.one(self.rng, PRACTICE_COUNTS))
        return [
            AppliedPractice(
                practice=self.lookup.practices[slug],
                how=self.story.writer.sentence(self.rng.choice(topic["solution"])),
            )
            for slug, topic in zip(slugs, self.story.topics, strict=False)
        ]

    def tag_names(self) -> list[str]:
        own = chance.by_rank(self.subject.gathered("tags"))
        names = chance.several(self.rng, own, self.rng.randint(1, 3))
        names += chance.several(self.rng, self.writer.common_tags, self.rng.randint(0, 3))
        return list(dict.fromkeys(names))


def numbered(rows: list[Any]) -> list[Any]:
    """Return the rows, told their place."""
    for place, row in enumerate(rows):
        row.sort_order = place
    return rows


def all_tags() -> list[str]:
    prose = load("prose.yaml")
    return [*prose["tags"], *(name for topic in prose["topics"].values() for name in topic["tags"])]


def tag_named(name: str) -> Keyword:
    return Keyword.objects.get_or_create(name=name)[0]
