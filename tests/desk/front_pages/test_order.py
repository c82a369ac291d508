"""An order of slots on its way through forms: read, written, and changed step by step."""

from datetime import UTC, datetime

import pytest

from articles.desk.front_pages.order import EMPTY, off, put, read, written
from articles.workflow import Wish


def order(text):
    return read(text)


@pytest.mark.parametrize("text", [",,,,", "12,,7,,", "1,2,3,4,5", "12@1764057600000000,,,,3"])
def test_what_is_written_is_read_again(text):
    assert written(order(text)) == text


def test_an_end_is_a_moment():
    until = datetime(2025, 11, 25, 8, tzinfo=UTC)
    assert order("12@1764057600000000,,,,") == (Wish(12, until), *EMPTY[1:])


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",,,",
        ",,,,,",
        "0,,,,",
        "01,,,,",
        "-1,,,,",
        "x,,,,",
        "1,1,,,",
        "1@,,,,",
        "٣,,,,",
        "1" * 19 + ",,,,",
    ],
)
def test_what_we_didnt_write_is_no_order(text):
    assert order(text) is None


@pytest.mark.parametrize(
    ("before", "slot", "after"),
    [
        (",,,,", 3, ",,9,,"),
        ("1,2,,4,", 1, "9,1,2,4,"),
        ("1,2,,4,", 3, "1,2,9,4,"),
        ("1,2,3,4,5", 2, "1,9,2,3,4"),
        (",,3,4,5", 3, ",,9,3,4"),
        ("1,2,3,4,5", 5, "1,2,3,4,9"),
    ],
)
def test_what_is_new_moves_others_down_to_the_next_free_slot(before, slot, after):
    assert written(put(order(before), 9, slot)) == after


@pytest.mark.parametrize(
    ("before", "slot", "after"),
    [
        ("9,2,,,", 2, "2,9,,,"),
        ("1,2,9,,", 1, "9,1,2,,"),
        ("9,2,3,,5", 3, "2,3,9,,5"),
        ("9,,,,", 1, "9,,,,"),
    ],
)
def test_what_stands_there_moves_as_in_any_list(before, slot, after):
    assert written(put(order(before), 9, slot)) == after


def test_what_is_taken_off_leaves_its_slot_to_the_newest():
    assert written(off(order("1,9,3,,"), 9)) == "1,,3,,"
    assert written(off(order("1,9,3,,"), 8)) == "1,9,3,,"
