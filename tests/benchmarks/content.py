"""What is measured: the demonstration, 10,000 generated cases, photos that weigh what photos do,
and 300 cases that wait for a review.

Kept from one run to the next, and made again when what it is made of has changed.
"""

import hashlib
import shutil
from datetime import UTC, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection

from home.models import SiteIdentity
from projects.choices import People, PhotoLicence
from projects.models import CaseStudyPage, LabPage, Photo
from tests.benchmarks.photos import photo

CASES, PHOTOS, WAITING = 10_000, 20, 300
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MADE_OF = (
    *("home/migrations/*.py", "projects/migrations/*.py", "projects/models/photo_sources.py"),
    *("projects/demo/**/*.*", "projects/data/*.*"),
    *("tests/benchmarks/content.py", "tests/benchmarks/photos.py"),
)


def prepare() -> None:
    """Leave the benchmark's database, media and static files ready."""
    stamp = settings.MEDIA_ROOT / "made-of"
    kept = stamp.exists() and stamp.read_text() == fingerprint()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=kept)
    if not kept:
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        call_command("demo", "--no-serve", "--small-pictures")
        call_command("generate_cases", CASES, "--beside-real-content")
        illustrate()
        fill_queue()
        call_command("rebuild_search", verbosity=0)
        SiteIdentity.objects.update(is_demonstration=False)  # which robots are asked to leave alone
        stamp.write_text(fingerprint())
    call_command("collectstatic", "--no-input", "--clear", verbosity=0)


def fingerprint() -> str:
    files = sorted(path for each in MADE_OF for path in settings.BASE_DIR.glob(each))
    content = b"".join(path.read_bytes() for path in files if path.suffix != ".pyc")
    return hashlib.sha256(content).hexdigest()


def illustrate() -> None:
    """Give each generated case a photo, no two on a page of the list, where they come first."""
    labs = LabPage.objects.filter(slug__startswith="lab-genere-")
    generated = CaseStudyPage.objects.of_labs(labs)
    CaseStudyPage.objects.exclude(pk__in=generated.values("pk")).update(first_published_at=LONG_AGO)
    keys = list(generated.most_recent().values_list("pk", flat=True))
    for rank in range(PHOTOS):
        cases = CaseStudyPage.objects.filter(pk__in=keys[rank::PHOTOS])
        cases.update(main_photo=add_photo(rank))


def add_photo(seed: int) -> Photo:
    return Photo.objects.create(
        title=f"Photo {seed}",
        description="Un comptoir bas, deux fauteuils et une plante, sous une fenêtre",
        credit="Photo de synthèse",
        licence=PhotoLicence.LICENCE_OUVERTE,
        people=People.NONE,
        file=ContentFile(photo(seed), name=f"photo-{seed}.jpg"),
    )


def fill_queue() -> None:
    """Submit some cases for review."""
    for case in CaseStudyPage.objects.order_by("-pk")[:WAITING]:
        case.save_revision(user=case.owner, clean=False)
        case.get_workflow().start(case, case.owner)
