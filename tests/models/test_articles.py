"""Working copies: their state, their version, their history, and what lists say of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article
from tests import people
from tests.models.refusals import by_bulk_update, by_sql, refused_by

HOUR = timedelta(hours=1)


def test_only_the_three_states_are_stored(article, change):
    with refused_by("article_state_known"):
        change(article, state="scheduled")


@pytest.mark.parametrize("state", ["review", "published"])
def test_only_a_draft_is_spiked(article, change, state):
    with refused_by("article_spiked_is_draft"):
        change(article, state=state, spiked_at=timezone.now())


def test_what_is_spiked_stays_a_draft(article, change):
    by_sql(article, spiked_at=timezone.now())
    article.refresh_from_db()
    with refused_by("article_spiked_is_draft"):
        change(article, state="review")


# The version


def stored_version(article):
    return Article.objects.values_list("version", flat=True).get(pk=article.pk)


def test_every_change_of_the_copy_raises_the_version(article, change):
    change(article, headline="Another headline")
    assert stored_version(article) == 2


@pytest.mark.parametrize(
    ("name", "value"), [("notices", [{"text": "New"}]), ("topic_ids", None), ("section_id", None)]
)
def test_every_part_of_the_copy_counts(article, name, value):
    by_sql(article, **{name: [people.topic().pk] if name == "topic_ids" else value})
    assert stored_version(article) == 2


def test_the_editorial_state_is_no_part_of_the_copy(article, rosa, change):
    change(article, state="review", submitted_by_id=rosa.pk)
    assert stored_version(article) == 1


@pytest.mark.parametrize("version", [0, 1, 99])
def test_the_version_is_the_database_s_to_set(article, change, version):
    by_sql(article, headline="Another headline")
    article.refresh_from_db()
    change(article, version=version)
    assert stored_version(article) == 2
    by_sql(article, headline="A third headline", version=version)
    assert stored_version(article) == 3


def test_bulk_changes_raise_each_article_s_version(article, rosa, world):
    others = [article, people.article(rosa, world)]
    by_bulk_update(others[0], kicker="Transport")
    Article.objects.update(dateline="PORTO")
    assert [stored_version(each) for each in others] == [3, 2]


# The history


def test_every_save_stays_in_the_history(article):
    article.headline = "Bridge closes again"
    article._change_reason = "the hinge broke"
    article.save()
    newest, first = article.history.all()
    assert (newest.headline, newest.history_change_reason) == (
        "Bridge closes again",
        "the hinge broke",
    )
    assert first.headline == people.HEADLINE


# Lists


def test_an_article_nobody_published_has_no_periods(article, clock):
    found = Article.objects.with_periods(clock.now).get()
    for name in ("live_since", "live_until", "live_version", "next_at", "ended_at", "withdrawn_at"):
        assert getattr(found, name) is None


def test_lists_say_what_is_live_and_what_is_next(article, clock):
    start, change_over = clock.now, clock.now + HOUR
    people.edition(article, start, change_over)
    by_sql(article, headline="Bridge closes again")
    article.refresh_from_db()
    people.edition(article, change_over)
    found = Article.objects.with_periods(start).get()
    assert (found.live_since, found.live_until, found.live_version) == (start, change_over, 1)
    assert found.next_at == change_over
    found = Article.objects.with_periods(change_over).get()
    assert (found.live_since, found.live_until, found.live_version) == (change_over, None, 2)
    assert found.next_at is None


def test_lists_say_what_has_ended_and_what_was_withdrawn(article, clock):
    edition = people.edition(article, clock.now)
    end = clock.tick(hours=1)
    by_sql(edition, ends_at=end, withdrawal_notice="It wasn't ours to tell.")
    found = Article.objects.with_periods(end).get()
    assert (found.live_since, found.ended_at, found.withdrawn_at) == (None, end, end)


def test_readers_first_saw_it_when_its_first_edition_began(article, clock):
    start = clock.now
    people.edition(article, start, start + HOUR)
    clock.tick(hours=2)
    assert article.as_edition(clock.now).published_at == start


def test_an_unsaved_edition_of_a_draft_is_published_at_its_own_start(article, clock):
    assert article.as_edition(clock.now).published_at == clock.now


# Search at the desk


@pytest.mark.parametrize("words", ["bridge", "Bridge harbour", "harb", "REOPENS nine mon", "  "])
def test_articles_are_found_by_their_words(article, words):
    assert article in Article.objects.search(words)


@pytest.mark.parametrize("words", ["ferry", "bridge ferry", "harb bridge"])
def test_articles_without_the_words_are_not_found(article, words):
    assert article not in Article.objects.search(words)


@pytest.mark.parametrize("words", ["'", "bridge & | ! :*", "a\\'b", "<->", "\x00", "(", "x" * 500])
def test_nothing_typed_makes_the_search_fail(article, words):
    list(Article.objects.search(words))


def test_the_search_uses_its_index(article):
    with connection.cursor() as cursor:
        # So few rows are read faster without an index.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert "article_search" in Article.objects.search("bridge").explain()
