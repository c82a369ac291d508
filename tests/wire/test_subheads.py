"""Which lines of plain text are subheads, and how deep."""

import pytest

from articles.wire.paragraphs import split
from articles.wire.subheads import find

TEXT = "It came at nine, an hour late."


def levels(*lines):
    """Return the level of each line, 0 where it is no subhead."""
    found = find(split("\n\n".join(lines)))
    return [found.get(place, 0) for place in range(len(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "It came at nine.",
        "He went on, and said:",
        "in small letters",
        "TK",
        "[TKTK]",
        "* * *",
        "“Why now?”",
        "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen",
    ],
)
def test_what_is_no_subhead(line):
    assert levels(TEXT, line, TEXT) == [0, 0, 0]


@pytest.mark.parametrize(
    "line",
    ["Why Now?", "What the U.S. Wants", "“Never again”", "40 Years On", "لماذا الآن؟", "为什么"],
)
def test_what_is_a_subhead(line):
    assert levels(TEXT, line, TEXT) == [0, 2, 0]


def test_a_subhead_right_under_another_is_deeper_and_begins_a_new_part():
    assert levels("Part", "Detail", TEXT, "Next Part", "Detail", TEXT) == [2, 3, 0, 2, 3, 0]


def test_a_subhead_alone_is_on_the_level_of_the_last():
    assert levels("Part", TEXT, "Part", TEXT) == [2, 0, 2, 0]
    assert levels("Part", "Detail", TEXT, "Another Detail", TEXT) == [2, 3, 0, 3, 0]


def test_a_subhead_that_sums_up_is_part_of_no_other():
    assert levels("Part", "Detail", TEXT, "Conclusion: Late", TEXT, "Next") == [2, 3, 0, 2, 0, 2]


def test_three_subheads_in_a_row_go_three_deep():
    assert levels("Part", "Chapter", "Detail", TEXT, "Other Detail", TEXT) == [2, 3, 4, 0, 4, 0]


def test_more_short_lines_in_a_row_are_no_subheads():
    assert levels(TEXT, "Ann Lee", "Bo Ray", "Cy Day", "Di May", TEXT) == [0] * 6


def test_a_short_line_at_the_end_is_a_subhead_only_among_others():
    assert levels(TEXT, "Additional reporting by Ann Lee") == [0, 0]
    assert levels("Part", TEXT, "Call to Action") == [2, 0, 2]
