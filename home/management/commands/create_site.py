"""Make an empty site ready: vocabularies, communes, first pages, groups and workflow."""

from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core.management import BaseCommand, call_command

from home.structure import build_site
from projects.indexing import reconcile
from projects.provisioning import provision_site


class Command(BaseCommand):
    help = (
        "Prépare un site : vocabulaires, communes, premières pages, groupes, circuit de relecture, "
        "index de la recherche. Sans danger sur un site prêt : à relancer après une mise à jour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for command in ("load_vocabularies", "load_communes"):
            call_command(command, verbosity=options["verbosity"], stdout=self.stdout)
        address = urlparse(settings.WAGTAILADMIN_BASE_URL)
        default_port = 443 if address.scheme == "https" else 80
        home = build_site(address.hostname or "localhost", address.port or default_port)
        provision_site()
        reconcile()
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"Le site est prêt : {home.full_url}"))
