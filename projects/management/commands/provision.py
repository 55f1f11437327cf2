"""Give the site and its labs the groups, rights, collections and workflow they lack."""

from typing import Any

from django.core.management import BaseCommand

from projects.models import LabPage
from projects.provisioning import editors_group, provision_site


class Command(BaseCommand):
    help = (
        "Donne au site et à ses labs les groupes, droits, collections et circuit de relecture qui "
        "leur manquent. Sans danger sur un site déjà prêt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        task = provision_site()
        self.stdout.write(f"Rédaction : groupe « {editors_group()} », tâche « {task} »")
        for lab in LabPage.objects.select_related("author_group", "collection"):
            self.stdout.write(
                f"{lab} : groupe « {lab.author_group} », collection « {lab.collection} »"
            )
        self.stdout.write(self.style.SUCCESS("Le site et ses labs ont tout ce qu'il leur faut."))
