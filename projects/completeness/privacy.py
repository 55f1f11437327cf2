"""Private details that slipped into what will be public: doubts, which block nothing."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from projects.completeness.rule import Case, Item, Level, Rule
from projects.completeness.words import words

PUBLIC_TEXTS = (
    *("title", "summary", "beneficiary_name", "site_name", "problem", "approach", "solution"),
    *("cost_note", "no_measure_reason", "what_did_not_work", "success_conditions"),
    *("would_do_differently", "prerequisites", "transferable", "specific_to_us"),
    *("contact_service", "editor_note", "not_said"),
)
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(?:0|(?:\+|00)33[\s.-]?(?:\(0\))?)[1-9](?:[\s.-]?\d{2}){4}(?!\d)")
PRIVATE_PROVIDERS = frozenset(
    {
        *("aol", "bbox", "free", "gmail", "gmx", "hotmail", "icloud", "laposte", "live", "me"),
        *("msn", "neuf", "numericable", "orange", "outlook", "proton", "protonmail", "sfr"),
        *("wanadoo", "yahoo"),
    }
)


def is_a_service_address(e_mail: str) -> bool:
    """Tell whether an address is not one of those that providers give to private people."""
    domain = e_mail.rpartition("@")[2].lower()
    return domain.partition(".")[0] not in PRIVATE_PROVIDERS


def texts(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the name of each field that holds public text, with its words."""
    for field in PUBLIC_TEXTS:
        yield field, words(getattr(case, field))
    for effect in case.effects.all():
        yield "effects", words(effect.text)
    for measure in case.measures.all():
        yield "measures", words(f"{measure.context} {measure.note}")


def found(pattern: re.Pattern[str], case: Case) -> list[Item]:
    """Return each match in the public texts, which is how people know it."""
    return [
        Item(match, field, match) for field, text in texts(case) for match in pattern.findall(text)
    ]


def is_a_landline(number: str) -> bool:
    """Tell whether a French number is that of a place: mobile ones are 06 and 07, or +33 6…"""
    return re.sub(r"\D", "", number)[-9] not in "67"


PRIVACY_RULES = (
    Rule(
        code="contact_private_email",
        field="contact_email",
        message=_("Check the contact address: it looks like a personal one."),
        why=_("A personal address should not be public, and does not outlive its owner's job."),
        applies=lambda case: case.contact_email,
        satisfied=lambda case: is_a_service_address(case.contact_email),
        level=Level.WARNING,
    ),
    Rule(
        code="text_private_email",
        field="problem",
        message=_("Check “%(name)s” in the text: it looks like someone's personal address."),
        why=_("Once published, a personal address is copied and cannot be taken back."),
        items=lambda case: found(E_MAIL, case),
        satisfied=is_a_service_address,
        level=Level.WARNING,
    ),
    Rule(
        code="text_mobile_number",
        field="problem",
        message=_("Check “%(name)s” in the text: it looks like a mobile phone number."),
        why=_("Once published, someone's number is copied and cannot be taken back."),
        items=lambda case: found(PHONE, case),
        satisfied=is_a_landline,
        level=Level.WARNING,
    ),
)
