"""Questions 7 and 8: what happened, and for a full sheet what was learnt."""

from django.utils.translation import gettext_lazy as _

from projects.completeness.rule import FULL_SHEETS, demands

STORY_RULES = (
    demands(
        "problem",
        _("Describe the situation before."),
        _("Without the before, nobody can judge the after."),
    ),
    demands(
        "approach",
        _("Tell what you did, in order."),
        _("This is what another service will want to redo."),
    ),
    demands(
        "solution",
        _("Describe what exists now."),
        _("A full sheet lets readers picture the place or the service as it is today."),
        sheets=FULL_SHEETS,
    ),
    demands(
        "what_did_not_work",
        _("Say what did not work."),
        _("A failure that is told spares others from repeating it."),
        sheets=FULL_SHEETS,
    ),
    demands(
        "success_conditions",
        _("Say what made it succeed."),
        _("Another service must know what it takes before it starts."),
        sheets=FULL_SHEETS,
    ),
    demands(
        "would_do_differently",
        _("Say what you would do differently."),
        _("This is the advice that a colleague would ask you for."),
        sheets=FULL_SHEETS,
    ),
)
