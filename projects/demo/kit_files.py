"""Small real files for the reuse kits of the fictional sheets."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from openpyxl import Workbook
from wagtail.models import Collection

from projects.models import Resource, ResourceFile


def build_resource(facts: dict[str, Any], collection: Collection) -> Resource:
    """Return the unsaved resource of a kit, its file stored in the lab's collection."""
    name, content = spreadsheet(facts) if "rows" in facts else text(facts)
    document = ResourceFile.objects.create(
        title=facts["title"], collection=collection, file=ContentFile(content, name=name)
    )
    return Resource(
        title=facts["title"],
        kind=facts["kind"],
        file=document,
        editable=facts["editable"],
        licence=facts["licence"],
        version=facts["version"],
    )


def spreadsheet(facts: dict[str, Any]) -> tuple[str, bytes]:
    workbook = Workbook()
    for row in facts["rows"]:
        workbook.active.append(row)
    buffer = BytesIO()
    workbook.save(buffer)
    return f"{Path(facts['filename']).stem}.xlsx", buffer.getvalue()


def text(facts: dict[str, Any]) -> tuple[str, bytes]:
    return f"{Path(facts['filename']).stem}.txt", "\r\n".join(facts["content"]).encode()
