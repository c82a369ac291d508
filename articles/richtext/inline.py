"""Text within a block: words with marks."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from django.conf import settings

from articles.richtext.reading import Element

__all__ = [
    "LINE_BREAK",
    "MARKS",
    "Marks",
    "Run",
    "attributes",
    "lines",
    "marks_within",
    "printable",
    "run",
]

#: Marks in the order in which they are written, from the outside in.
MARKS = ("a", "strong", "em", "s", "sub", "sup")
SAME_MARK = {"b": "strong", "i": "em", "strike": "s", "del": "s"} | {mark: mark for mark in MARKS}
#: What a style says of a mark: the property, the values that set it, those that lift it.
STYLE_MARKS = {
    "strong": ("font-weight", {"bold", "bolder", "600", "700", "800", "900"}, {"normal", "400"}),
    "em": ("font-style", {"italic", "oblique"}, {"normal"}),
    "s": ("text-decoration", {"line-through"}, set()),
    "sub": ("vertical-align", {"sub"}, set()),
    "sup": ("vertical-align", {"super"}, set()),
}

SPACES = " \t\n\r\f\u00a0"
#: At the edges of a line the fillers of editors are spaces too: zero width space, byte order mark.
EDGE_SPACES = SPACES + "\u200b\ufeff"
#: What becomes one space; a lone one, and a lone one that doesn't break, are left as they are.
SPACE_RUN = re.compile(f"[{SPACES}]{{2,}}|[\t\n\r\f]")
#: Controls and characters that XML, so every feed, refuses.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")

#: The opening tag of each mark by name.
Marks = dict[str, str]
#: Text with the opening tags of its marks.
Run = tuple[str, tuple[str, ...]]
LINE_BREAK: Run = ("\n", ())


def run(words: str, marks: Marks, kept: Sequence[str]) -> Run:
    """Return words as they are written, with those of the marks that are kept here."""
    words = SPACE_RUN.sub(" ", printable(words))
    return words, tuple(marks[mark] for mark in kept if mark in marks)


def printable(words: str) -> str:
    return UNPRINTABLE.sub("", words)


def lines(runs: Iterable[Run]) -> list[str]:
    """Return the lines of a block as HTML; one without words is empty."""
    parted: list[list[Run]] = [[]]
    for each in runs:
        if each == LINE_BREAK:
            parted.append([])
        else:
            parted[-1].append(each)
    return [_marked_up(_tidy(line)) for line in parted]


def attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the attributes as they are written in a tag."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)


def marks_within(element: Element, marks: Marks) -> Marks:
    """Return the marks on what is in this element."""
    within = dict(marks)
    mark = SAME_MARK.get(element.tag)
    if mark == "a":
        within |= link(element.attributes.get("href", ""))
    elif mark:
        within[mark] = f"<{mark}>"
    style = element.style
    for name, (property_, setting, lifting) in STYLE_MARKS.items():
        if style.get(property_) in setting:
            within[name] = f"<{name}>"
        elif style.get(property_) in lifting:
            within.pop(name, None)
    return within


def link(href: str) -> Marks:
    """Return the mark of a link; one that leaves the site says so."""
    try:
        host = urlsplit(href).netloc
    except ValueError:
        return {}
    if not href.strip():
        return {}
    pairs = [("href", href)]
    if host and host != urlsplit(settings.SITE_URL).netloc:
        pairs.append(("rel", "external noopener"))
    return {"a": f"<a{attributes(pairs)}>"}


def _tidy(line: list[Run]) -> list[Run]:
    """Return the line without spaces at its edges, and none twice in a row."""
    kept: list[Run] = []
    for text, marks in line:
        spare = EDGE_SPACES if not kept else SPACES if kept[-1][0][-1] in SPACES else ""
        if text := text.lstrip(spare) if spare else text:
            kept.append((text, marks))
    while kept:
        text, marks = kept.pop()
        if text := text.rstrip(EDGE_SPACES):
            return [*kept, (text, marks)]
    return []


def _marked_up(line: list[Run]) -> str:
    """Return the line as HTML; neighbours share the tags that they have in common."""
    written: list[str] = []
    open_: tuple[str, ...] = ()
    for text, marks in [*line, ("", ())]:
        shared = 0
        while shared < min(len(open_), len(marks)) and open_[shared] == marks[shared]:
            shared += 1
        written += [f"</{tag[1:].split(' ')[0].rstrip('>')}>" for tag in reversed(open_[shared:])]
        written += [*marks[shared:], escape(text, quote=False)]
        open_ = marks
    return "".join(written)
