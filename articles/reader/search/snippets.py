"""Results with the words marked: found out for the words on one page, in one query."""

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple, Self

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition
from articles.models.replica import reading_connection
from articles.reader.search.terms import Terms

__all__ = ["Marking", "Texts"]

#: How long a snippet is, in characters, and how much of it comes before the first marked word.
LENGTH, BEFORE = 240, 60
WORD = re.compile(
    r"[^\s!-/:-@\[-`{-~\u00a0-\u00ac\u00ae-\u00bf\u2010-\u206f\u3000-\u303f\u060c\u061b\u061f]+"
)
WITHIN_WORDS = re.compile(r'</?(?:a|strong|em|s|sub|sup)(?: (?:[^>"]|"[^"]*")*)?>')
TAG = re.compile(r'<(?:[^>"]|"[^"]*")*(?:>|$)')
SPACE = re.compile(r"\s+")
#: Neither is in any text: PostgreSQL's parser takes them for what stands between words.
START, STOP = "\x02", "\x03"

OPTIONS = f"HighlightAll=true,StartSel={START},StopSel={STOP}"
MARKED = """
SELECT ts_headline('newsroom', search_fold(%s), sought, %s)
FROM (SELECT regexp_replace(querytree({query}), '<(-|\\d+)>|&', '|', 'g') AS any_of) AS asked,
LATERAL (SELECT CASE WHEN any_of = 'T' THEN '' ELSE any_of END::tsquery AS sought) AS marked
"""


class Texts(NamedTuple):
    """What a result says in plain text."""

    headline: str
    standfirst: str
    body: str

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Return the texts of an edition from `for_search()`."""
        body = TAG.sub(" ", WITHIN_WORDS.sub("", edition.beginning))
        return cls(
            edition.list_headline, edition.standfirst, SPACE.sub(" ", unescape(body)).strip()
        )


class Marking:
    """The words of some texts that were asked for, in whatever form they stand there."""

    def __init__(self, words: Iterable[str]) -> None:
        # The longest first, so that none is taken for the beginning of another.
        parts = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        self.pattern = re.compile(rf"(?<!\w)(?:{parts})(?!\w)") if parts else None

    @classmethod
    def of(cls, terms: Terms, texts: Iterable[Texts]) -> Self:
        """Ask the database which words it takes for those that were asked for: one query."""
        words = sorted({word for text in texts for part in text for word in WORD.findall(part)})
        if not words or not terms.ways:
            return cls([])
        query, params = terms.query()
        with reading_connection().cursor() as cursor:
            cursor.execute(MARKED.format(query=query), ["\n".join(words), OPTIONS, *params])
            marked = cursor.fetchone()[0].split("\n")
        return cls(word for word, told in zip(words, marked, strict=True) if START in told)

    def whole(self, text: str) -> SafeString:
        """Return all of the text, escaped, with its words marked."""
        parts, end = [], 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            parts += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
            end = match.end()
        return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 -- escaped above

    def snippet(self, texts: Texts) -> SafeString:
        """Return the words around those that were asked for, from where most of them stand.

        That is the standfirst, unless more of them are near each other in the body.
        """
        best, start = self._best(texts.body)
        in_standfirst = self._different(texts.standfirst)
        if texts.standfirst and in_standfirst >= best:
            return self.whole(texts.standfirst)
        return self.whole(_cut(texts.body, start))

    def _different(self, text: str) -> int:
        return len({word.casefold() for word in self.pattern.findall(text)}) if self.pattern else 0

    def _best(self, text: str) -> tuple[int, int]:
        """Return how many different words stand near each other at most, and where first."""
        found = [
            (match.start(), match[0].casefold())
            for match in (self.pattern.finditer(text) if self.pattern else ())
        ]
        best, start = 0, 0
        for index, (place, _) in enumerate(found):
            near = {
                word for where, word in found[index : index + 40] if where < place + LENGTH - BEFORE
            }
            if len(near) > best:
                best, start = len(near), place
        return best, start


def _cut(text: str, place: int) -> str:
    """Return the text around a place, cut between words where they aren't very long."""
    begin = max(place - BEFORE, 0)
    if begin:
        begin = text.find(" ", begin, place) + 1 or place
    end = begin + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", begin, end), place) if " " in text[place:end] else end
    return ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")
