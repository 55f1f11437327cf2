"""Fixtures that fill the database once for all the tests in a row that ask for them.

Each stands in a savepoint of its own, on those that it asks for; what a test writes on top is
rolled back after it. What a fixture gives is read anew for each test.
"""

import functools
import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models, transaction

Build = Callable[..., Any]
Wanted = dict[Build, dict[str, Build | None]]
"""What each world is built on, by the name of its argument."""


class Savepoint:
    """A transaction that ends as it began; those inside it may claim to be the outermost."""

    def __init__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic._from_testcase = True
        self.atomic.__enter__()

    def roll_back(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


class Worlds:
    """The worlds that stand at the moment, one on top of the other."""

    def __init__(self) -> None:
        self.standing: list[tuple[Build, Any, Savepoint]] = []
        self.given: dict[Build, Any] = {}

    def stand(self, wanted: Wanted) -> None:
        """Roll back what is not asked for, build what is missing: each with what it is built on."""
        order = list(wanted)
        kept = 0
        while kept < min(len(order), len(self.standing)) and self.standing[kept][0] is order[kept]:
            kept += 1
        self.fall(kept)
        for build in order[kept:]:
            values = self.read()
            savepoint = Savepoint()
            try:
                value = build(**{name: values.get(each) for name, each in wanted[build].items()})
            except BaseException:
                savepoint.roll_back()
                raise
            self.standing.append((build, value, savepoint))
        self.given = self.read()

    def fall(self, kept: int = 0) -> None:
        while len(self.standing) > kept:
            self.standing.pop()[2].roll_back()
        self.given = {}

    def read(self) -> dict[Build, Any]:
        """Return what each world gives, as it is in the database."""
        known: dict[Any, Any] = {}
        return {build: read_anew(value, known) for build, value, _savepoint in self.standing}


def read_anew(value: Any, known: dict[Any, Any]) -> Any:
    """Return a copy whose objects are read from the database, the same object once."""
    if isinstance(value, models.Model):
        key: Any = (type(value), value.pk)
        if key not in known:
            known[key] = type(value)._base_manager.get(pk=value.pk)
        return known[key]
    if isinstance(value, SimpleNamespace):
        if id(value) not in known:
            fields = {name: read_anew(each, known) for name, each in vars(value).items()}
            known[id(value)] = SimpleNamespace(**fields)
        return known[id(value)]
    if isinstance(value, dict):
        return {key: read_anew(each, known) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(read_anew(each, known) for each in value)
    return value


WORLDS = Worlds()


def world(build: Build) -> Any:
    """Make a fixture of a function that fills the database, from other worlds or from nothing."""

    @functools.wraps(build)
    def give(**fixtures: Any) -> Any:
        return WORLDS.given[build] if build in WORLDS.given else build(**fixtures)

    give.build = build
    return pytest.fixture(give)


def wanted_by(item: pytest.Item) -> Wanted:
    """Return the worlds that a test asks for, each after those that it is built on.

    What stands on an ordinary fixture is not among them: each test builds its own.
    """
    fixtures = item._fixtureinfo.name2fixturedefs
    wanted: Wanted = {}

    def want(name: str) -> Build | None:
        build = getattr(fixtures[name][-1].func, "build", None) if name in fixtures else None
        if build and build not in wanted:
            under = {each: want(each) for each in inspect.signature(build).parameters}
            if any(name != "db" and not below for name, below in under.items()):
                return None
            wanted[build] = under
        return build

    for name in item.fixturenames:
        want(name)
    return wanted
