"""Fill a portfolio with generated cases, for tests of load and speed."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from projects.demo.generation.cases import GenerationRefusedError, generate_cases


class Command(BaseCommand):
    help = (
        "Ajoute au portefeuille N fiches générées, publiées et sans image, pour éprouver sa "
        "charge et sa vitesse. Refuse à côté de vraies fiches, sauf demande expresse."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="nombre de fiches")
        parser.add_argument(
            "--seed", type=int, default=1, help="graine : la même donne les mêmes fiches"
        )
        parser.add_argument(
            "--beside-real-content",
            action="store_true",
            help="génère même si le portefeuille contient des fiches qui ne sont pas générées",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.started, self.count = time.monotonic(), options["count"]
        if self.count < 1:
            raise CommandError("Donnez un nombre de fiches d’au moins 1.")
        try:
            generate_cases(self.count, options["seed"], self.report, options["beside_real_content"])
        except GenerationRefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            self.style.SUCCESS(
                f"{self.count} fiches générées et indexées en {self.elapsed:.0f} s. "
                "Les compteurs d’usage des vocabulaires les ignorent jusqu’à : "
                "python manage.py rebuild_references_index"
            )
        )

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.started

    def report(self, done: int) -> None:
        rate = done / self.elapsed
        self.stdout.write(f"{self.elapsed:5.0f} s  {done}/{self.count}  {rate:.0f} fiches/s")
        self.stdout.flush()
