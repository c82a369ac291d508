"""Three versions merged: what doesn't collide by itself, and nothing that was typed is lost."""

from collections import Counter

import pytest
from hypothesis import given

from articles.richtext import words
from articles.richtext.merge import CHOICES, merge
from tests.richtext.bodies import BODIES, edited, few

FIRST, SECOND, THIRD = "<p>The first paragraph.</p>", "<p>The second one.</p>", "<h2>A third</h2>"
BASE = "\n".join([FIRST, SECOND, THIRD])


@few
@given(edited())
def test_what_one_side_left_alone_is_as_the_other_has_it(bodies):
    base, mine, _ = bodies
    assert merge(base, mine, base).body() == mine
    assert merge(base, base, mine).body() == mine


@few
@given(edited())
def test_what_both_made_alike_is_so(bodies):
    base, mine, _ = bodies
    merged = merge(base, mine, mine)
    assert not merged.collisions
    assert merged.body() == mine


@few
@given(edited())
def test_no_word_that_either_wrote_is_lost(bodies):
    base, mine, theirs = bodies
    merged = merge(base, mine, theirs)
    choices = ["both"] * len(merged.collisions)
    there = Counter(words(merged.body(choices)))
    before = Counter(words(base))
    for side in (mine, theirs):
        assert not (Counter(words(side)) - before) - there


@few
@given(edited())
def test_the_choice_decides_each_collision(bodies):
    base, mine, theirs = bodies
    merged = merge(base, mine, theirs)
    left = {
        side: Counter(words(merged.body([side] * len(merged.collisions))))
        - Counter(
            word
            for part in merged.collisions
            for block in getattr(part, side)
            for word in block.text.split()
        )
        for side in ("mine", "theirs")
    }
    assert left["mine"] == left["theirs"]


@few
@given(BODIES, BODIES)
def test_without_a_base_nothing_counts_as_removed(mine, theirs):
    merged = merge(None, mine, theirs)
    there = Counter(words(merged.body(["both"] * len(merged.collisions))))
    assert not Counter(words(mine)) - there
    assert not Counter(words(theirs)) - there


def test_neighbours_that_were_changed_by_one_side_each_do_not_collide():
    mine, theirs = BASE.replace("first", "very first"), BASE.replace("second one", "second two")
    merged = merge(BASE, mine, theirs)
    assert not merged.collisions
    assert merged.body() == mine.replace("second one", "second two")
    assert [part.changed_by for part in merged.parts] == ["mine", "theirs", ""]


def test_a_block_that_both_changed_collides():
    mine, theirs = BASE.replace("first", "very first"), BASE.replace("paragraph", "line")
    merged = merge(BASE, mine, theirs)
    (collision,) = merged.collisions
    assert [block.text for block in collision.mine] == ["The very first paragraph."]
    assert [block.text for block in collision.theirs] == ["The first line."]
    assert [block.text for block in collision.base] == ["The first paragraph."]
    assert merged.body(["mine"]) == mine
    assert merged.body(["theirs"]) == theirs
    assert merged.body(["both"]).startswith(
        "<p>The very first paragraph.</p>\n<p>The first line.</p>\n<p>The second"
    )


def test_a_block_that_one_removed_and_the_other_changed_collides():
    merged = merge(BASE, BASE.replace(SECOND, ""), BASE.replace("second", "2nd"))
    assert len(merged.collisions) == 1
    assert merged.body(["mine"]) == f"{FIRST}\n{THIRD}"
    assert "2nd" in merged.body(["theirs"])


def test_a_block_rewritten_past_recognition_still_stands_for_the_old_one():
    rewritten = BASE.replace(SECOND, "<p>Nothing of it is left.</p>")
    assert len(merge(BASE, rewritten, BASE.replace("second", "2nd")).collisions) == 1


def test_different_blocks_put_into_the_same_place_collide():
    mine, theirs = BASE + "<p>Rosa was here.</p>", BASE + "<p>So was a heron on Tuesday.</p>"
    assert len(merge(BASE, mine, theirs).collisions) == 1


def test_the_same_block_put_in_by_both_comes_once():
    mine = BASE + "<p>A heron came by.</p>"
    merged = merge(BASE, mine, mine + "<p>And left again on Tuesday.</p>")
    assert not merged.collisions
    assert merged.body().count("A heron came by") == 1


def test_removed_by_one_side_and_left_alone_by_the_other_it_is_gone():
    merged = merge(BASE, f"{FIRST}{THIRD}", BASE.replace("first", "very first"))
    assert merged.body() == f"{FIRST.replace('first', 'very first')}\n{THIRD}"


@pytest.mark.parametrize("choice", CHOICES)
def test_what_comes_in_is_cleaned(choice):
    mine = '<p onclick="x()">Rosa</p><script>x()</script>'
    body = merge("<p>R</p>", mine, "<p><b>Emil</b></p>").body([choice])
    assert "x()" not in body
    assert "<b>" not in body


def test_a_block_that_both_moved_comes_once():
    mine, theirs = f"{THIRD}{FIRST}{SECOND}", f"{FIRST}{THIRD}{SECOND}"
    merged = merge(BASE, mine, theirs)
    assert not merged.collisions
    assert merged.body().split("\n") == [THIRD, FIRST, SECOND]


def test_a_block_that_one_moved_and_the_other_changed_is_moved_and_changed():
    long = "<p>Engineers replaced forty bearings of the northern hinge.</p>"
    merged = merge(
        f"{FIRST}{SECOND}{long}",
        f"{long}{FIRST}{SECOND}",
        f"{FIRST}{SECOND}{long.replace('forty', 'fifty')}",
    )
    assert not merged.collisions
    assert merged.body() == f"{long.replace('forty', 'fifty')}\n{FIRST}\n{SECOND}"
