"""What a timer runs every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.recurring.jobs import run_jobs


class Command(BaseCommand):
    help = (
        "Ce qui revient : publie ce qui était programmé, remet d’accord l’index de la recherche "
        "et les fiches, efface les recherches de plus d’un an, rappelle les fiches à vérifier, "
        "envoie le résumé du lundi, vérifie quelques liens. À lancer par une minuterie, par "
        "exemple toutes les dix minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = run_jobs(self.stdout.write if options["verbosity"] else lambda said: None)
        if failed:
            raise CommandError(f"En échec, voir le journal : {', '.join(failed)}.")
