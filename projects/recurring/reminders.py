"""Telling labs, once per case and date, which published cases are to be verified again."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import ngettext

from projects.models import CaseStudyPage, LabPage, MailPreferences, VerificationReminder
from projects.moderation.mail import absolute
from projects.recurring.mailing import deliver, editors, labs_by_author, write_regular_mail
from projects.recurring.subscriptions import REMINDERS


def remind() -> int:
    """Send to each person one mail for all that became overdue; return how many were sent.

    What was told is noted before the mail leaves, so that a crash repeats nothing.
    """
    VerificationReminder.objects.exclude(due_on=F("case__verify_again_on")).delete()
    refusing = set(
        MailPreferences.objects.filter(verification_reminders=False).values_list("pk", flat=True)
    )
    told = overdue_by_person()
    return sum(tell(person, told[person]) for person in told if person.pk not in refusing)


def overdue_by_person() -> dict[Any, list[CaseStudyPage]]:
    """Return the overdue cases of each author; of labs where nobody is reached, the editors'."""
    cases = defaultdict(list)
    labs = {lab.path: lab for lab in LabPage.objects.all()}
    for case in CaseStudyPage.objects.to_verify():
        case.lab = labs[case.path[: -case.steplen]]
        cases[case.lab].append(case)
    if not cases:
        return {}
    authors = labs_by_author()
    orphans = set(cases) - {lab for own in authors.values() for lab in own}
    by_person: dict[Any, list[CaseStudyPage]] = defaultdict(list)
    for person, own in (*authors.items(), *((editor, orphans) for editor in editors())):
        by_person[person] += [case for lab in cases if lab in own for case in cases[lab]]
    return by_person


def tell(person: Any, cases: list[CaseStudyPage]) -> bool:
    """Remind a person of what they were not reminded of before; tell whether a mail left."""
    new, notes = claim(person, cases)
    if not new:
        return False
    subject = ngettext("A sheet to verify again", "%(count)s sheets to verify again", len(new)) % {
        "count": len(new)
    }
    context = {"lines": [(case, confirm_url(case)) for case in new]}
    try:
        return deliver(write_regular_mail("reminder", subject, person, REMINDERS, context))
    except OSError:
        VerificationReminder.objects.filter(pk__in=[note.pk for note in notes]).delete()
        raise


@transaction.atomic
def claim(
    person: Any, cases: list[CaseStudyPage]
) -> tuple[list[CaseStudyPage], list[VerificationReminder]]:
    """Return the cases that this person was not told of yet; note that they were."""
    known = set(VerificationReminder.objects.filter(person=person).values_list("case_id", "due_on"))
    new = [case for case in cases if (case.pk, case.verify_again_on) not in known]
    notes = [
        VerificationReminder(person=person, case=case, due_on=case.verify_again_on) for case in new
    ]
    return new, VerificationReminder.objects.bulk_create(notes)


def confirm_url(case: CaseStudyPage) -> str:
    return absolute(reverse("confirm_case", args=[case.pk]))
