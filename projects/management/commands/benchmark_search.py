"""Measure how fast the search is, beside the one that comes with Wagtail."""

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from projects.demo.generation.cases import GenerationRefusedError, generate_cases
from projects.demo.speed import stock
from projects.demo.speed.measures import compare, keep_up
from projects.demo.speed.questions import questions
from projects.demo.speed.report import circumstances, missed, table
from projects.models import CaseStudyPage, PortfolioIndexPage
from projects.search.engine import Catalogue


class Command(BaseCommand):
    help = (
        "Pose deux cents questions à notre recherche, à la page de la liste et à la recherche de "
        "Wagtail réparée à la main. Génère d’abord les fiches qui manquent, sauf à côté de vraies "
        "fiches : il mesure alors celles qui sont là. Sort avec 1 si un objectif est manqué."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=10_000, metavar="N")
        parser.add_argument("--seed", type=int, default=1, help="graine des questions")
        parser.add_argument("--json", type=Path, metavar="FICHIER", help="y écrit les mesures")
        parser.add_argument(
            "--stock-every",
            type=int,
            choices=range(1, 51),
            default=1,
            metavar="N",
            help="ne pose à la recherche de Wagtail qu’une question sur N",
        )
        parser.add_argument("--no-rebuild", action="store_true", help="ne refait pas l’index")
        parser.add_argument("--processes", type=int, default=1, metavar="N", help="pour le refaire")

    @override_settings(DEBUG=False, ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False)
    def handle(self, *args: Any, **options: Any) -> None:
        load = os.getloadavg()[0]
        self.generate(options["cases"])
        catalogue = Catalogue(PortfolioIndexPage.objects.get().path)
        about = circumstances(catalogue.total, load)
        if catalogue.total < 2:
            raise CommandError("L’index est vide : python manage.py rebuild_search")
        if stock.indexed() < catalogue.total:
            raise CommandError(
                "La recherche de Wagtail ne tient pas toutes les fiches, comparer ne vaudrait "
                "rien : python manage.py update_index"
            )
        with stock.repaired():
            asked = questions(catalogue, options["seed"])
            measured = compare(asked, self.report, options["stock_every"])
        measured |= keep_up(0 if options["no_rebuild"] else options["processes"])
        for line in table(measured, about):
            self.stdout.write(line)
        if options["json"]:
            told = json.dumps({**about, "measured": measured}, ensure_ascii=False, indent=1)
            options["json"].write_text(told, encoding="utf-8")
        if failed := missed(measured, catalogue.total):
            raise CommandError(f"Manqué : {', '.join(each.label for each in failed)}.")

    def report(self, done: int) -> None:
        if done % 50 == 0:
            self.stdout.write(f"{done} questions posées")
            self.stdout.flush()

    def generate(self, wanted: int) -> None:
        """Generate the cases that are missing; beside real ones, none."""
        lacking = wanted - CaseStudyPage.objects.live().count()
        if lacking <= 0:
            return
        try:
            generate_cases(lacking, wanted, lambda done: self.stdout.write(f"{done}/{lacking}"))
        except GenerationRefusedError:
            count = CaseStudyPage.objects.live().count()
            self.stdout.write(
                f"Il y a ici de vraies fiches : rien n’est généré, {count} fiches sont mesurées."
            )
