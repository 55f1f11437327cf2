"""Measure the search on judged queries."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from projects.evaluation import evaluate


class Command(BaseCommand):
    help = (
        "Mesure la recherche sur des questions jugées : publie les fiches du fichier le temps "
        "de la mesure, pose chaque question comme le fait la page, et laisse la base intacte."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FICHIER.json", help="« corpus » et « queries » jugées"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = evaluate(json.loads(options["file"].read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise CommandError(f"Ce fichier ne se lit pas : {error}") from error
        except (KeyError, TypeError) as error:
            raise CommandError(
                f"Il manque à ce fichier ce qu’il faut juger : {error}. Il tient « corpus » (id, "
                "title, summary, tags) et « queries » (query, relevant : des notes par id)."
            ) from error
        self.stdout.write(json.dumps(outcome, ensure_ascii=False, indent=1))
