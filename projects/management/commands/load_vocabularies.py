from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.data.vocabularies import MalformedFileError
from projects.loading import load_synonyms, load_vocabularies


class Command(BaseCommand):
    help = "Charge vocabulaires, indicateurs et synonymes ; ce que la rédaction a changé reste."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcomes = [*load_vocabularies(), load_synonyms()]
        except MalformedFileError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write("\n".join(map(str, outcomes)))
