from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import F, Q

from articles.models import Article, Edition, Event, NoticeKind
from tests.demo.loaded.conftest import Loaded

LIVE = Q(live_since__isnull=False)
NEXT = Q(next_at__isnull=False)


@pytest.mark.parametrize(
    ("standing", "count"),
    [
        pytest.param(LIVE & ~NEXT, 28, id="live"),
        pytest.param(LIVE & NEXT, 2, id="live with a next version"),
        pytest.param(NEXT & ~LIVE, 3, id="scheduled"),
        pytest.param(~LIVE & Q(ended_at__isnull=False, withdrawn_at=None), 2, id="ended"),
        pytest.param(Q(withdrawn_at__isnull=False), 1, id="withdrawn"),
        pytest.param(Q(spiked_at__isnull=False), 1, id="spiked"),
        pytest.param(Q(state="review", embargo_until=None), 2, id="in review"),
        pytest.param(Q(embargo_until__isnull=False), 1, id="under embargo"),
        pytest.param(
            Q(state="draft", spiked_at=None, withdrawn_at=None, submitted_by=None), 3, id="draft"
        ),
        pytest.param(
            Q(state="draft", submitted_by__isnull=False, ended_at=None), 1, id="sent back"
        ),
    ],
)
def test_there_are_stories_in_every_state(demo: Loaded, standing: Q, count: int):
    assert Article.objects.with_periods(demo.now).filter(standing).count() == count


def test_live_stories_are_from_minutes_to_days_old(demo: Loaded):
    ages = [demo.now - each.published_at for each in Edition.objects.visible(demo.now)]
    assert min(ages) < timedelta(hours=1)
    assert max(ages) > timedelta(days=10)
    assert sum(age < timedelta(days=1) for age in ages) >= 8


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_live_story_carries_each_kind_of_notice(demo: Loaded, kind: NoticeKind):
    (edition,) = Edition.objects.visible(demo.now).filter(notices__0__kind=kind.value)
    assert edition.notices[0]["at"] == edition.starts_at.isoformat()
    assert edition.published_at < edition.starts_at


def test_readers_saw_the_mistake_until_it_was_corrected(demo: Loaded):
    article = demo.article("free-school-meals-for-all-under-twelve")
    wrong, right = article.editions.order_by("starts_at")
    assert "All 14,800 children" in wrong.body
    assert "All 18,400 children" in right.body
    assert wrong.ends_at == right.starts_at
    assert wrong.notices == []
    assert wrong.headline == right.headline


def test_the_next_version_takes_over_from_the_live_one_without_a_gap(demo: Loaded):
    for slug in ("skarrs-race-nine-boats-still-out", "yard-wins-order-for-eleven-electric-ferries"):
        live, following = demo.article(slug).editions.order_by("starts_at")
        assert live.ends_at == following.starts_at > demo.now
        assert live.headline != following.headline
        assert live.body != following.body


def test_no_one_published_what_they_had_submitted(demo: Loaded):
    published = Event.objects.filter(verb="publish")
    assert published.count() == 5
    assert not published.filter(person=F("article__submitted_by")).exists()
    assert not published.filter(person=F("article__created_by")).exists()
    assert not published.filter(details__has_key="unreviewed").exists()


def test_an_article_that_was_sent_back_says_what_is_to_be_done(demo: Loaded):
    sent, submitted = demo.article("lodestar-cinema-keeps-its-projectors").events.all()
    assert [submitted.verb, sent.verb] == ["submit", "send_back"]
    assert "who owns the building" in sent.note


def test_a_withdrawn_article_answers_gone_with_its_notice(demo: Loaded, client):
    article = demo.article("inspectors-close-kitchen-in-custom-street")
    answer = client.get(article.editions.get().get_absolute_url())
    assert answer.status_code == 410
    assert "It named the wrong restaurant" in answer.content.decode()


def test_the_desk_lists_the_newest_first(demo: Loaded):
    begun = Article.objects.with_periods(demo.now).filter(LIVE).order_by("-pk")
    starts = [each.editions.earliest("starts_at").starts_at for each in begun]
    assert all(newer >= older for newer, older in pairwise(starts))
