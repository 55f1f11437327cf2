"""What a timer runs every few minutes."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from projects.indexing import reconcile
from projects.models import LoggedSearch


class Command(BaseCommand):
    help = (
        "Ce qui revient : publie ce qui était programmé, remet d’accord l’index de la recherche "
        "et les fiches, efface les recherches de plus de douze mois. À lancer par une minuterie, "
        "par exemple toutes les dix minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("publish_scheduled", verbosity=options["verbosity"])
        count = reconcile()
        if options["verbosity"]:
            self.stdout.write(f"Recherche : {count} fiches remises d’accord.")
        forgotten = LoggedSearch.objects.forget_old()
        if options["verbosity"]:
            self.stdout.write(f"Journal des recherches : {forgotten} lignes effacées.")
