"""The rows of a sheet as their authors fill them in: measures, pairs, and the smaller ones."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from projects.models.panels import Folded, PhotoRows, Preset, Rows, beside


def one_side(side: str, heading: str) -> MultiFieldPanel:
    """What is asked of a figure on one side: the value, when, how, how many answers."""
    return MultiFieldPanel(
        [
            FieldPanel(f"{side}_value", heading=_("Value")),
            beside(f"{side}_start", f"{side}_end"),
            f"{side}_method",
            beside(f"{side}_n", f"{side}_exhaustive"),
        ],
        heading=heading,
        classname="aa-side",
    )


def one_photo(side: str, heading: str) -> MultiFieldPanel:
    photo = FieldPanel(side, heading=_("Photo"))
    return MultiFieldPanel([photo, f"{side}_alt"], heading=heading, classname="aa-side")


OWN_INDICATOR = Folded(
    [beside("own_label", "own_unit"), beside("own_direction", Preset("own_scale"))],
    heading=_("My indicator is not in the list"),
)
FURTHER_READINGS = Rows(
    "further_readings",
    [
        beside("value", "start", "end"),
        beside("method", "n", "exhaustive"),
    ],
    heading=_("Later readings"),
    label=_("Later reading"),
    add=_("Add a later reading"),
    help_text=_("A second reading, at least three months after the first, confirms a change."),
)
MORE_ON_A_MEASURE = Folded(
    [
        FURTHER_READINGS,
        "control_name",
        beside("control_before", "control_after"),
        beside("control_before_n", "control_after_n", "control_exhaustive"),
        beside("reported_change", "reported_kind"),
        beside("source_url", "source_file"),
        "same_people",
        beside("target", "note"),
    ],
    heading=_("More precision"),
)

MEASURES = Rows(
    "measures",
    [
        "indicator",
        OWN_INDICATOR,
        beside(Preset("status"), "planned_on"),
        beside(one_side("before", _("Before")), one_side("after", _("After"))),
        beside("source_name", "context"),
        MORE_ON_A_MEASURE,
    ],
    heading=_("Measures"),
    label=_("Measure"),
    add=_("Add a measure"),
    help_text=_(
        "One row per figure. Give what you have: a single side, a planned measure, a "
        "deterioration all belong here. The change and how sure it is are computed for you."
    ),
)

EFFECTS = Rows(
    "effects",
    ["text", beside(Preset("kind"), "role", "agreement")],
    heading=_("Effects told"),
    label=_("Effect"),
    add=_("Add an effect"),
    help_text=_(
        "What was noticed but not counted. Example: “people no longer wait on the stairs”."
    ),
)

PHOTO_PAIRS = PhotoRows(
    "photo_pairs",
    [
        beside(one_photo("before", _("Before")), one_photo("after", _("After"))),
        beside("zone", "same_viewpoint"),
        Folded(["caption", "change_description"], heading=_("Caption and description")),
    ],
    heading=_("Before/after pairs"),
    label=_("Pair"),
    add=_("Add a pair"),
    files=_("Drop two photos here, one from before and one from after, or:"),
    help_text=_("The same place before and after, from the same spot if you can."),
)

GALLERY = PhotoRows(
    "gallery",
    ["photo", "caption"],
    heading=_("Other photos"),
    label=_("Photo"),
    add=_("Add a photo"),
    files=_("Drop photos here, as many as you like, or:"),
)

PRACTICES = Rows(
    "practices",
    ["practice", "how"],
    heading=_("Practices applied"),
    label=_("Practice"),
    add=_("Add a practice"),
    help_text=_("A practice of the portfolio that you took up, and how you adapted it."),
)

PARTIES = Rows(
    "parties",
    [beside("name", Preset("role")), beside("kind", "contribution")],
    heading=_("Partners, designers, associated labs"),
    label=_("Partner"),
    add=_("Add a partner"),
)

SOURCES = Rows(
    "sources",
    ["title", "url", beside("publisher", "published_on"), "contradiction"],
    heading=_("Sources"),
    label=_("Source"),
    add=_("Add a source"),
    help_text=_("Public documents that readers may check."),
)

RESOURCES = Rows(
    "resources",
    [
        "title",
        beside(Preset("kind"), "version"),
        beside("file", "url"),
        beside(Preset("licence"), "editable"),
    ],
    heading=_("Reuse kit"),
    label=_("Document"),
    add=_("Add a document"),
    help_text=_("What a colleague may take and adapt. Example: the plan, the specification."),
)

REDO_STEPS = Rows(
    "redo_steps",
    ["step", beside("duration", "who")],
    heading=_("Steps to redo it"),
    label=_("Step"),
    add=_("Add a step"),
)

RELATED_CASES = Rows(
    "related_cases",
    ["case", Preset("relation")],
    heading=_("Related sheets"),
    label=_("Sheet"),
    add=_("Add a sheet"),
)
