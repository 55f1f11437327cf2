from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from projects.data.communes import COMMUNES_FILE, reduce_communes
from projects.loading import load_communes


class Command(BaseCommand):
    help = "Charge les communes de la liste fournie, renouvelée d’abord si on le demande."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reduce",
            type=Path,
            metavar="DIRECTORY",
            help="le dossier `data` du paquet npm @etalab/decoupage-administratif, une fois ouvert",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reduce"]:
            self.renew(options["reduce"])
        outcomes = load_communes()
        if options["verbosity"]:
            self.stdout.write("\n".join(map(str, outcomes)))

    def renew(self, source: Path) -> None:
        try:
            number = reduce_communes(source, COMMUNES_FILE)
        except (FileNotFoundError, KeyError) as error:
            message = _("%(directory)s does not hold the published list as we know it: %(error)s")
            raise CommandError(message % {"directory": source, "error": error}) from error
        self.stdout.write(_("Communes in the renewed list: %(number)s") % {"number": number})
