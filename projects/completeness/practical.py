"""Questions 11 and 12: what it cost, whom to write to; and for compiled sheets, who says so."""

from django.utils.translation import gettext_lazy as _

from projects.completeness.rule import COMPILED_SHEETS, OWN_SHEETS, Level, Rule, demands

PRACTICAL_RULES = (
    Rule(
        code="cost",
        field="cost_amount",
        message=_("Give the cost or a band; “not disclosed” is an answer."),
        why=_("Without an order of magnitude, nobody knows whether they could afford it."),
        sheets=OWN_SHEETS,
        satisfied=lambda case: case.cost_amount is not None or case.cost_band is not None,
    ),
    demands(
        "cost_year",
        _("Say of which year the prices are."),
        _("A cost of ten years ago does not compare with one of today."),
        applies=lambda case: case.cost_amount is not None,
        level=Level.WARNING,
    ),
    demands(
        "contact_service",
        _("Name the service to write to."),
        _("A colleague who is interested must know whom to ask."),
        sheets=OWN_SHEETS,
    ),
    demands(
        "contact_email",
        _("Give the e-mail address of the service."),
        _("The address of a service still answers when people change jobs."),
        sheets=OWN_SHEETS,
    ),
    Rule(
        code="contact_consent",
        field="contact_consent",
        message=_("Confirm that the contact person agreed to be named, or remove the name."),
        why=_("Nobody's name is published without their consent."),
        applies=lambda case: case.contact_person.strip(),
        satisfied=lambda case: case.contact_consent,
    ),
    demands(
        "sources",
        _("Name at least one public source."),
        _("A sheet compiled from public sources is worth what readers can check."),
        sheets=COMPILED_SHEETS,
    ),
)
