"""What a sheet still lacks, told to its author while they write."""

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.admin.panels import Panel

from projects import completeness
from projects.models.photo import Photo
from projects.querysets import rows

READ_BY_RULES = {
    "measures": ("indicator", "before_method", "after_method", "source_file"),
    "photo_pairs": ("before", "after"),
    "gallery": ("photo",),
}
"""What the rules look at beyond each kind of row, read at once rather than row by row."""
ALSO_READ_BY_RULES = (
    *("project_kind", "beneficiary_kind", "establishment_kind", "phase", "cost_band"),
    *("commune", "departement", "main_photo", "effects", "sources", "measures__further_readings"),
    *("themes", "audiences", "reception_zones"),
)


class Checklist(Panel):
    """The gaps of the sheet as it was last saved; each automatic save brings it up to date."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "projects/admin/checklist.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.form.is_bound and not self.form.is_valid():
                return context  # no rule can judge the impossible
            return {**context, "gaps": gaps_by_level(self.instance)}


def gaps_by_level(sheet: Any) -> dict[str, list[completeness.Missing]]:
    """Return what keeps the sheet from being sent (« blocking »), and the doubts (« warning »)."""
    for relation, looked_at in READ_BY_RULES.items():
        prefetch_related_objects(list(getattr(sheet, relation).all()), *looked_at)
    gaps: dict[str, list[completeness.Missing]] = {level: [] for level in completeness.Level}
    for gap in completeness.missing(sheet):
        gaps[gap.level].append(gap)
    return gaps


def prefetch_for_rules(sheets: Sequence[Any]) -> None:
    """Fetch all that the rules look at in some sheets, with a constant number of queries."""
    if not sheets:
        return
    model = type(sheets[0])
    own_rows = (rows(model, relation, *joined) for relation, joined in READ_BY_RULES.items())
    prefetch_related_objects(sheets, *own_rows, *ALSO_READ_BY_RULES)
    steps = [
        (sheet.approach, place, step["value"])
        for sheet in sheets
        for place, step in enumerate(sheet.approach.raw_data)
        if step["type"] == "photo"
    ]
    # A stream would look for its photos by itself, one query for each sheet.
    photos = Photo.objects.in_bulk({value["photo"] for _stream, _place, value in steps})
    for stream, place, value in steps:
        stream[place] = ("photo", {**value, "photo": photos.get(value["photo"])})
