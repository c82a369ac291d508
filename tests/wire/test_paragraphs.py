"""Where a paragraph of plain text begins and ends, and which are lists and quotes."""

import pytest

from articles.wire.paragraphs import Paragraph, split
from articles.wire.text import take_in, understand


def html(copy):
    return understand(f"Headline: Ferry\n\n{copy}").body


WRAPPED = (
    "The island ferry company has ordered three boats\nthat run on batteries, it said on Monday. "
    "The\nfirst is expected in spring."
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_broken_for_their_width_are_joined(end):
    copy = f"Headline: Ferry\n\n{WRAPPED}\n\nFares stay."
    body = take_in(copy.replace("\n", end).encode()).body
    assert body == f"<p>{WRAPPED.replace(chr(10), ' ')}</p>\n<p>Fares stay.</p>"


def test_long_lines_are_paragraphs_without_blank_lines_too():
    line = (
        "The island ferry company has ordered three boats that run on batteries, " * 2 + "it said."
    )
    copy = f"{line}\nWhy Now?\n{line}"
    assert split(copy) == [Paragraph("text", [part]) for part in (line, "Why Now?", line)]


def test_short_lines_stay_lines():
    address = "Ferry Office\nThe Old Pier\nUpper Harbour Road"
    assert html(f"{address}\n\nIt is open.") == (
        "<p>Ferry Office<br>The Old Pier<br>Upper Harbour Road</p>\n<p>It is open.</p>"
    )


@pytest.mark.parametrize(
    ("copy", "body"),
    [
        ("- One\n- Two", "<ul><li>One</li><li>Two</li></ul>"),
        ("* One\n\n* Two", "<ul><li>One</li><li>Two</li></ul>"),
        ("1. One\n2. Two\n   more", "<ol><li>One</li><li>Two more</li></ol>"),
        ("Bring:\n• A coat\n• Tea", "<p>Bring:</p>\n<ul><li>A coat</li><li>Tea</li></ul>"),
        ("- Alone", "<p>- Alone</p>"),
        ("3. Three\n4. Four", "<p>3. Three</p>\n<p>4. Four</p>"),
        ("> Dear all,\n> it is late.", "<blockquote><p>Dear all, it is late.</p></blockquote>"),
        ("“We waited,” she said.", "<p>“We waited,” she said.</p>"),
    ],
)
def test_lists_and_quotes(copy, body):
    assert html(f"Text before.\n\n{copy}") == f"<p>Text before.</p>\n{body}"
