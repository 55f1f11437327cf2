"""The queue of the reviewers, when many pages wait in it."""

from importlib import import_module
from statistics import median

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

from tests.benchmarks.budgets import Measured
from tests.benchmarks.timing import ROUNDS, cost_of
from tests.benchmarks.urls import REFERENCE

EDITOR = "elise"
QUEUE = "/admin/relecture/"
LISTS = (
    *(QUEUE, f"{QUEUE}?p=4", f"{QUEUE}?ordering=lab_title", f"{QUEUE}?sign=minors"),
    *(f"{QUEUE}?kind=full&late=no", f"{QUEUE}?q=accueil&taken=nobody"),
)


def session() -> str:
    """Sign an editor in; return the cookie that says so."""
    person = get_user_model().objects.get(username=EDITOR)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def time_queue() -> Measured:
    """Return the medians of the slowest list, their ratio to an empty page, and most queries."""
    cookie = session()
    for address in LISTS:
        cost_of(address, cookie)
    costs = {address: [cost_of(address, cookie) for _round in range(ROUNDS)] for address in LISTS}
    empty = median(cost_of(REFERENCE).spent for _round in range(ROUNDS))
    spent = max(median(cost.spent for cost in each) for each in costs.values())
    return {
        "queue": spent,
        "queue-cpu": max(median(cost.work for cost in each) for each in costs.values()),
        "queue-ratio": spent / empty,
        "queries-queue": max(cost.queries for each in costs.values() for cost in each),
    }
