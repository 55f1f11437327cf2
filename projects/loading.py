"""Filling the tables of reference from the bundled files, as often as one likes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.data.communes import COMMUNES_FILE, read_communes
from projects.data.vocabularies import (
    INDICATORS,
    SYNONYMS_FILE,
    VOCABULARIES_FILE,
    Entry,
    MalformedFileError,
    read_synonyms,
    read_vocabularies,
)
from projects.folding import fold
from projects.models import Commune, Departement, Indicator, SynonymSet, Term, Vocabulary
from projects.models.place import Place
from projects.models.vocabulary import Shipped
from projects.search.models import SearchState


@dataclass(frozen=True)
class Outcome:
    """What became of one table: rows in the file, created, updated, and kept as they were.

    Kept rows differ from the file: an editor changed them, or the file no longer has them.
    """

    model: type[models.Model]
    total: int
    created: int
    updated: int
    kept: int

    def __str__(self) -> str:
        return _(
            "%(name)s: %(total)s · created: %(created)s · updated: %(updated)s · "
            "differences kept: %(kept)s"
        ) % {**vars(self), "name": capfirst(self.model._meta.verbose_name_plural)}


@transaction.atomic
def load_vocabularies(path: Path = VOCABULARIES_FILE) -> list[Outcome]:
    """Create and update terms and indicators; never duplicate, delete or overwrite an editor.

    Raises MalformedFileError, with nothing changed, when the file cannot be loaded.
    """
    entries = read_vocabularies(path)
    terms = [entry for entry in entries if entry.vocabulary != INDICATORS]
    indicators = [entry for entry in entries if entry.vocabulary == INDICATORS]
    loaded_terms = _ship(Term, ("vocabulary", "code"), terms)
    methods = dict(Term.objects.of(Vocabulary.MEASUREMENT_METHODS).values_list("code", "pk"))
    indicators = [_as_stored(entry, methods) for entry in indicators]
    return [loaded_terms, _ship(Indicator, ("code",), indicators)]


@transaction.atomic
def load_synonyms(path: Path = SYNONYMS_FILE) -> Outcome:
    """Create and update sets of synonyms; never duplicate, delete or overwrite an editor.

    Raises MalformedFileError, with nothing changed, when the file cannot be loaded.
    """
    outcome = _ship(SynonymSet, ("code",), read_synonyms(path))
    if outcome.created:
        SearchState.renew_words()
    return outcome


def _as_stored(entry: Entry, methods: dict[str, int]) -> Entry:
    """Return an indicator with its method by primary key and its threshold as exact text."""
    values = dict(entry.values)
    code, threshold = values.pop("method"), str(values.pop("threshold"))
    if code and code not in methods:
        raise MalformedFileError(
            _("%(place)s: the method “%(code)s” is unknown.") % {"place": entry.place, "code": code}
        )
    stored = {"advised_method_id": methods.get(code), "threshold": threshold}
    return entry._replace(values=values | stored)


def _ship(model: type[Shipped], key: tuple[str, ...], entries: list[Entry]) -> Outcome:
    """Write the entries, known by these of their attributes, to the rows of a model.

    New rows go in one statement. The others are saved one by one, few as they are, so that
    whatever follows a changed label hears of it.
    """
    known = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    created, updated, kept = [], 0, 0
    for entry in entries:
        identity = {name: getattr(entry, name) for name in key}
        row = known.get(tuple(identity.values())) or model(**identity)
        before = row.shipped
        changed = row.update_shipped(entry.values)
        _check(row, entry)
        if row.pk is None:
            created.append(row)
        elif row.shipped != before:
            row.save()
            updated += changed
        kept += row.is_edited
    model._default_manager.bulk_create(created)
    return Outcome(model, len(entries), len(created), updated, kept)


def _check(row: Shipped, entry: Entry) -> None:
    """Hold the row against its model; what it refers to and its uniqueness are known to be right.

    Raises MalformedFileError.
    """
    try:
        row.full_clean(["advised_method"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        name, [message, *_others] = next(iter(error.message_dict.items()))
        raise MalformedFileError(f"{entry.place}, {name} : {message}") from error


@transaction.atomic
def load_communes(path: Path = COMMUNES_FILE) -> list[Outcome]:
    """Create and update départements and communes; mark those that the file no longer has.

    None is deleted: cases and drafts may name it.
    """
    rows = list(read_communes(path))
    departements = {
        code: Departement(
            code=code,
            name=row.departement_name,
            plain_name=fold(row.departement_name),
            region_code=row.region_code,
            region_name=row.region_name,
        )
        for code, row in {row.departement_code: row for row in rows}.items()
    }
    communes = {
        row.code: Commune(
            code=row.code,
            name=row.name,
            plain_name=fold(row.name),
            departement_id=row.departement_code,
            population=row.population,
        )
        for row in rows
    }
    return [_place(Departement, departements), _place(Commune, communes)]


def _place(model: type[Place], places: Mapping[str, Place]) -> Outcome:
    """Write the places, by code, that the table of their model lacks or knows otherwise."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = [field.attname for field in fields]
    known = {code: values for code, *values in model.objects.values_list("pk", *names)}
    changed = [
        place
        for code, place in places.items()
        if known.get(code) != [getattr(place, name) for name in names]
    ]
    model.objects.bulk_create(
        changed,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[field.name for field in fields],
    )
    gone = known.keys() - places.keys()
    model.objects.filter(pk__in=gone).update(active=False)
    created = len(places.keys() - known.keys())
    return Outcome(model, len(places), created, len(changed) - created, len(gone))
