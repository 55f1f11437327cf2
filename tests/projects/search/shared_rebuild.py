"""Two processes make the index again, in the database that the environment names.

Run as a program, on a database just migrated. Says how many documents were made, the last number
that the report heard, and whether the index tells what the cases do.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portfolio.settings.test")
django.setup()

from wagtail.models import Page  # noqa: E402

from projects import indexing  # noqa: E402
from tests.factories import (  # noqa: E402
    CaseStudyPageFactory,
    LabPageFactory,
    PortfolioIndexPageFactory,
)

CASES, BATCH = 9, 2


def main() -> None:
    portfolio = PortfolioIndexPageFactory(parent=Page.get_first_root_node())
    CaseStudyPageFactory.create_batch(CASES, parent=LabPageFactory(parent=portfolio))
    indexing.SearchDocument.objects.all().delete()
    indexing.BATCH = BATCH
    heard: list[int] = []
    made = indexing.rebuild(lambda done, _total: heard.append(done), processes=2)
    whole = not list(indexing.differences())
    sys.stdout.write(f"{made} {heard[-1]} {'whole' if whole else 'differs'}\n")


main()
