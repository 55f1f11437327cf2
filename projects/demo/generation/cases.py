"""Thousands of cases at once, below labs of their own.

Django cannot create in bulk rows that span two tables, as pages do: the rows of the parent table
go in together, then each case adds its own. Like fixtures, they fire no indexing signal: the
search index is filled by batches, and the index of references is left for its own command.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, reset_queries, transaction
from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from projects.demo.generation import chance
from projects.demo.generation.sheet import SheetWriter
from projects.demo.generation.stock import fill_stock_index
from projects.demo.texts import paragraphs
from projects.folding import fold
from projects.indexing import index
from projects.loading import load_communes
from projects.models import (
    CaseStudyPage,
    Commune,
    LabPage,
    PortfolioIndexPage,
    Term,
)

BATCH = 500
LAB_COUNT = 12
LAB_SLUG = "lab-genere-"
LAB_TEXT = "Ce laboratoire n’existe pas : ses fiches sont générées, pour éprouver la recherche."
ROWS = ("measures", "effects", "practices", "resources", "sources", "tagged_items")
SEVERAL_TERMS = ("reception_zones", "journey_stages", "audiences", "themes", "methods")


class GenerationRefusedError(Exception):
    """Why no case was generated, and the way on, in words for people."""


def generate_cases(
    count: int, seed: int, report: Callable[[int], None], beside_real_content: bool = False
) -> None:
    """Add so many live cases to the portfolio; `report` hears how many are there.

    The same seed gives the same texts, facets and figures. What an interruption leaves is whole.
    Raises GenerationRefusedError, with nothing changed.
    """
    portfolio = ready_portfolio()
    if not beside_real_content:
        refuse_real_content(portfolio)
    if not Commune.objects.exists():
        load_communes()
    labs = [generated_lab(portfolio, rank) for rank in range(1, LAB_COUNT + 1)]
    writer = SheetWriter()
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        seeds = [f"{seed}/{number}" for number in numbers]
        add_batch(labs, {each: writer.write(each) for each in seeds})
        reset_queries()  # in debug mode Django keeps every statement, texts included
        report(numbers.stop)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planners know nothing yet of so many new rows


def ready_portfolio() -> PortfolioIndexPage:
    portfolio: PortfolioIndexPage | None = PortfolioIndexPage.objects.first()
    if portfolio is None or not Term.objects.exists():
        raise GenerationRefusedError(
            "Le site n’a pas encore ses premières pages et ses vocabulaires. Préparez-le d’abord : "
            "python manage.py create_site"
        )
    return portfolio


def refuse_real_content(portfolio: PortfolioIndexPage) -> None:
    labs = LabPage.objects.child_of(portfolio).filter(slug__startswith=LAB_SLUG, is_fictional=True)
    others = CaseStudyPage.objects.exclude(pk__in=CaseStudyPage.objects.of_labs(labs).values("pk"))
    if others.exists():
        raise GenerationRefusedError(
            "Ce portefeuille contient des fiches qui n’ont pas été générées : rien n’a été ajouté. "
            "Nommez une autre base, par exemple DATABASE_URL=sqlite:///essai.sqlite3, ou ajoutez "
            "--beside-real-content pour générer quand même des fiches à côté."
        )


def generated_lab(portfolio: PortfolioIndexPage, rank: int) -> LabPage:
    slug = f"{LAB_SLUG}{rank}"
    lab: LabPage | None = LabPage.objects.child_of(portfolio).filter(slug=slug).first()
    if lab is None:
        lab = LabPage(
            title=f"Lab généré {rank}",
            slug=slug,
            kind=Term.objects.filter(vocabulary="structure_kinds", code="lab").first(),
            presentation=paragraphs([LAB_TEXT]),
            is_fictional=True,
        )
        portfolio.add_child(instance=lab)
        lab.save_revision().publish(skip_permission_checks=True)
    return lab


@transaction.atomic
def add_batch(labs: list[LabPage], cases: dict[str, CaseStudyPage]) -> None:
    """Add cases, by their seed, below labs of which the first ones get the most."""
    weights = chance.by_rank([lab.pk for lab in labs])
    below: dict[int, list[CaseStudyPage]] = defaultdict(list)
    for seed, case in cases.items():
        below[chance.one(Random(f"{seed}/lab"), weights)].append(case)
    for lab_pk, those in below.items():
        attach(lab_pk, those)
    batch = list(cases.values())
    save_pages(batch)
    save_rows(batch)
    index(case.pk for case in batch)
    fill_stock_index(batch)


def attach(lab_pk: int, cases: list[CaseStudyPage]) -> None:
    """Give cases that are not saved yet the next places below a lab."""
    lab = Page.objects.select_for_update().get(pk=lab_pk)
    last = lab.get_last_child()
    first = last._get_lastpos_in_path() + 1 if last else 1
    content_type = ContentType.objects.get_for_model(CaseStudyPage)
    for step, case in enumerate(cases, start=first):
        case.path = Page._get_path(lab.path, lab.depth + 1, step)
        case.depth = lab.depth + 1
        # The step is nobody else's below this lab: so is the slug.
        case.slug = f"{slugify(fold(case.title))}-{step}"
        case.url_path = f"{lab.url_path}{case.slug}/"
        case.locale_id = lab.locale_id
        case.content_type = content_type
    Page.objects.filter(pk=lab.pk).update(numchild=F("numchild") + len(cases))


def save_pages(cases: list[CaseStudyPage]) -> None:
    """Save cases whose fields are all set, without their rows."""
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    pages = [Page(**{name: getattr(case, name) for name in names}) for case in cases]
    for case, page in zip(cases, Page.objects.bulk_create(pages), strict=True):
        case.pk = case.id = page.pk
        case.save_base(raw=True, force_insert=True)


def save_rows(cases: list[CaseStudyPage]) -> None:
    """Save the rows and the terms of cases that are saved."""
    for relation in ROWS:
        create(row for case in cases for row in getattr(case, relation).all())
    measures = [measure for case in cases for measure in case.measures.all()]
    create(reading for measure in measures for reading in measure.further_readings.all())
    for name in SEVERAL_TERMS:
        link = CaseStudyPage._meta.get_field(name).remote_field.through
        create(
            link(casestudypage_id=case.pk, term_id=term.pk)
            for case in cases
            for term in getattr(case, name).all()
        )


def create(rows: Iterable[models.Model]) -> None:
    """Create rows, all of one model."""
    those = list(rows)
    if those:
        type(those[0])._default_manager.bulk_create(those)
