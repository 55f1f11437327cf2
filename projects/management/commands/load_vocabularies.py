from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.data.vocabularies import MalformedFileError
from projects.loading import load_vocabularies


class Command(BaseCommand):
    help = "Load the vocabularies and indicators of the bundled file; editors' changes stay."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcomes = load_vocabularies()
        except MalformedFileError as error:
            raise CommandError(str(error)) from error
        for outcome in outcomes:
            self.stdout.write(str(outcome))
