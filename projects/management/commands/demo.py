"""Prepare the demonstration, then serve it."""

import socket
import time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.base import CommandParser
from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory

from projects.demo.people import ACCOUNTS, PASSWORD
from projects.demo.pictures import make_photos
from projects.demo.seed import all_pictures, seed_content
from projects.indexing import reconcile
from projects.models import CaseStudyPage, LabPage, PublishedFileKind
from projects.published_files import available_kinds, held, make_missing_files
from projects.renditions import make_missing_renditions

PICTURE_WIDTH, SMALL_PICTURE_WIDTH = 1600, 160


class Command(BaseCommand):
    help = (
        "Prépare la démonstration (vocabulaires, communes, labs, personnes, cas, dessins) et la "
        "sert. Relancée, elle ne change rien de ce que des personnes ont fait depuis."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="prépare sans servir")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--small-pictures", action="store_true", help="dessins réduits, pour les essais"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.started = time.monotonic()
        self.refuse_production()
        if not options["no_serve"]:
            self.refuse_busy_port(options["host"], options["port"])
        self.migrate()
        if not self.is_demonstration():
            self.refuse_other_content()
            self.fill(SMALL_PICTURE_WIDTH if options["small_pictures"] else PICTURE_WIDTH)
        reconcile()
        make_missing_renditions()
        # The PDFs take half a minute: not what a trial waits for.
        self.make_files(
            {PublishedFileKind.SHARE_IMAGE} if options["small_pictures"] else available_kinds()
        )
        self.introduce(options)
        if not options["no_serve"]:
            call_command("runserver", f"{options['host']}:{options['port']}", use_reloader=False)

    def refuse_production(self) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError(
                "La démonstration ne s’installe pas avec les réglages de production : ses mots de "
                "passe sont publics. Utilisez DJANGO_SETTINGS_MODULE=portfolio.settings.dev."
            )

    def refuse_busy_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Le port {port} est déjà pris. Arrêtez ce qui l’occupe, ou choisissez-en un "
                    f"autre : make demo PORT={port + 1}"
                ) from error

    def migrate(self) -> None:
        self.step("Base de données")
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except (DatabaseError, InconsistentMigrationHistory) as error:
            name = connection.settings_dict["NAME"]
            raise CommandError(
                f"La base « {name} » n’est pas utilisable ({error}). Si elle ne contient rien à "
                "garder, supprimez-la puis relancez ; sinon, nommez-en une autre dans DATABASE_URL."
            ) from error

    def is_demonstration(self) -> bool:
        return apps.get_model("home", "SiteIdentity").objects.filter(is_demonstration=True).exists()

    def refuse_other_content(self) -> None:
        """Accept an empty site, or one whose preparation was interrupted before any content."""
        if LabPage.objects.exists() or CaseStudyPage.objects.exists() or self.has_other_people():
            raise CommandError(
                "Cette base contient déjà autre chose que la démonstration : rien n’a été changé. "
                "Nommez une autre base, par exemple DATABASE_URL=sqlite:///demo.sqlite3 make demo"
            )

    def has_other_people(self) -> bool:
        return get_user_model().objects.exists()

    def fill(self, width: int) -> None:
        self.step("Vocabulaires, communes, premières pages")
        call_command("create_site", verbosity=0)
        pictures = all_pictures()
        self.step(f"Dessins : {len(pictures)}")
        make_photos(pictures, width, lambda done: self.progress(done, len(pictures)))
        self.step("Labs, personnes, pratiques et fiches")
        with held(), transaction.atomic():
            cases = seed_content()
            apps.get_model("home", "SiteIdentity").objects.update(is_demonstration=True)
        self.step(f"{cases} fiches publiées")

    def make_files(self, kinds: set[PublishedFileKind]) -> None:
        self.step("Images de partage et PDF")
        make_missing_files(kinds, self.progress)

    def step(self, text: str) -> None:
        self.stdout.write(f"{time.monotonic() - self.started:4.0f} s  {text}")
        self.stdout.flush()

    def progress(self, done: int, total: int) -> None:
        """Redraw one line on a terminal; elsewhere say each quarter."""
        if self.stdout.isatty():
            self.stdout.write(f"\r        {done}/{total}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done % max(total // 4, 1) == 0:
            self.step(f"{done}/{total}")

    def introduce(self, options: dict[str, Any]) -> None:
        address = f"http://{options['host']}:{options['port']}"
        lines = [
            "",
            f"Le site      {address}/",
            f"L’admin      {address}/admin/   mot de passe de tous : {PASSWORD}",
            *(f"  {account.username:<12}{account.role}" for account in ACCOUNTS),
        ]
        if getattr(settings, "EMAIL_FILE_PATH", None):
            lines.append(f"Les courriels envoyés se lisent dans {settings.EMAIL_FILE_PATH}")
        self.step("Prêt")
        self.stdout.write("\n".join([*lines, ""]))
