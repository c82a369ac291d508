"""Plain text copy in, as a reporter or an agency hands it in.

    date 2026-03-04 Headline: Harbour bridge closes for a week

The first line may say the date and the headline so; a blank line parts paragraphs; nothing marks a
subhead. What is guessed is told in `notes`. Not one word is lost or moved.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from html import escape

from articles import richtext
from articles.wire import subheads
from articles.wire.decoding import Refused, decode, tidy
from articles.wire.paragraphs import Paragraph, split

__all__ = ["Incoming", "Refused", "take_in", "understand"]

HEADER = re.compile(
    r"\s*(?:date:?\s+(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\b[ \t,;.]*)?"
    r"(?:headline:\s*(?P<headline>.*))?",
    re.IGNORECASE,
)
#: As long as the fields of the model.
HEADLINE_LENGTH = 200
STAND_IN_LENGTH = 90
BYLINE = re.compile(r"By\s+[^\W\d_].{1,60}")
#: A term and its colon at the start of a sentence.
TERM = re.compile(r"(?:\A|(?<=[.!?”\"])\s)([^\W\d_][^.!?:;]{0,60}:)\s(?=\S)")
TERM_WORDS = 7
SENTENCE_END = re.compile(r"[.!?][”\"]?\s")


@dataclass(slots=True)
class Incoming:
    """Copy as it was understood; `notes` are sentences for the editor who brings it in."""

    headline: str
    dated: date | None
    body: str
    notes: list[str] = field(default_factory=list)


def take_in(data: bytes) -> Incoming:
    """Read a file and understand it; raise `Refused` where there is no plain text in it."""
    copy, encoding = decode(data)
    incoming = understand(copy)
    if encoding == "Windows-1252":
        note = "It is not in UTF-8 and was read as Windows-1252: check accents and quotation marks."
        incoming.notes.append(note)
    return incoming


def understand(copy: str) -> Incoming:
    """Return the copy as a headline, a date, a body in clean HTML, and what was guessed."""
    incoming, rest = _header(tidy(copy))
    paragraphs = split(rest)
    if not incoming.headline:
        paragraphs = _take_headline(incoming, paragraphs)
    levels = subheads.find(paragraphs)
    if paragraphs and BYLINE.fullmatch(paragraphs[0].lines[0]):
        levels.pop(0, None)
        byline = paragraphs[0].lines[0]
        note = f"“{byline}” was left in the text: choose the author and delete the line."
        incoming.notes.append(note)
    pieces = [_html(paragraph, levels.get(n, 0)) for n, paragraph in enumerate(paragraphs)]
    incoming.body = richtext.clean("".join(pieces))
    incoming.notes += _counted(levels, pieces)
    return incoming


def _header(copy: str) -> tuple[Incoming, str]:
    """Read the lines at the top that say the date and the headline, in one line or two."""
    incoming = Incoming("", None, "")
    rest = copy.lstrip()
    while not incoming.headline:
        line, _, after = rest.partition("\n")
        found = HEADER.fullmatch(line)
        if not found or not any(found.groups()):
            break
        if found["date"] and incoming.dated is None:
            incoming.dated = _date(found["date"], incoming.notes)
        incoming.headline = (found["headline"] or "").strip()
        rest = after.lstrip()
    if len(incoming.headline) > HEADLINE_LENGTH:
        rest = f"{incoming.headline}\n\n{rest}"
        incoming.headline = _shortened(incoming.headline, HEADLINE_LENGTH)
        incoming.notes.append("The headline is too long; it was cut, and is whole in the text.")
    elif incoming.headline:
        incoming.notes.append(f"The headline is “{incoming.headline}”.")
    return incoming, rest


def _date(written: str, notes: list[str]) -> date | None:
    try:
        dated = date.fromisoformat(written)
    except ValueError:
        notes.append(f"There is no day {written}, so the story has no date yet.")
        return None
    notes.append(f"The story's date is {dated:%-d %B %Y}.")
    return dated


def _take_headline(incoming: Incoming, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Make the first line the headline if it looks like one; else its first words stand in."""
    if not paragraphs:
        incoming.notes.append("There is no headline and no text.")
        return paragraphs
    first = paragraphs[0]
    if _looks_like_headline(first):
        incoming.headline = first.lines[0]
        incoming.notes.append(f"The first line became the headline: “{incoming.headline}”.")
        return paragraphs[1:]
    incoming.headline = _shortened(first.lines[0], STAND_IN_LENGTH)
    incoming.notes.append("There is no headline; the first words stand in for one.")
    return paragraphs


def _looks_like_headline(paragraph: Paragraph) -> bool:
    words = paragraph.lines[0]
    lone = paragraph.kind == "text" and len(paragraph.lines) == 1
    says_something = any(map(str.isalnum, words)) and words[-1] not in ".:;,…"
    return lone and says_something and len(words) <= HEADLINE_LENGTH // 2


def _shortened(words: str, length: int) -> str:
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _html(paragraph: Paragraph, level: int) -> str:
    lines = [escape(line, quote=False) for line in paragraph.lines]
    if level:
        return f"<h{level}>{lines[0]}</h{level}>"
    if paragraph.kind == "quote":
        return f"<blockquote><p>{lines[0]}</p></blockquote>"
    if paragraph.kind in {"ul", "ol"}:
        items = "".join(f"<li>{line}</li>" for line in lines)
        return f"<{paragraph.kind}>{items}</{paragraph.kind}>"
    if len(lines) == 1 and (terms := _terms(paragraph.lines[0])):
        items = "".join(
            f"<li><strong>{escape(term, quote=False)}</strong> {escape(said, quote=False)}</li>"
            for term, said in terms
        )
        return f"<ul>{items}</ul>"
    return f"<p>{'<br>'.join(lines)}</p>"


def _terms(words: str) -> list[tuple[str, str]]:
    """Return the `Term: sentence.` items if the paragraph is a run of them, else nothing.

    Three make a run; two do where each has one sentence only.
    """
    found = [
        m for m in TERM.finditer(words) if m[1][0].isupper() and len(m[1].split()) <= TERM_WORDS
    ]
    if len(found) < 2 or found[0].start() > 0:
        return []
    ends = [following.start() for following in found[1:]] + [len(words)]
    items = [(m[1], words[m.end() : end].strip()) for m, end in zip(found, ends, strict=True)]
    if len(items) == 2 and any(SENTENCE_END.search(said) for _, said in items):
        return []
    return items if words[-1] in ".!?" else []


def _counted(levels: dict[int, int], pieces: list[str]) -> list[str]:
    """Return notes on what was guessed in the body."""
    notes = []
    if levels:
        deeper = sum(level > 2 for level in levels.values())
        notes.append(
            f"Subheads guessed: {len(levels)}, of them {deeper} deeper. Check their levels."
        )
    lists = [piece for piece in pieces if piece.startswith(("<ul>", "<ol>"))]
    if terms := sum("<li><strong>" in piece for piece in lists):
        notes.append(f"Runs of “Term: sentence.” made into a list: {terms}.")
    if marked := len(lists) - terms:
        notes.append(f"Lists found: {marked}.")
    return notes
