"""Finding what copy states that can be checked: figures, dates, names, quotes and links.

Patterns for English, and no more than that: a checker goes through the list and sees what is
missing. How much they find, and how much of it rightly, is measured on the sentences in
tests/richtext/claims.toml and stated in docs/editors.md.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articles.richtext.reading import BLOCK_TAGS, Element, tree

__all__ = ["FoundClaim", "claims", "claims_in", "sentences"]


class FoundClaim(NamedTuple):
    """What was found: its kind (figure, date, name, quote, link), its words, and its sentence."""

    kind: str
    text: str
    sentence: str


class Line(NamedTuple):
    """The words of one paragraph, and its links: where their words begin, and where they lead."""

    text: str
    links: list[tuple[int, str]]


# Quotes

QUOTE = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«\s?([^«»]+?)\s?»|„([^„“”]+)[“”]|(?<!\w)‘([^‘]+?)’(?!\w)"
)

# Dates

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|June|July|Aug(?:ust|\.)?|Sept(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
#: The month, since it is a verb as well, only beside a number or a word that says when.
MAY = (
    r"(?<=\b[Ii]n )May|(?<=\b[Ss]ince )May|(?<=\b[Uu]ntil )May|(?<=\b[Bb]y )May|(?<=\b[Ll]ast )May"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"
DATE = re.compile(
    rf"\b{YEAR}-[01]\d-[0-3]\d\b"
    rf"|\b{DAY}(?: of)? (?:{MONTH}|May)(?:,? {YEAR})?\b"
    rf"|\b(?:{MONTH}|May) {DAY}(?:,? {YEAR})?\b(?!,\d)"
    rf"|\b(?:{MONTH}|May),? {YEAR}\b"
    rf"|\b{YEAR}s\b"
    rf"|(?<![$£€\d.,])\b{YEAR}\b(?![\d,.]*\d)(?!\s?(?:%|percent|per cent|people|tonnes|metres|km))"
    rf"|\b{WEEKDAY}\b"
    rf"|(?<!\w)(?:{MONTH}\b|{MAY}\b)"
    r"|\b[0-2]?\d[:.][0-5]\d(?: ?[ap]\.?m\b\.?)?(?![\d%])"
    r"|\b[0-1]?\d ?[ap]\.?m\b\.?"
    r"|\b(?:[Yy]esterday|[Tt]omorrow)\b"
    r"|\b(?:[Ll]ast|[Nn]ext) (?:week|month|year|spring|summer|autumn|fall|winter)\b"
)

# Figures

DIGITS = r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
COUNT = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|"
    r"nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    r"billion)\b"
)
NUMBER = rf"(?:{DIGITS}|(?:an? )?{COUNT}(?:[ -](?:and )?{COUNT})*)"
SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|[mk])\b"
FRACTION = (
    r"(?:an?|one|two|three|four) (?:half|thirds?|quarters?|fifths?|tenths?)"
    r"|half(?= (?:of|its|the|their|an?)\b)"
)
#: No unit follows where one of these does.
NO_UNIT = (
    r"(?!(?:of|in|on|and|or|to|from|at|by|for|than|more|less|with|have|has|had|is|are|was|were|the|"
    r"an?|after|before|since|as|but|that|who|which|million|billion|thousand|hundred)\b)"
)
UNIT = (
    rf"(?:\s?(?:%|°\s?[CF]\b)|[ -]?{SCALE}(?: {NO_UNIT}[a-z]+)?|-year-old|m\b|[ -]per ?cent\b"
    rf"| {NO_UNIT}[a-z]+)"
)
FIGURE = re.compile(
    rf"\bone in {NUMBER}\b"
    rf"|(?<![\w.,])(?:(?:US|A|C)?[$£€¥]\s?)?{NUMBER}(?![\d]|(?:st|nd|rd|th)\b){UNIT}?"
    rf"|\b(?:{FRACTION})\b"
    r"|\b(?:doubled|tripled|trebled|quadrupled|halved)\b"
    r"|\b(?:[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions|[Bb]illions|a dozen)\b",
    re.IGNORECASE,
)

# Names

CAPITALISED = r"(?:(?:[A-ZÀ-ÖØ-Þ]\.)+|(?:al|el|ad|as|bin)-[A-ZÀ-ÖØ-Þ][\w’'-]*|[A-ZÀ-ÖØ-Þ][\w’'-]*)"
PARTICLE = r"(?:of|van|von|der|den|de|del|della|da|di|do|dos|du|la|le|bin|ibn|ter)"
NAME = re.compile(rf"(?<![\w.@#/-]){CAPITALISED}(?: (?:{PARTICLE} ){{0,2}}{CAPITALISED})*")
TITLE = re.compile(
    r"^(?:(?:Mrs?|Ms|Dr|Prof|Sir|Dame|Lord|Lady|President|Prime Minister|Vice[ -]President|"
    r"Minister|Mayor|Judge|Justice|Chancellor|Senator|Governor|Secretary|General|Colonel|Captain|Professor|"
    r"Bishop|Pope|King|Queen|Prince|Princess|Chief|Deputy|Foreign|Finance|Interior|Defence)\.?"
    r"(?: |$))+"
)
LEADING = re.compile(rf"^(?:{PARTICLE} )+(?:the )?")
#: Words that open a sentence and belong to no name after them.
OPENER = re.compile(
    r"^(?:The|An?|In|On|At|By|For|From|To|With|Of|And|But|Or|Nor|So|Yet|If|When|While|As|After|Before|"
    r"Since|Until|Between|Among|Under|Over|Near|Off|About|Around|According|Although|Though|Because|"
    r"However|Meanwhile|Yesterday|Today|Tomorrow|Both|Each|Every|Some|Many|Most|Few|All|No|Not|Only|"
    r"Once|Then|There|Here|This|That|These|Those|His|Her|Their|Its|Our|My|Your|He|She|They|We|It|I|"
    r"You|Who|What|Why|How|Where|Which|See|Even|Also|Still|Now|Last|Next|Former|Two|Three|Four|Five|"
    r"Six|Seven|Eight|Nine|Ten)(?: |$)(?:the )?"
)
ALONE = frozenset("I It's I'm I’m It’s I've I’ve TV AM PM OK TK TKTK".split())  # noqa: SIM905
LONG_WORD = 3
ENDS = '.!?…”"’»)'
#: What stands before a word that opens a sentence, or speech within one.
OPENING = re.compile(r"(?:^|[.!?:…]\s+|[“\"„«‘(]\s?)[“\"„«‘'(]?$")
END = re.compile(r"(?<![.!?…])[.!?…]+[”\"’»)]*\s+(?=[“\"‘„«(]?[A-ZÀ-ÖØ-Þ\d])")
#: What is longer than 600 characters is no sentence, such as a table pasted as one paragraph: it is
#: parted, at a space where there is one, or each of its figures would quote all of it.
PIECE = re.compile(r"\S(?:.{0,598}\S)?(?!\S)|\S{600}", re.DOTALL)
#: The longest of the abbreviations below, with what stands before and after.
LONGEST = 12
ADDRESS = re.compile(r"https?://\S+")
#: Full stops that end no sentence.
ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|Gen|Col|Capt|Sen|Gov|Rep|[A-Z])\.$"
    r"|\b(?:e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|U\.N)\.$"
)


def claims(html: str) -> list[FoundClaim]:
    """Return what can be checked in clean HTML, in the order of the text, each once a sentence."""
    found: dict[FoundClaim, None] = {}
    for line in _lines(html):
        at = 0
        for sentence in sentences(line.text):
            start = line.text.index(sentence, at)
            at = start + len(sentence)
            links = [
                (begin - start, FoundClaim("link", link, sentence))
                for begin, link in line.links
                if start <= begin < at
            ]
            found |= dict.fromkeys(_in_order([*_placed(sentence), *links]))
    return list(found)


def claims_in(text: str) -> list[FoundClaim]:
    """Return what can be checked in plain text, such as a headline, in its order."""
    found: dict[FoundClaim, None] = {}
    for sentence in sentences(text):
        found |= dict.fromkeys(_in_order(_placed(sentence)))
    return list(found)


def sentences(text: str) -> list[str]:
    """Return the sentences of plain text; what is quoted isn't parted."""
    quotes = [match.span() for match in QUOTE.finditer(text)]
    starts = [start for start, _ in quotes]
    found, start = [], 0
    for end in END.finditer(text):
        before = bisect_left(starts, end.start()) - 1
        inside = before >= 0 and end.start() + 2 < quotes[before][1]
        stop = end.end()
        if inside or ABBREVIATION.search(text[max(start, stop - LONGEST) : stop].rstrip()):
            continue
        found.append(text[start:stop])
        start = stop
    found.append(text[start:])
    return [piece for sentence in found for piece in PIECE.findall(sentence)]


def _in_order(placed: Iterable[tuple[int, FoundClaim]]) -> list[FoundClaim]:
    return [claim for _, claim in sorted(placed, key=lambda each: each[0])]


def _placed(sentence: str) -> Iterator[tuple[int, FoundClaim]]:
    """Yield what is found in one sentence, with its place."""
    for match in QUOTE.finditer(sentence):
        words = next(group for group in match.groups() if group)
        yield match.start(), FoundClaim("quote", words.strip(), sentence)
    # What is in an address is nobody's statement.
    rest = ADDRESS.sub(lambda match: "_" * len(match[0]), sentence)
    for kind, pattern in (("date", DATE), ("figure", FIGURE)):
        for match in pattern.finditer(rest):
            yield match.start(), FoundClaim(kind, match[0].strip(), sentence)
        # What is a date is no figure, and neither begins a name.
        rest = pattern.sub(lambda match: "_" * len(match[0]), rest)
    if not _in_title_case(rest):
        for place, name in _names(rest):
            yield place, FoundClaim("name", name, sentence)


def _in_title_case(sentence: str) -> bool:
    """Say whether it is a heading that capitalises every long word: that says nothing of names."""
    long = [word for word in re.findall(r"[^\W\d_]+", sentence) if len(word) > LONG_WORD]
    return sentence[-1] not in ENDS and all(word[0].isupper() for word in long)


def _names(sentence: str) -> Iterator[tuple[int, str]]:
    for match in NAME.finditer(sentence):
        opens = bool(OPENING.search(sentence[max(0, match.start() - LONGEST) : match.start()]))
        name, dropped = match[0], False
        if opener := OPENER.match(name):
            name, dropped = name[opener.end() :], True
        if title := TITLE.match(name):
            name, dropped = name[title.end() :], True
        name = LEADING.sub("", name)
        name = re.sub(r"['’]s$|[’'-]$", "", name.strip())
        alone = " " not in name and not dropped and opens
        if name and name not in ALONE and not (alone and not _stands_out(name, sentence, match)):
            yield match.end() - len(match[0]), name


def _stands_out(word: str, sentence: str, match: re.Match[str]) -> bool:
    """Say whether a single word that opens a sentence looks like a name all the same."""
    if len(word) > 1 and word.isupper():
        return True
    return bool(re.match(r"(?:['’]s)? (?:and|or) [A-Z]", sentence[match.start() + len(word) :]))


def _lines(html: str) -> list[Line]:
    lines: list[Line] = [Line("", [])]
    _collect(tree(html), lines)
    return [line for line in lines if line.text.strip()]


def _collect(element: Element, lines: list[Line]) -> None:
    apart = element.tag in BLOCK_TAGS or element.tag == "br"
    if apart:
        lines.append(Line("", []))
    if element.tag == "a" and element.attributes.get("href"):
        lines[-1].links.append((len(lines[-1].text), element.attributes["href"]))
    for child in element.children:
        if isinstance(child, str):
            lines[-1] = Line(lines[-1].text + child, lines[-1].links)
        else:
            _collect(child, lines)
    if apart:
        lines.append(Line("", []))
