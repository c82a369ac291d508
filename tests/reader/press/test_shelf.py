"""Copies in memory: dropped by key, and so many as there is room for."""

import os
from datetime import UTC, datetime

import pytest

from articles.reader.press.shelf import OVERHEAD, Sheet, Shelf

LATE = datetime(2100, 1, 1, tzinfo=UTC)


def sheet(*keys: str, size: int = 0) -> Sheet:
    """A sheet whose body doesn't get smaller by compressing."""
    return Sheet([("ETag", '"x"')], os.urandom(size), frozenset(keys), 0, LATE)


@pytest.fixture
def shelf():
    return Shelf(1_000_000)


def test_sheets_are_dropped_by_any_of_their_keys(shelf):
    shelf.put("/a", sheet("one", "two"))
    shelf.put("/b", sheet("two"))
    shelf.put("/c", sheet("three"))
    shelf.drop(["one", "four"])
    assert [name for name in ("/a", "/b", "/c") if shelf.get(name)] == ["/b", "/c"]
    shelf.drop(["two", "three"])
    assert (len(shelf), shelf.taken, shelf.dropped) == (0, 0, 3)


def test_all_of_them_are_dropped_at_once(shelf):
    for name in "abc":
        shelf.put(name, sheet(name))
    shelf.drop(["*"])
    assert (len(shelf), shelf.taken) == (0, 0)


def test_one_of_the_same_name_takes_the_place_and_the_keys_of_the_last(shelf):
    shelf.put("/a", sheet("old", size=5000))
    shelf.put("/a", second := sheet("new"))
    assert shelf.taken == second.size
    shelf.drop(["old"])
    assert shelf.get("/a") is second


def test_what_was_asked_for_longest_ago_makes_room(shelf):
    for n in range(30):
        shelf.put(f"/{n}", sheet("key", size=20_000))
        shelf.get("/0")
    assert shelf.taken <= shelf.room
    assert shelf.get("/0")
    assert shelf.get("/29")
    assert shelf.get("/1") is None
    assert shelf.evicted == 30 - len(shelf)
    shelf.drop(["key"])
    assert (shelf.taken, len(shelf)) == (0, 0)


def test_one_that_would_push_out_many_is_not_kept(shelf):
    shelf.put("/a", sheet("key"))
    shelf.put("/sitemap", sheet("key", size=60_000))
    assert shelf.get("/sitemap") is None
    assert shelf.get("/a")


def test_a_sheet_is_measured_by_all_that_it_may_take(shelf):
    made = sheet("key", size=10_000)
    kept = sum(len(made.copy(encoding).body) for encoding in ("br", "gzip", "zstd"))
    assert kept <= made.size - OVERHEAD + 100


def test_only_the_very_sheet_is_discarded(shelf):
    shelf.put("/a", first := sheet("key"))
    shelf.put("/a", second := sheet("key"))
    shelf.discard("/a", first)
    assert shelf.get("/a") is second
    shelf.discard("/a", second)
    assert shelf.get("/a") is None
