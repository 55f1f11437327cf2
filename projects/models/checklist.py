"""What a sheet still lacks, told to its author while they write."""

from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.admin.panels import Panel

from projects import completeness

READ_BY_RULES = {
    "measures": ("indicator", "before_method", "after_method"),
    "photo_pairs": ("before", "after"),
    "gallery": ("photo",),
}
"""What the rules look at beyond each kind of row, read at once rather than row by row."""


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
    for rows, looked_at in READ_BY_RULES.items():
        prefetch_related_objects(list(getattr(sheet, rows).all()), *looked_at)
    gaps: dict[str, list[completeness.Missing]] = {level: [] for level in completeness.Level}
    for gap in completeness.missing(sheet):
        gaps[gap.level].append(gap)
    return gaps
