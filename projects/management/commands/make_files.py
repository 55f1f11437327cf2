"""Make what published cases lack: share images and, with the extra `pdf`, PDFs."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.published_files import available_kinds, make_missing_files


class Command(BaseCommand):
    help = (
        "Fabrique les images de partage qui manquent aux fiches publiées et, si l’option « pdf » "
        "est installée, leurs PDF. Utile après une installation ou une restauration."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        make_missing_files(available_kinds(), self.report)
        self.stdout.write("Rien ne manque plus.")

    def report(self, done: int, total: int) -> None:
        self.stdout.write(f"{done}/{total}")
        self.stdout.flush()
