"""Passages found again: a written set of texts before and after somebody worked on them."""

import time

import pytest

from articles.models.note import CONTEXT_LENGTH
from articles.richtext.anchor import Passage, flat, places, plain

ENGINEERS = "Engineers replaced forty bearings and the whole of the northern hinge. "
BEFORE = (
    "The bridge over the old harbour opened at seven in the morning, and the first to cross it "
    "were two postal workers on their way to the islands. Engineers replaced forty bearings and "
    "the whole of the northern hinge. The council paid 3.1 million for it, said the mayor. "
    "The council expects lorries back in June."
)


def passage(words, text=BEFORE, occurrence=0):
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    end = start + len(words)
    return Passage(
        words, text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    )


def reads(text, wanted):
    """Return what stands at the passage's place and whether it is as it was; None: it is gone."""
    place = places(text, [wanted])[0]
    return place and (text[place.start : place.end], place.exact)


WORKERS = "two postal workers on their way to the islands"

#: What was noted, the text afterwards, and what is to be found there.
KEPT = {
    "nothing has changed": (WORKERS, BEFORE, WORKERS),
    "something is put before it": (WORKERS, f"At last. {BEFORE}", WORKERS),
    "what follows is cut": (WORKERS, BEFORE[: BEFORE.index(" Engineers")], WORKERS),
    "its sentence is written anew around it": (
        WORKERS, f"Nobody was waiting. By boat came {WORKERS}, as ever.", WORKERS,
    ),
    "its paragraph moves to the end": (
        "forty bearings",
        f"{BEFORE.replace(ENGINEERS, '')} {ENGINEERS}",
        "forty bearings",
    ),
    "one word of its own in a changed sentence": (
        "forty", BEFORE.replace("Engineers replaced", "They have replaced"), "forty",
    ),
    "the very first words": ("The bridge", f"{BEFORE} The bridge is open.", "The bridge"),
    "the very last words": ("in June.", BEFORE.replace("expects", "wants"), "in June."),
}  # fmt: skip

CHANGED = {
    "a figure in it is corrected": (
        "forty bearings", BEFORE.replace("forty bearings", "sixty bearings"), "sixty bearings",
    ),
    "its first word is changed": (
        WORKERS, BEFORE.replace("two postal", "three postal"), WORKERS.replace("two", "three"),
    ),
    "words are put into it": (
        WORKERS,
        BEFORE.replace("postal workers", "postal workers in yellow jackets"),
        WORKERS.replace("workers", "workers in yellow jackets"),
    ),
    "it loses words, and so does its neighbourhood": (
        "Engineers replaced forty bearings and the whole of the northern hinge.",
        "It opened. Engineers replaced bearings and the whole northern hinge. More in June.",
        "Engineers replaced bearings and the whole northern hinge",
    ),
    "it is corrected, and what follows is cut": (
        "forty bearings",
        BEFORE[: BEFORE.index(" and the whole")].replace("forty", "sixty") + ".",
        "sixty bearings.",
    ),
    "it is corrected, and what comes before is cut": (
        "forty bearings",
        BEFORE[BEFORE.index("forty") :].replace("forty", "Sixty"),
        "Sixty bearings",
    ),
    "its quotation marks are made round": (
        'the mayor said "not before June"', "Yes, the mayor said “not before June”.",
        "the mayor said “not before June",
    ),
}  # fmt: skip

GONE = {
    "it is cut": (WORKERS, BEFORE.replace(f" were {WORKERS}", " was nobody")),
    "all of the text is": (WORKERS, ""),
    "its sentence is, and one word of it stands elsewhere": (
        "forty",
        "Nobody came. The mayor is forty years old today, and the band plays on the quay.",
    ),
    "another text takes its place": (
        "two postal workers", BEFORE.replace("two postal workers", "the mayor and her dog"),
    ),
    "its words are scattered": (
        "the whole of the northern hinge", "The whole town. Of course the hinge. And northern men.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_it_stays_when_the_text_around_it_changes(case):
    words, text, found = KEPT[case]
    assert reads(text, passage(words)) == (found, True)


@pytest.mark.parametrize("case", CHANGED)
def test_it_is_found_as_it_reads_now(case):
    words, text, found = CHANGED[case]
    noted = passage(words) if words in BEFORE else Passage(words)
    assert reads(text, noted) == (found, False)


@pytest.mark.parametrize("case", GONE)
def test_it_is_gone(case):
    words, text = GONE[case]
    assert reads(text, passage(words)) is None


@pytest.mark.parametrize("occurrence", [0, 1])
def test_of_words_that_stand_twice_it_takes_those_with_its_neighbours(occurrence):
    text = f"Short news first. {BEFORE}"
    place = places(text, [passage("The council", occurrence=occurrence)])[0]
    after = ("paid", "expects")[occurrence]
    assert text[place.end :].startswith(f" {after}")


def test_where_one_of_two_is_cut_the_note_on_it_does_not_jump_to_the_other():
    text = BEFORE.replace(" The council expects lorries back in June.", "")
    assert reads(text, passage("The council")) == ("The council", True)
    assert reads(text, passage("The council", occurrence=1)) is None


def test_it_speaks_of_the_words_that_readers_see():
    html = (
        "<h2>Tides</h2><p>Twice&nbsp;a <strong>da</strong>y,<br>as ever\u200b.</p>"
        "<ul><li>R&amp;D</li></ul>"
    )
    assert plain(html) == "Tides Twice a day, as ever. R&D"
    assert flat(" a \n\t b\ufeff ") == "a b"


def test_hundreds_of_notes_on_a_long_text_are_found_in_a_moment():
    words = [f"word{number % 977}" for number in range(10_000)]
    text = " ".join(words)
    changed = " ".join(word for place, word in enumerate(words) if place % 9)
    noted = [passage(" ".join(words[at : at + 30]), text) for at in range(0, 9_000, 90)]
    began = time.process_time()
    found = places(changed, noted)
    assert time.process_time() - began < 2
    assert all(found)
