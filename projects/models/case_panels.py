"""The tabs of the form of a sheet, in the order in which its author thinks."""

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from projects.models import row_panels as rows
from projects.models.checklist import Checklist
from projects.models.co_author import CoAuthorsPanel
from projects.models.panels import (
    Folded,
    Preset,
    Question,
    Tab,
    Tabs,
    Title,
    apart,
    beside,
    checkboxes,
    for_editors,
    search_engines,
)

NAME_A_PERSON = Folded(["contact_person", "contact_consent"], heading=_("Name a person as well"))
ANOTHER_PLACE = Folded(
    ["departement", beside("elsewhere", "country")], heading=_("The commune is not in the list")
)

TWELVE_QUESTIONS = (
    Title(
        "title",
        heading=_("1. Title"),
        placeholder=False,
        classname="aa-title",
        help_text=_("Say what changed. Example: “A standing desk replaces the single queue”."),
    ),
    FieldPanel(
        "summary",
        heading=_("2. In one sentence"),
        widget=AdminAutoHeightTextInput,
        help_text=_(
            "What a colleague will remember. Example: “An agent standing at the door settles "
            "simple requests; everybody else sits down with a number”."
        ),
    ),
    FieldPanel(
        "project_kind",
        heading=_("3. Kind of project"),
        help_text=_("The closest one. Example: “Redesign of a reception space”."),
    ),
    Question(
        [
            beside("site_name", "establishment_kind"),
            "commune",
            "no_place",
            ANOTHER_PLACE,
            beside("beneficiary_name", "beneficiary_kind"),
        ],
        heading=_("4. Place"),
        help_text=_(
            "Where it happened, and for which service. Example: “Town hall of Lezoux”, town hall, "
            "Lezoux. For a letter or an online service, tick “no place”."
        ),
    ),
    Question(
        [checkboxes("themes"), checkboxes("audiences"), checkboxes("reception_zones")],
        heading=_("5. Themes, audiences, zones"),
        help_text=_(
            "One of each is enough; zones only matter to a place. "
            "Example: waiting, everybody, hall."
        ),
    ),
    Question(
        ["phase", beside("started_on", "opened_on", "ended_on")],
        heading=_("6. Phase and dates"),
        help_text=_(
            "The year is enough; 05/2023 and 17/05/2023 are better. "
            "Example: in service, started in 2022, opened in 05/2023."
        ),
    ),
    FieldPanel(
        "problem",
        heading=_("7. The situation before"),
        help_text=_(
            "What the public and the agents went through. "
            "Example: “Thirty people standing on Mondays, one counter for every request”."
        ),
    ),
    FieldPanel(
        "approach",
        heading=_("8. What we did, in order"),
        help_text=_(
            "One block for each step, dated if you can. Example: “March 2022: two mornings spent "
            "watching the queue with the agents”."
        ),
    ),
    Question(
        [HelpPanel(template="projects/admin/enter_a_figure.html"), "no_measure_reason"],
        heading=_("9. Result"),
        help_text=_(
            "A dated figure with its source; otherwise, say why there is none. Example: “average "
            "wait: 34 minutes in March 2022, 19 in March 2023, from the queue software”."
        ),
    ),
    FieldPanel(
        "main_photo",
        heading=_("10. Photo"),
        help_text=_(
            "Describe it, name its author, give its licence, say whether people can be recognised. "
            "Example of description: “Bright hall, low desk on the right, three people seated”."
        ),
    ),
    Question(
        [beside("cost_amount", Preset("cost_tax"), "cost_year"), "cost_band"],
        heading=_("11. Cost"),
        help_text=_(
            "Without agents' time. An amount, or else a band; “Not disclosed” is an answer. "
            "Example: 1800 €, all taxes included, prices of 2023."
        ),
    ),
    Question(
        [beside("contact_service", "contact_email"), NAME_A_PERSON],
        heading=_("12. Contact"),
        help_text=_(
            "An address that will still answer in two years. "
            "Example: “Town hall reception”, accueil@mairie.example."
        ),
    ),
)

GO_FURTHER = Preset(
    "sheet_kind",
    heading=_("Enrich the sheet"),
    widget=RadioSelect,
    help_text=_(
        "A short sheet ends here. A full one also asks for what exists now, what did not work and, "
        "for a place, a before/after pair: see the other tabs. Changing your mind loses nothing."
    ),
)

THE_PROJECT = (
    FieldPanel("solution", heading=_("What exists now")),
    rows.PRACTICES,
    Question(
        [checkboxes("journey_stages"), checkboxes("methods"), "tags"],
        heading=_("Stages of the journey, methods, tags"),
    ),
    Question(
        [
            beside("attendance", "attendance_period", "attendance_year"),
            beside("floor_area", "floor_area_scope"),
        ],
        heading=_("Attendance and floor area"),
    ),
    Question(
        [beside("works_months", "open_during_works"), "dates_note"],
        heading=_("Works"),
    ),
    Question(
        [
            beside("cost_scope", "cost_basis"),
            "cost_note",
            "staff_days",
            beside("funding", "purchase_route"),
        ],
        heading=_("Detail of the cost"),
    ),
    FieldPanel("what_did_not_work", help_text=_("What another service should not try again.")),
    FieldPanel("success_conditions", help_text=_("What must be there before starting.")),
    FieldPanel("would_do_differently"),
    rows.PARTIES,
    rows.SOURCES,
)

REUSE = (
    rows.RESOURCES,
    FieldPanel("prerequisites"),
    rows.REDO_STEPS,
    FieldPanel("minimal_budget"),
    FieldPanel("transferable"),
    FieldPanel("specific_to_us"),
    Question(["visit_possible", "visit_note"], heading=_("Visits")),
    Preset("content_licence"),
    rows.RELATED_CASES,
)

INTERNAL = (
    FieldPanel(
        "private_notes",
        help_text=_("For your lab and the co-authors: never published, never exported."),
    ),
    CoAuthorsPanel(heading=_("Co-authors")),
    *for_editors("editor_note", "not_said", "contradictions"),
    search_engines(),
)

CASE_FORM = Tabs(
    [
        Tab(
            [*TWELVE_QUESTIONS, GO_FURTHER, Checklist(heading=_("Before sending"))],
            name="essentials",
            heading=_("Essentials"),
            help_text=_(
                "Twelve questions, about fifteen minutes. Save as it stands whenever you like: "
                "only the title is needed until you send the sheet for review."
            ),
        ),
        Tab(THE_PROJECT, name="project", heading=_("The project")),
        Tab([rows.PHOTO_PAIRS, rows.GALLERY], name="pictures", heading=_("Before/after")),
        Tab([rows.MEASURES, rows.EFFECTS], name="measures", heading=_("Measures")),
        Tab(REUSE, name="reuse", heading=_("Reuse")),
        Tab(INTERNAL, name="internal", heading=_("Internal")),
        apart(),
    ]
)
