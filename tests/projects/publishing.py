"""Publishing as the site does it: what follows a publication runs once it is committed."""

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image

from projects.models import CaseStudyPage


def publish(case: CaseStudyPage, commit: Any) -> CaseStudyPage:
    """Publish what the case says at the moment; return it as it is then."""
    with commit():
        case.save_revision().publish(skip_permission_checks=True)
    return CaseStudyPage.objects.get(pk=case.pk)


def published_on_disk() -> set[str]:
    folder = Path(settings.MEDIA_ROOT) / "published"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))
