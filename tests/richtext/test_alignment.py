"""What two sequences have in common, in order; found at a cost that goes with their length."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext.alignment import LARGE, align, gaps_between, increasing
from tests.richtext.bodies import few

LETTERS = st.lists(st.sampled_from("abcd"), max_size=30)
CHANCE = random.Random(1)


class Counted:
    """An item that counts how often it is looked at."""

    looks = 0

    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        Counted.looks += 1
        return self.name == other.name

    def __hash__(self):
        Counted.looks += 1
        return hash(self.name)


def cost(old, new):
    Counted.looks = 0
    align(list(map(Counted, old)), list(map(Counted, new)))
    return Counted.looks


def common(old, new):
    """Return how much two sequences have in common at most, in order."""
    row = [0] * (len(new) + 1)
    for item in old:
        before = 0
        for place, other in enumerate(new, 1):
            above = row[place]
            row[place] = before + 1 if item == other else max(above, row[place - 1])
            before = above
    return row[-1]


@few
@given(LETTERS, LETTERS)
def test_pairs_are_equal_rise_on_both_sides_and_are_the_most_there_are(old, new):
    pairs = align(old, new)
    assert all(old[place] == new[place2] for place, place2 in pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))
    if len(old) * len(new) <= 400:
        assert len(pairs) == common(old, new)


@few
@given(st.permutations(range(12)))
def test_the_longest_choice_that_rises(places):
    chosen = increasing(enumerate(places))
    assert len(chosen) == common(places, sorted(places))
    assert [place2 for _, place2 in chosen] == sorted(place2 for _, place2 in chosen)


def test_the_gaps_between_pairs():
    assert list(gaps_between([(1, 0), (2, 3)], (0, 4, 0, 4))) == [
        (0, 1, 0, 0),
        (2, 2, 1, 3),
        (3, 4, 4, 4),
    ]


def disorder(kinds, size):
    return [CHANCE.randrange(kinds) for _ in range(size)]


@pytest.mark.parametrize(
    "make",
    [
        lambda size: ([1] * size, [1] * (size // 2)),
        lambda size: (disorder(2, size), disorder(2, size)),
        lambda size: (disorder(50, size), disorder(50, size)),
        lambda size: (range(size), CHANCE.sample(range(size), size)),
        lambda size: (range(size), range(size, 0, -1)),
        lambda size: (range(size), range(size, 2 * size)),
        lambda size: ([*range(size), *range(size)], [*range(size // 2, size), *range(size)]),
    ],
    ids=["alike", "two kinds", "fifty kinds", "shuffled", "reversed", "nothing", "twice"],
)
def test_the_cost_goes_with_the_length_and_not_with_its_square(make):
    once, twice = cost(*make(2000)), cost(*make(4000))
    # What is worked out in full is bounded apart: a few pieces more or less of it don't count.
    assert twice < 3 * once + 4 * LARGE
