"""The queue of the reviewers, when many pages wait in it, and the tracker of all the cases."""

from collections.abc import Sequence
from importlib import import_module
from statistics import median

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

from tests.benchmarks.budgets import Measured
from tests.benchmarks.timing import ROUNDS, cost_of
from tests.benchmarks.urls import REFERENCE

EDITOR = "elise"
QUEUE, TRACKER = "/admin/relecture/", "/admin/suivi/"
SCREENS = {
    "queue": (
        *(QUEUE, f"{QUEUE}?p=4", f"{QUEUE}?ordering=lab_title", f"{QUEUE}?sign=minors"),
        *(f"{QUEUE}?kind=full&late=no", f"{QUEUE}?q=accueil&taken=nobody"),
    ),
    "tracker": (
        *(TRACKER, f"{TRACKER}?p=40", f"{TRACKER}?ordering=verify_again_on", f"{TRACKER}?state=6"),
        *(f"{TRACKER}?completeness=partial", f"{TRACKER}?verification=due"),
    ),
}


def session() -> str:
    """Sign an editor in; return the cookie that says so."""
    person = get_user_model().objects.get(username=EDITOR)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def time_screens() -> Measured:
    """Return for each screen the medians of its slowest list, their ratio to an empty page, and
    most queries."""
    cookie = session()
    empty = median(cost_of(REFERENCE).spent for _round in range(ROUNDS))
    return {
        key: value
        for screen, lists in SCREENS.items()
        for key, value in time_lists(screen, lists, cookie, empty).items()
    }


def time_lists(screen: str, lists: Sequence[str], cookie: str, empty: float) -> Measured:
    for address in lists:
        cost_of(address, cookie)
    costs = [[cost_of(address, cookie) for _round in range(ROUNDS)] for address in lists]
    spent = max(median(cost.spent for cost in each) for each in costs)
    return {
        screen: spent,
        f"{screen}-cpu": max(median(cost.work for cost in each) for each in costs),
        f"{screen}-ratio": spent / empty,
        f"queries-{screen}": max(cost.queries for each in costs for cost in each),
    }
