"""Questions 1 to 6: what the project is, for whom, where and when."""

from django.utils.translation import gettext_lazy as _

from projects.completeness.rule import OWN_SHEETS, Case, Rule, demands


def has_a_place(case: Case) -> bool:
    return not case.no_place


def is_located(case: Case) -> bool:
    return bool(case.commune or case.departement or case.elsewhere.strip())


SUBJECT_RULES = (
    demands(
        "title",
        _("Give the sheet a title."),
        _("The title says what changed: it is what people read first in a list of results."),
    ),
    demands(
        "summary",
        _("Sum up the project in one sentence."),
        _("This sentence tells a colleague in a hurry whether the sheet is for them."),
    ),
    demands(
        "project_kind",
        _("Choose the kind of project."),
        _("It lets people find the sheet, and decides what else is asked."),
    ),
    demands(
        "beneficiary_name",
        _("Name the service concerned."),
        _("Readers look for a service that resembles theirs."),
    ),
    demands(
        "beneficiary_kind",
        _("Choose the kind of structure of the service concerned."),
        _("Readers narrow their search by kind of structure: without it they miss the sheet."),
    ),
    demands(
        "establishment_kind",
        _("Choose the kind of establishment, or tick “no place”."),
        _("A town hall looks first at what other town halls did."),
        applies=has_a_place,
    ),
    Rule(
        code="place",
        field="commune",
        message=_("Give the commune, the place outside the list or the département."),
        why=_("The place puts the sheet on the map and tells readers how far away it is."),
        applies=has_a_place,
        satisfied=is_located,
    ),
    demands(
        "themes",
        _("Choose at least one theme."),
        _("Themes are how readers narrow their search first."),
    ),
    demands(
        "audiences",
        _("Choose at least one audience."),
        _("Readers look for what helped the people whom they receive."),
    ),
    demands(
        "reception_zones",
        _("Choose at least one reception zone."),
        _("A space is looked for by the part that changed: queue, counter, waiting room…"),
        applies=lambda case: case.is_space,
    ),
    demands(
        "phase",
        _("Say how far the project is."),
        _("A trial and a reception open for two years are not read in the same way."),
    ),
    demands(
        "started_on",
        _("Say when the project started; the year is enough."),
        _("The date tells whether the experience is recent and how long it took."),
        sheets=OWN_SHEETS,
    ),
)
