"""Files that were damaged at random: each comes in, or is refused in a sentence; nothing else.

FUZZ=20000 asks for more of them.
"""

import os
import random
from functools import partial
from io import BytesIO

import pytest

from articles.wire import door, html, xml
from articles.wire.decoding import Refused
from articles.wire.items import BrokenOff, Item
from articles.wire.mapping import Mapping
from articles.wire.markup import placed
from articles.wire.shortcodes import replaced
from articles.wire.wordpress_bodies import Post, html_of
from tests.wire import docx
from tests.wire import test_formats as formats
from tests.wire.wxr import attachment, export, post

COUNT = int(os.environ.get("FUZZ", "120"))
BODY = '[caption id="x"]<img src="a.jpg"> b[/caption][gallery ids="1"]<!-- wp:x {"a":1} /-->[x]'
SAMPLES = {
    "wordpress": export(post(content=BODY), attachment(1, "a.jpg")).encode(),
    "ghost": formats.ghost(lexical=str(formats.LEXICAL)).encode(),
    "lexical": formats.ghost(html="", lexical=formats.json.dumps(formats.LEXICAL)).encode(),
    "mobiledoc": formats.ghost(html="", mobiledoc=formats.json.dumps(formats.MOBILEDOC)).encode(),
    "ninjs": formats.json.dumps(formats.NINJS).encode(),
    "rss": formats.RSS.encode(),
    "atom": formats.ATOM.encode(),
    "html": formats.PAGE.encode(),
    "markdown": formats.MARKDOWN.encode(),
    "word": formats.TEXT.encode(),
}
PIECES = (b"<", b">", b"&", b'"', b"[", b"]", b"{", b"}", b"\0", b"\xff", b"<!--", b"]]>", b"-1")
PIECES += (b"null", b"[/caption]", b"<!DOCTYPE x [", b"&x;", b"1e999", b"\xed\xa0\x80", b"---\n")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some changed, cut out, doubled or put in."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) or 1)
        end = min(len(data), at + chance.randint(1, 60))
        data = chance.choice(
            [
                data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                data[:at] + data[end:],
                data[:end] + data[at:end] * chance.randint(1, 9) + data[end:],
                data[:at] + chance.choice(PIECES) + data[at:],
                data[: at or 1],
            ]
        )
    return data


def zipped(data: bytes) -> bytes:
    """Return a document whose text this is: damaged zips are refused before it is read."""
    return docx.document(**{"word/document.xml": data})


def read(data: bytes) -> list[Item]:
    source = door.archive(partial(BytesIO, data), Mapping(), pages=True)
    return list(source.items) if source else [door.story(data)]


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_is_damaged_is_read_or_refused(kind):
    chance = random.Random(f"{kind} {COUNT}")
    whole = 0
    for _ in range(COUNT):
        data = damaged(SAMPLES[kind], chance)
        try:
            items = read(zipped(data) if kind == "word" else data)
        except (Refused, BrokenOff) as refusal:
            said = str(refusal)
            assert said.endswith((".", "?", "!"))
            continue
        whole += 1
        for item in items:
            placed(item.body, item.pictures, lambda _told: None, frozenset())
            assert len(item.digest()) == 64
    assert whole


def test_reading_takes_time_that_grows_with_the_text_alone():
    for text in ("[a " * 20_000, "[a]" * 20_000, "[a x=" * 20_000, "[/a]" * 20_000, "[[a]]" * 9999):
        replaced(text, lambda _code: "")
    for start in (b"<!---->", b"<!--", b"<?x>", b"\n ", b"<!-- --> <?", b"<!DOCTYPE x>"):
        assert not xml.is_feed(start * 9000)
        assert not html.is_html(start * 9000)
    for part in (
        "<pre>",
        "<!-- wp:a ",
        " ",
        "\n ",
        "<img ",
        "<figure class=",
        "<p ",
        "</pre>",
        "[caption]",
    ):
        html_of(Post(part * 100_000, [], {}), {})
        html_of(Post("<!-- wp:p -->" + part * 100_000, [], {}), {})
