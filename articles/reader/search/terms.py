"""What a reader typed, read as search engines on the web read it.

Words must all occur; "quotes" hold words together; `-` in front keeps what has the word out; `or`
stands between two ways of saying it. Whatever is typed means something: nothing is an error.
"""

import re
from typing import Any, NamedTuple

__all__ = ["LENGTH", "Terms"]

#: No more than so many characters and terms are read.
LENGTH, TERMS = 400, 24
QUOTES = {ord(quote): '"' for quote in "“”„‟«»"}
TERM = re.compile(r'(?P<excluded>-?)(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
#: With every word, and without those that are too common to mean anything: see migration 0014.
EVERY, MEANING = "newsroom", "newsroom_asked"

Sql = tuple[str, list[Any]]


class Term(NamedTuple):
    """One word, or several that stand together, as typed."""

    words: str
    quoted: bool
    excluded: bool


class Terms(NamedTuple):
    """The ways to say it; in each, what must and what mustn't occur."""

    ways: list[list[Term]]
    #: More was typed than is read.
    cut: bool

    @classmethod
    def read(cls, typed: str) -> "Terms":
        text = typed[:LENGTH].translate(QUOTES)
        ways: list[list[Term]] = [[]]
        found = [match for match in TERM.finditer(text) if any(map(str.isalnum, match[0]))]
        for match in found[:TERMS]:
            plain, excluded = match["plain"], bool(match["excluded"])
            if plain and plain.casefold() == "or" and not excluded:
                ways.append([])
            else:
                words = match["quoted"] if plain is None else plain
                ways[-1].append(Term(words, plain is None, excluded))
        cut = len(typed) > LENGTH or len(found) > TERMS
        return cls([way for way in ways if way], cut)

    def query(self) -> Sql:
        """Return an expression that makes the terms a tsquery, empty where there are none.

        Words that are too common count only in quotes, or where nothing else was typed.
        """
        if not self.ways:
            return "''::tsquery", []
        meaning, params = self._query(MEANING)
        every, _ = self._query(EVERY)
        # Of placeholders and words of our own alone.
        both = f"SELECT {meaning} AS meaning, {every} AS every"
        choice = "CASE WHEN numnode(meaning) > 0 THEN meaning ELSE every END"
        sql = f"(SELECT {choice} FROM ({both}) AS read)"  # noqa: S608
        return sql, params * 2

    def _query(self, config: str) -> Sql:
        ways, params = [], []
        for way in self.ways:
            terms = []
            for term in way:
                words = f"phraseto_tsquery('{EVERY if term.quoted else config}', search_fold(%s))"
                terms.append(f"!!{words}" if term.excluded else words)
                params.append(term.words)
            ways.append(f"({' && '.join(terms)})")
        return " || ".join(ways), params
