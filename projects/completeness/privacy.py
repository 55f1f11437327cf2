"""Private details that slipped into what will be public: doubts, which block nothing."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from projects.completeness.names import names
from projects.completeness.photos import photo_uses
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


def texts(case: Case) -> Iterator[Item]:
    """Yield the words of each public text, with where they are entered."""
    for field in PUBLIC_TEXTS:
        yield Item(words(getattr(case, field)), field)
    for row, effect in enumerate(case.effects.all()):
        yield Item(words(effect.text), "effects", row=row, answer="text")
        yield Item(words(effect.role), "effects", row=row, answer="role")
    for row, measure in enumerate(case.measures.all()):
        yield Item(words(measure.context), "measures", row=row, answer="context")
        yield Item(words(measure.note), "measures", row=row, answer="note")
    for row, pair in enumerate(case.photo_pairs.all()):
        yield Item(words(pair.caption), "photo_pairs", row=row, answer="caption")
        yield Item(
            words(pair.change_description), "photo_pairs", row=row, answer="change_description"
        )
    for use in photo_uses(case):
        photo = None if use.own else use.photo.pk
        yield Item(use.alternative, use.field, row=use.row, answer=use.own, photo=photo)


def found(find: Callable[[str], Iterable[str]], case: Case) -> list[Item]:
    """Return what is found in the public texts, each by its own words."""
    return [
        text._replace(value=each, name=each) for text in texts(case) for each in find(text.value)
    ]


def is_a_landline(number: str) -> bool:
    """Tell whether a French number is that of a place: mobile ones are 06 and 07, or +33 6…"""
    return re.sub(r"\D", "", number)[-9] not in "67"


def never(found: str) -> bool:
    """Let no finding pass: the search for it was the judgement."""
    return False


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
        items=lambda case: found(E_MAIL.findall, case),
        satisfied=is_a_service_address,
        level=Level.WARNING,
    ),
    Rule(
        code="text_mobile_number",
        field="problem",
        message=_("Check “%(name)s” in the text: it looks like a mobile phone number."),
        why=_("Once published, someone's number is copied and cannot be taken back."),
        items=lambda case: found(PHONE.findall, case),
        satisfied=is_a_landline,
        level=Level.WARNING,
    ),
    Rule(
        code="text_person_name",
        field="problem",
        message=_("Check “%(name)s” in the text: it looks like somebody's name."),
        why=_("A role (“a reception agent”) says as much, and exposes nobody."),
        items=lambda case: found(names, case),
        satisfied=never,
        level=Level.WARNING,
    ),
)
