"""The paragraphs of plain text: blank lines part them, and line breaks that nothing forced."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

__all__ = ["Paragraph", "split"]

#: Lines longer than this were not wrapped by hand or by a typewriter's habit: each is a paragraph.
WRAP_WIDTH = 100
#: Lines at most this long that end without a stop stay lines: an address, a verse.
SHORT_LINE = 60
STOPS = ".!?…:;"

ITEM = re.compile(r"(?:([-*•·])|([0-9]{1,3})[.)])[ \t\u00a0]+(?=\S)")


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its kind (`text`, `quote`, or `ul` and `ol`) and its lines or items."""

    kind: str
    lines: list[str]


@dataclass(slots=True)
class Line:
    """A line, and the marker before it if it looks like an item: `-` or `1`."""

    words: str
    marker: str = ""
    source: str = ""


def split(copy: str) -> list[Paragraph]:
    """Return the paragraphs of the copy, in order, with every word of it."""
    found: list[Paragraph] = []
    for marker, lines in _by_marker(_groups(copy)):
        if marker and _is_list(lines):
            kind = "ol" if lines[0].marker.isdigit() else "ul"
            found.append(Paragraph(kind, [line.words for line in lines]))
        elif marker:
            found += [Paragraph("text", [line.source]) for line in lines]
        else:
            found += _prose([line.words for line in lines])
    return found


def _groups(copy: str) -> Iterator[list[Line]]:
    """Yield the lines between blank lines; wrapped lines of an item are one."""
    for filled, raw_lines in groupby(copy.split("\n"), key=lambda line: bool(line.strip())):
        if filled:
            yield list(_marked(raw_lines))


def _marked(raw_lines: Iterable[str]) -> Iterator[Line]:
    line: Line | None = None
    for raw in raw_lines:
        words = raw.strip()
        item = ITEM.match(words)
        if line and line.marker and not item and (raw[0].isspace() or len(line.words) >= 50):
            line.words += f" {words}"
            line.source += f" {words}"
            continue
        if line:
            yield line
        line = Line(words[item.end() :], item[1] or item[2], words) if item else Line(words)
    if line:
        yield line


def _by_marker(groups: Iterable[list[Line]]) -> Iterator[tuple[str, list[Line]]]:
    """Yield neighbours that belong together: items also across blank lines, text not."""
    numbered = ((number, line) for number, group in enumerate(groups) for line in group)
    for key, members in groupby(numbered, key=lambda pair: _key(*pair)):
        yield key[0], [line for _, line in members]


def _key(group: int, line: Line) -> tuple[str, int]:
    if not line.marker:
        return "", group
    return ("1" if line.marker.isdigit() else line.marker), 0


def _is_list(lines: list[Line]) -> bool:
    """Say whether these are items; one alone is not, nor are numbers that don't count from 1."""
    numbers = [line.marker for line in lines]
    counted = [str(place) for place in range(1, len(lines) + 1)]
    return len(lines) > 1 and (not numbers[0].isdigit() or numbers == counted)


def _prose(lines: list[str]) -> list[Paragraph]:
    if all(line == ">" or line.startswith("> ") for line in lines):
        quoted = _unwrapped([line[1:].strip() for line in lines])
        return [Paragraph("quote", [part]) for part in quoted if part.strip()]
    parts = _unwrapped(lines)
    if len(parts) > 1 and all(len(p) <= SHORT_LINE and p[-1] not in STOPS for p in parts):
        return [Paragraph("text", parts)]
    return [Paragraph("text", [part]) for part in parts]


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines that were broken for their width.

    Such a break is one where the next word would not have fitted within the longest line.
    """
    width = max(map(len, lines))
    parts = [[lines[0]]]
    for before, line in pairwise(lines):
        forced = width <= WRAP_WIDTH and len(before) + 1 + len(line.split(" ")[0]) > width
        if forced:
            parts[-1].append(line)
        else:
            parts.append([line])
    return [" ".join(part) for part in parts]
