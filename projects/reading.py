"""A case as it is read: its parts, in the order a reader needs them. Imports no page model."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from projects import completeness
from projects.completeness.words import is_answered
from projects.querysets import card_rows, rows

VOCABULARIES = ("themes", "audiences", "reception_zones", "journey_stages", "methods")


@dataclass(frozen=True)
class Section:
    """A part of the sheet: its anchor in the address, its title, the name of its template.

    `shows` gives what it shows of a case: the part appears once any of it is filled in.
    """

    anchor: str
    title: str | Promise
    name: str
    shows: Callable[[Any], Iterable[Any]] = lambda case: [True]

    @property
    def template(self) -> str:
        return f"projects/case/{self.name}.html"

    def is_in(self, case: Any) -> bool:
        return any(holds(value) for value in self.shows(case))


def holds(value: Any) -> bool:
    """Tell whether there is something to show; a stream of photos alone is something."""
    return bool(value) if isinstance(value, StreamValue) else is_answered(value)


SECTIONS = (
    Section(
        "situation",
        _("The situation"),
        "situation",
        lambda case: (case.problem, case.attendance, case.floor_area),
    ),
    Section(
        "demarche", _("What was done"), "approach", lambda case: (case.approach, case.solution)
    ),
    Section(
        "images",
        _("In pictures"),
        "photos",
        lambda case: (case.photo_pairs, case.gallery, case.main_photo),
    ),
    Section("resultats", _("What changed"), "results"),
    Section(
        "enseignements",
        _("What did not work"),
        "lessons",
        lambda case: (case.what_did_not_work, case.would_do_differently, case.success_conditions),
    ),
    Section(
        "cout",
        _("Cost and time"),
        "cost",
        lambda case: (
            *(case.cost_amount, case.cost_band, case.cost_note),
            *(case.staff_days, case.funding, case.purchase_route),
            *(case.started_on, case.opened_on, case.ended_on),
            *(case.works_months, case.open_during_works),
        ),
    ),
    Section(
        "refaire",
        _("Doing it again"),
        "redo",
        lambda case: (
            *(case.prerequisites, case.redo_steps, case.minimal_budget),
            *(case.transferable, case.specific_to_us),
        ),
    ),
    Section("kit", _("The kit"), "kit", lambda case: [case.has_kit or None]),
    Section(
        "pratiques",
        _("Practices applied"),
        "practices",
        lambda case: [row.practice for row in case.practices.all()],
    ),
    Section(
        "avec",
        _("With whom"),
        "parties",
        lambda case: (case.beneficiary_name, case.beneficiary_kind, case.parties),
    ),
    Section(
        "contact",
        _("Write to the service"),
        "contact",
        lambda case: (
            *(case.contact_service, case.contact_email, case.visit_possible),
            case.contact_person if case.contact_consent else "",
        ),
    ),
    Section(
        "sources",
        _("Sources"),
        "sources",
        lambda case: (case.sources, case.contradictions, case.not_said, case.editor_note),
    ),
    Section(
        "liees",
        _("Related cases"),
        "related",
        lambda case: [row.case for row in case.related_cases.all()],
    ),
    Section("historique", _("History"), "history", lambda case: [bool(case.history) or None]),
    Section("fiche", _("About this sheet"), "about"),
)


def sections(case: Any) -> list[Section]:
    return [section for section in SECTIONS if section.is_in(case)]


def fetch_terms(case: Any) -> None:
    """Fetch in one query the terms that a case points at, one for each of its fields."""
    model = apps.get_model("projects", "Term")
    fields = [field for field in case._meta.fields if field.related_model is model]
    found = model._default_manager.in_bulk([getattr(case, field.attname) for field in fields])
    for field in fields:
        if term := found.get(getattr(case, field.attname)):
            setattr(case, field.name, term)


def prefetch(case: Any) -> None:
    """Fetch all that a saved case shows, with a number of queries that no row adds to.

    A practice or a related case that anonymous readers may not see comes as None.
    """
    if case.pk is None:
        return
    model = type(case)
    practices = apps.get_model("projects", "PracticePage").objects.published()
    related = model.objects.published().select_related("establishment_kind", "phase", "commune")
    prefetch_related_objects(
        [case],
        *card_rows(model),
        *(rows(model, "gallery", "photo"), rows(model, "parties", "kind")),
        *(Prefetch("practices__practice", practices), Prefetch("related_cases__case", related)),
        *("redo_steps", "effects", "sources", "tags", "published_files", *VOCABULARIES),
    )
    fetch_terms(case)
    photos = [use.photo for use in completeness.photo_uses(case)]
    apps.get_model("projects", "PhotoRendition").objects.read(photos)
