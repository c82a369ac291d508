"""Bodies for tests, made up of few words, so that two of them often have much in common."""

from hypothesis import settings
from hypothesis import strategies as st

from articles.richtext import clean

WORDS = st.sampled_from(
    ["tide", "harbour", "lamp", "ferry", "keeper", "bell", "rope,", "mast.", "“Ahoy”", "&", "<b>"]
)
LINE = (
    st.lists(WORDS, min_size=1, max_size=8)
    .map(" ".join)
    .map(lambda text: text.replace("&", "&amp;").replace("<b>", "&lt;b&gt;"))
)
MARKED = st.tuples(LINE, st.sampled_from(["strong", "em", "a"]), LINE).map(
    lambda parts: (
        f'{parts[0]} <a href="https://example.org/">{parts[2]}</a>'
        if parts[1] == "a"
        else f"{parts[0]} <{parts[1]}>{parts[2]}</{parts[1]}> {parts[0]}"
    )
)
TEXT = LINE | MARKED | st.tuples(LINE, LINE).map("<br>".join)
LIST = st.tuples(st.sampled_from(["ul", "ol"]), st.lists(TEXT, min_size=1, max_size=4)).map(
    lambda parts: f"<{parts[0]}>{''.join(f'<li>{item}</li>' for item in parts[1])}</{parts[0]}>"
)
TABLE = st.lists(st.tuples(LINE, LINE), min_size=1, max_size=3).map(
    lambda rows: (
        "<table><tbody>"
        + "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in rows)
        + "</tbody></table>"
    )
)
PICTURE = st.tuples(st.integers(1, 3), LINE).map(
    lambda parts: (
        f'<figure><img data-picture="{parts[0]}" src="/media/p{parts[0]}.webp" alt="A lamp">'
        f"<figcaption>{parts[1]}</figcaption></figure>"
    )
)
EMBED = st.tuples(st.sampled_from(["abcdefghijk", "bcdefghijkl"]), LINE | st.just("")).map(
    lambda parts: (
        f'<figure><a href="https://www.youtube.com/watch?v={parts[0]}">'
        f"{parts[1] or 'https://youtu.be/' + parts[0]}</a></figure>"
    )
)
BLOCK = (
    TEXT.map("<p>{}</p>".format)
    | LINE.map("<h2>{}</h2>".format)
    | TEXT.map("<blockquote><p>{}</p></blockquote>".format)
    | LIST
    | TABLE
    | PICTURE
    | EMBED
    | st.just("<hr>")
)
#: Enough to find what is wrong, few enough for every run.
few = settings(max_examples=40, deadline=None)

BODIES = st.lists(BLOCK, max_size=8).map("".join).map(clean)


@st.composite
def edited(draw, bodies=BODIES):
    """Return a body and two others that came from it by taking out, putting in and moving."""
    base = draw(bodies)
    return base, draw(_edit(base)), draw(_edit(base))


@st.composite
def _edit(draw, body):
    found = body.split("\n") if body else []
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(found)))
        act = draw(st.sampled_from(["put in", "take out", "rewrite", "move"]))
        if act == "put in":
            found.insert(place, draw(BLOCK))
        elif place < len(found):
            taken = found.pop(place)
            if act == "rewrite":
                found.insert(place, taken.replace("tide", draw(WORDS.filter(str.isalpha))))
            elif act == "move":
                found.insert(draw(st.integers(0, len(found))), taken)
    return clean("".join(found))
