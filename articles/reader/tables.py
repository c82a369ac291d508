"""Tables as readers get them: scrolling within themselves, their numbers set one under another.

What is stored is clean and in one form (see `articles.richtext`), so patterns are enough here.
"""

import re
from html import unescape
from itertools import count

from django.utils.html import escape, strip_tags
from django.utils.translation import gettext

__all__ = ["with_tables"]

TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(t[dh])((?: [a-z]+=\"[^\"]*\")*)>(.*?)</t[dh]>", re.DOTALL)
SPAN = re.compile(r" (?:col|row)span=")
#: A number with a few signs or letters around it: 14.2, −3, € 1,200, 7 %, 12.40am.
NUMBER = re.compile(r"[^\s\d]{0,3}\s?[-−–+±]?\d[\d.,:’'\s/–-]*(?:[^\d\s]{1,3})?")
#: What stands where there is no number.
NOTHING = {"", "-", "–", "—", "…"}


def with_tables(body: str) -> str:
    """Return the body with each table in a part of its own, which scrolls where it is wide."""
    return TABLE.sub(_framed, body)


def _framed(match: re.Match[str]) -> str:
    """Return the table in what scrolls, which the keyboard reaches and screen readers name."""
    caption = CAPTION.search(match[1])
    label = escape(_words(caption[1])) if caption else gettext("Table")
    table = f"<table>{_with_numbers(match[1])}</table>"
    return f'<div class="scroll" role="group" aria-label="{label}" tabindex="0">{table}</div>'


def _with_numbers(inner: str) -> str:
    """Return the rows with the class `number` on the cells of columns that hold numbers alone."""
    columns = set() if SPAN.search(inner) else _of_numbers(inner)

    def row_of(row: re.Match[str]) -> str:
        place = count()

        def cell_of(cell: re.Match[str]) -> str:
            marked = ' class="number"' if next(place) in columns else ""
            return f"<{cell[1]}{marked}{cell[2]}>{cell[3]}</{cell[1]}>"

        return f"<tr>{CELL.sub(cell_of, row[1])}</tr>"

    return ROW.sub(row_of, inner) if columns else inner


def _of_numbers(inner: str) -> set[int]:
    """Return the places of the columns whose cells, but for headings, are numbers or nothing."""
    numbers: set[int] = set()
    others: set[int] = set()
    for row in ROW.findall(inner):
        for place, (tag, _, html) in enumerate(CELL.findall(row)):
            words = _words(html)
            if tag == "td" and words not in NOTHING:
                (numbers if NUMBER.fullmatch(words) else others).add(place)
    return numbers - others


def _words(html: str) -> str:
    return unescape(strip_tags(html)).strip()
