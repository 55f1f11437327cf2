"""Two people write and four search at once, in the database that the environment names.

Run as a program, on a database just migrated; fails where one of them does.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portfolio.settings.test")
django.setup()

from django.db import connection  # noqa: E402
from wagtail.models import Page  # noqa: E402

from projects.indexing import differences, rebuild  # noqa: E402
from projects.search.engine import Catalogue, Question, Search  # noqa: E402
from tests.factories import (  # noqa: E402
    CaseStudyPageFactory,
    LabPageFactory,
    PortfolioIndexPageFactory,
)

WRITERS, READERS, CASES, ROUNDS = 2, 4, 6, 8


def write(cases, ready, done):
    ready.wait()
    try:
        for number in range(ROUNDS):
            for case in cases:
                case.summary = f"Le hall, fois {number}"
                case.save()  # the document follows, as after a publication
    finally:
        done.set()
        connection.close()


def read(ready, done):
    ready.wait()
    try:
        asked = 0
        while not all(each.is_set() for each in done) or not asked:
            search = Search(Catalogue(), Question("hall"))
            assert (search.count(), len(search[0:20])) == (CASES, CASES), asked
            assert search.counts
            asked += 1
        return asked
    finally:
        connection.close()


def main():
    portfolio = PortfolioIndexPageFactory(parent=Page.get_first_root_node())
    lab = LabPageFactory(parent=portfolio)
    cases = [CaseStudyPageFactory(parent=lab, title=f"Le hall {n}") for n in range(CASES)]
    rebuild()
    ready, done = Barrier(WRITERS + READERS), [Event() for _writer in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS + READERS) as people:
        writing = [
            people.submit(write, cases[rank::WRITERS], ready, done[rank]) for rank in range(WRITERS)
        ]
        reading = [people.submit(read, ready, done) for _reader in range(READERS)]
        for each in writing + reading:
            each.result()
    assert list(differences()) == []
    found = Search(Catalogue(), Question(f'"fois {ROUNDS - 1}"')).count()
    assert found == CASES, found
    sys.stdout.write("whole\n")


if __name__ == "__main__":
    main()
