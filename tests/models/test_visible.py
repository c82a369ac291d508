"""What readers see at a moment: `starts_at <= t` and (no `ends_at`, or `t < ends_at`)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Edition
from tests import people
from tests.clock import START

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


def seen(article, at):
    return list(Edition.objects.visible(at).filter(article=article))


@pytest.mark.parametrize(
    ("at", "visible"),
    [
        (START - MICROSECOND, False),
        (START, True),
        (START + MICROSECOND, True),
        (START + HOUR - MICROSECOND, True),
        (START + HOUR, False),
        (START + HOUR + MICROSECOND, False),
    ],
)
def test_the_start_belongs_to_the_period_and_the_end_doesn_t(article, at, visible):
    edition = people.edition(article, START, START + HOUR, brought_in=True)
    assert seen(article, at) == [edition] * visible


def test_without_an_end_it_is_seen_for_good(article):
    edition = people.edition(article, START, brought_in=True)
    assert seen(article, START + timedelta(days=36500)) == [edition]


def test_a_change_over_leaves_no_gap_and_shows_no_two(article):
    first = people.edition(article, START, START + HOUR, brought_in=True)
    second = people.edition(article, START + HOUR, brought_in=True)
    assert seen(article, START + HOUR - MICROSECOND) == [first]
    assert seen(article, START + HOUR) == [second]


offsets = st.integers(min_value=-(10**9), max_value=10**9)
histories = st.tuples(
    st.lists(offsets, min_size=1, max_size=9, unique=True).map(sorted), st.sets(st.integers(0, 7))
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=histories, moment=offsets)
def test_it_is_the_same_as_in_plain_words(rosa, world, history, moment):
    article = Article.objects.create(
        created_by=rosa, headline="Made up", slug="made-up", section=world
    )
    edges, gaps = history
    bounds = [START + edge * MICROSECOND for edge in edges]
    periods = list(zip(bounds, [*bounds[1:], None], strict=True))
    periods = [period for number, period in enumerate(periods) if number not in gaps]
    editions = [people.edition(article, start, end, brought_in=True) for start, end in periods]
    moments = {edge + step for edge in bounds for step in (-MICROSECOND, 0 * HOUR, MICROSECOND)}
    for at in {*moments, START + moment * MICROSECOND}:
        expected = [
            edition
            for edition, (start, end) in zip(editions, periods, strict=True)
            if start <= at and (end is None or at < end)
        ]
        assert seen(article, at) == expected
        assert article.edition_at(at) == (expected[0] if expected else None)
