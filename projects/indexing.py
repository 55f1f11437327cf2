"""Keeping the search index: of each live case a document, as `search_documents` makes it."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Any

from django.db import connections, models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.models import CaseStudyPage
from projects.search.adjacency import version
from projects.search.backends import backend_of
from projects.search.facets import Labels
from projects.search.models import SearchDocument, SearchState, SearchValue, SearchWord
from projects.search_documents import Made, Values, document_of, fetch, labels_of_terms, values_of

BATCH = 200
STALE = 0
"""Version of a document that is to be made again; no analyser has it."""
FIELDS = (*(field.name for field in SearchDocument._meta.concrete_fields if not field.primary_key),)

SWEPT = 2_000
"""Cases that a reconciliation compares with their documents."""


def index(keys: Iterable[int]) -> None:
    """Make the documents of some cases tell what these hold; forget those no longer live."""
    keys = list(keys)
    with transaction.atomic():
        # First, as it makes who writes wait for one another: what is read below is the latest.
        SearchState.renew(keys)
        cases = fetch(keys)
        SearchDocument.objects.filter(pk__in=set(keys) - {case.pk for case in cases}).delete()
        write(documents_of(cases, labels_of_terms()))


def rebuild(
    report: Callable[[int, int], None] = lambda done, total: None, processes: int = 1
) -> int:
    """Make every document again, by batches between which the site answers.

    `report` hears how many are done, of how many. Some processes may share the work, outside of
    any transaction. Returns the number of documents.
    """
    backend_of().mend()
    SearchState.renew([])  # the first state, where there was none
    keys = list(live_keys())
    forget_gone()
    batches, words = list(in_batches(keys)), set[str]()
    with shared(processes) as each_of:
        remade = each_of(remake, [batch for _done, batch in batches])
        for (done, _batch), said in zip(batches, remade, strict=True):
            words |= said
            report(done, len(keys))
    gone = set(SearchWord.objects.values_list("word", flat=True)) - words
    for _count, some in in_batches(gone):
        SearchWord.objects.filter(word__in=some).delete()
    SearchState.renew()
    SearchState.renew_words()
    return len(keys)


@contextmanager
def shared(processes: int) -> Iterator[Callable[..., Iterable[Any]]]:
    """Give a `map` whose work some processes share."""
    if processes == 1:
        yield map
        return
    connections.close_all()  # none may be left to those who begin as copies of this process
    pool = ProcessPoolExecutor(processes, get_context("fork"))
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect what a function leaves when it has ended: meanwhile all of it stays, and the
    collector reads it again and again, for a quarter of the time."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
        gc.unfreeze()


@uncollected()
def remake(keys: list[int]) -> set[str]:
    """Make some documents again. Returns their words.

    They are made before others are kept from writing, and once more if others wrote meanwhile.
    """
    state, _words = SearchState.current()
    made = documents_of(fetch(keys), labels_of_terms())
    with transaction.atomic():
        changed = SearchState.renew(keys, since=state)
        if changed is None or not changed.isdisjoint(keys):
            made = documents_of(fetch(keys), labels_of_terms())
        return write(made)


def live_keys() -> QuerySet:
    return CaseStudyPage.objects.live().order_by("pk").values_list("pk", flat=True)


def forget_gone() -> int:
    """Delete the documents of cases that are no longer live. Returns how many there were."""
    gone = SearchDocument.objects.exclude(pk__in=CaseStudyPage.objects.live().values("pk"))
    return int(gone.delete()[0])


def mark_stale(keys: Iterable[int]) -> None:
    """Have the next reconciliation make some documents again."""
    SearchDocument.objects.filter(pk__in=list(keys)).update(version=STALE)


def reconcile() -> int:
    """Make again documents that tell otherwise than their case. Returns how many did.

    Those that are missing, in excess, stale or of another analyser: all. What tells otherwise
    without any trace, as after an update in bulk: among the next `SWEPT` cases, from where the
    last reconciliation ended. Up to as many cases, all are compared each time.
    """
    swept = next_keys(SearchState.objects.values_list("swept", flat=True).first() or 0)
    differing = {*untold(), *(key for key, _told in compared(swept))}
    for _count, batch in in_batches(sorted(differing)):
        index(batch)
    SearchState.objects.update(swept=swept[-1] if swept else 0)
    return len(differing)


def next_keys(last: int) -> list[int]:
    """Return the keys of the cases to compare after one, from the first again after the last."""
    keys = live_keys()
    following = list(keys.filter(pk__gt=last)[:SWEPT])
    return following + list(keys.filter(pk__lte=last)[: SWEPT - len(following)])


def untold() -> Iterator[int]:
    """Yield the keys of the cases whose document is missing, in excess or to be made again."""
    live = CaseStudyPage.objects.live()
    documents = SearchDocument.objects
    yield from live.filter(search_document=None).values_list("pk", flat=True)
    yield from documents.exclude(version=version()).values_list("pk", flat=True)
    yield from documents.exclude(pk__in=live.values("pk")).values_list("pk", flat=True)


def differences() -> Iterator[tuple[int, str]]:
    """Yield what the index tells otherwise than the cases: the key of a case, and what differs."""
    yield from compared(live_keys())
    live = CaseStudyPage.objects.live().values("pk")
    for key in SearchDocument.objects.exclude(pk__in=live).values_list("pk", flat=True):
        yield key, _("no longer online")


def compared(keys: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield what the documents of some live cases tell otherwise than these, as `differences`."""
    labels = labels_of_terms()
    known = {(value.facet, value.code): value for value in SearchValue.objects.all()}
    for _count, batch in in_batches(keys):
        stored = SearchDocument.objects.in_bulk(batch)
        for case in fetch(batch):
            if told := difference(case, stored.get(case.pk), labels, known):
                yield case.pk, told


def difference(
    case: CaseStudyPage,
    stored: SearchDocument | None,
    labels: Labels,
    known: Mapping[tuple[str, str], SearchValue],
) -> str:
    """Return what a stored document tells otherwise than its case, "" if nothing."""
    if stored is None:
        return _("not indexed")
    held = values_of(case, labels)
    for key, value in held.items():
        kept = known.get(key)
        if kept is None or (kept.label, kept.rank) != (value.label, value.rank):
            return "facets"
    fresh, _words = document_of(case, [known[key].pk for key in held])
    names = [name for name in FIELDS if getattr(fresh, name) != getattr(stored, name)]
    return ", ".join(names)


def in_batches(keys: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield how many keys are given so far, and the latest of them."""
    remaining, done = iter(keys), 0
    while batch := list(islice(remaining, BATCH)):
        done += len(batch)
        yield done, batch


def documents_of(cases: list[CaseStudyPage], labels: Labels) -> list[Made]:
    """Return the documents of cases that `fetch` returned, their values being written."""
    held = {case.pk: values_of(case, labels) for case in cases}
    known = write_values({key: value for told in held.values() for key, value in told.items()})
    return [document_of(case, [known[key] for key in held[case.pk]]) for case in cases]


def write(made: list[Made]) -> set[str]:
    """Write documents and their words. Returns these words."""
    for document, _words in made:
        # One expression, and Django sends rows: of columns psycopg escapes each quote in Python.
        document.version = models.Value(document.version)
    SearchDocument.objects.bulk_create(
        (document for document, _words in made),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=FIELDS,
    )
    backend_of().settle()
    # What is not open to all is no help to offer.
    return write_words(words for document, words in made if document.page.is_open)


def write_values(held: Values) -> dict[tuple[str, str], int]:
    """Write the values that are new or renamed, and return the keys of all."""
    codes = {code for _facet, code in held}
    stored = {(each.facet, each.code): each for each in SearchValue.objects.filter(code__in=codes)}
    known = {key: (each.label, each.rank) for key, each in stored.items()}
    changed = [key for key, value in held.items() if known.get(key) != (value.label, value.rank)]
    SearchValue.objects.bulk_create(
        # In one order, as others may be writing the same ones.
        (SearchValue(facet=key[0], **held[key]._asdict()) for key in sorted(changed)),
        update_conflicts=True,
        unique_fields=["facet", "code"],
        update_fields=["label", "rank"],
    )
    written = SearchValue.objects.filter(code__in={code for _facet, code in changed})
    found = [*stored.values(), *written] if changed else stored.values()
    return {(each.facet, each.code): each.pk for each in found}


def write_words(held: Iterable[Mapping[str, str]]) -> set[str]:
    """Add the words of documents to those that mistyped ones are compared with. Returns them."""
    found: dict[str, str] = {}
    for words in held:
        found |= words
    stored = SearchWord.objects.filter(word__in=found).values_list("word", flat=True)
    if unknown := found.keys() - set(stored):
        rows = (SearchWord(word=word, stem=found[word]) for word in unknown)
        SearchWord.objects.bulk_create(rows, ignore_conflicts=True)
        SearchState.renew_words()
    return set(found)
