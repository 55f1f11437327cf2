"""Make the search index again, or tell where it differs from the cases."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from projects.indexing import differences, rebuild


class Command(BaseCommand):
    help = (
        "Refait l’index de la recherche ; le site répond pendant ce temps. Avec --check, ne "
        "change rien : énumère ce qui diffère des fiches, et sort avec 1 s’il y en a."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare sans rien changer")
        parser.add_argument(
            *("--processes", "-j"),
            type=int,
            choices=range(1, 33),
            default=1,
            metavar="N",
            help="se partager le travail à N programmes, un par cœur : deux fois plus vite à deux",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.started = time.monotonic()
        if options["check"]:
            self.check_index()
        else:
            count = rebuild(self.report, options["processes"])
            self.stdout.write(
                self.style.SUCCESS(f"{count} fiches indexées en {self.elapsed:.0f} s.")
            )

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.started

    def report(self, done: int, total: int) -> None:
        self.stdout.write(f"{self.elapsed:5.0f} s  {done}/{total}")
        self.stdout.flush()

    def check_index(self) -> None:
        count = 0
        for key, told in differences():
            count += 1
            self.stdout.write(f"fiche {key} : {told}")
        if count:
            raise CommandError(
                f"L’index diffère des fiches : {count}. Pour le refaire : "
                "python manage.py rebuild_search"
            )
        self.stdout.write(self.style.SUCCESS("L’index dit ce que disent les fiches."))
