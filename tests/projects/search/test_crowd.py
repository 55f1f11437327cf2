"""Many at once on SQLite, in a file as people have it."""

import pytest
from django.db import connection


@pytest.mark.skipif(connection.vendor != "sqlite", reason="locks the whole file, as SQLite alone")
def test_two_writers_and_four_readers_get_no_error_and_lose_nothing(said_on_a_copy):
    assert said_on_a_copy("crowd") == "whole\n"
