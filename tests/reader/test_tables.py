"""Tables in a story: they scroll within themselves, and numbers stand under one another."""

import re

import pytest

from articles.reader.tables import with_tables
from articles.richtext import clean


def table(*rows: str, caption: str = "") -> str:
    """Return a stored table of rows such as `Year|Boats`; the first one has the headings."""
    head, *rest = ([cell.strip() for cell in row.split("|")] for row in rows)
    inner = "<thead><tr>" + "".join(f'<th scope="col">{cell}</th>' for cell in head)
    inner += "</tr></thead><tbody>"
    inner += "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rest)
    caption = f"<caption>{caption}</caption>" if caption else ""
    return clean(f"<table>{caption}{inner}</tbody></table>")


def numbers(*rows: str) -> list[str]:
    """Return the headings of the columns that are set as numbers."""
    return re.findall(r'<th class="number"[^>]*>([^<]*)', with_tables(table(*rows)))


def test_it_is_in_a_part_that_scrolls_with_its_caption_for_a_name():
    shown = with_tables(f"<p>Before.</p>{table('A|B', 'x|y', caption='Boats & <em>tides</em>')}")
    frame = '<div class="scroll" role="group" aria-label="Boats &amp; tides" tabindex="0"><table>'
    assert shown.startswith(f"<p>Before.</p>{frame}<caption>Boats &amp; <em>tides</em></caption>")
    assert shown.endswith("</table></div>")


def test_without_a_caption_it_is_called_a_table():
    assert ' aria-label="Table" ' in with_tables(table("A|B", "x|y"))


@pytest.mark.parametrize(
    "cell",
    ["7", "1,200", "14.2", "−3", "-3", "+0.4", "7 %", "7%", "€ 1,200", "£12", "12.40am", "3–1",
     "2026", "1 000", "1:30", "5&nbsp;km", "<strong>12</strong>"],
)  # fmt: skip
def test_a_column_of_numbers_is_set_as_numbers(cell):
    assert numbers("Boat|Number", f"Ann|{cell}", "Bee|1", "Cid|–") == ["Number"]


@pytest.mark.parametrize("cell", ["Quay 7 west", "seven", "7 of the boats", "Line 2"])
def test_a_column_with_words_is_not(cell):
    assert numbers("Boat|Number", f"Ann|{cell}", "Bee|1") == []


def test_a_column_of_nothing_is_not():
    assert numbers("Boat|Number", "Ann|–", "Bee|") == []


def test_where_cells_span_others_nothing_is_guessed():
    spanned = '<table><tr><th colspan="2">Boats</th></tr><tr><td>Ann</td><td>7</td></tr></table>'
    assert "number" not in with_tables(clean(spanned))


def test_all_else_stays_as_it_is():
    body = clean(f"<p>One.</p>{table('A|B', 'x|7')}<h2>Two</h2><p>Three.</p>")
    plain = re.sub(r'</?div[^>]*>| class="number"', "", with_tables(body))
    assert plain == body
