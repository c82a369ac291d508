"""Bring in: what was published elsewhere, with its own dates."""

import pytest

from articles import workflow
from articles.models import Article, Edition
from tests.people import HEADLINE
from tests.workflow.situations import HOUR, reload


def test_it_has_its_own_dates(draft, clara, clock, readers_see):
    start, end = clock.now - 9 * HOUR, clock.now - HOUR
    edition = workflow.bring_in(draft, clara, start, end)
    assert edition == Edition.objects.get()
    assert readers_see(start) == HEADLINE
    assert readers_see(end) is None
    assert reload(draft).state == "published"
    assert draft.events.get().verb == "bring_in"


def test_several_versions_are_brought_in(draft, clara, clock, readers_see):
    start = clock.now - 9 * HOUR
    workflow.bring_in(draft, clara, start, start + HOUR)
    second = workflow.bring_in(draft, clara, start + HOUR)
    assert second.published_at == start
    assert readers_see(clock.now) == HEADLINE


@pytest.mark.parametrize("person", ["rosa", "emil"])
def test_only_the_chief_does(request, draft, clock, refused, person):
    with refused("^Only a chief editor may bring in"):
        workflow.bring_in(draft, request.getfixturevalue(person), clock.now - HOUR)


@pytest.mark.parametrize("situation", ["live", "scheduled"])
def test_nothing_is_brought_into_the_past_of_what_was_published_here(
    request, clara, clock, refused, situation
):
    article = request.getfixturevalue(situation)
    with refused("was published here"):
        workflow.bring_in(article, clara, clock.now - 9 * HOUR, clock.now - 8 * HOUR)


def test_what_is_spiked_is_revived_first(spiked, clara, clock, refused):
    with refused("^It is spiked"):
        workflow.bring_in(spiked, clara, clock.now - HOUR)


def test_periods_brought_in_don_t_overlap(draft, clara, clock, refused):
    workflow.bring_in(draft, clara, clock.now - 9 * HOUR)
    with refused("^Readers saw the version of 3 March 2026, 00:00 .* at the same time", field="at"):
        workflow.bring_in(draft, clara, clock.now - HOUR)


def test_it_doesn_t_end_before_it_begins(draft, clara, clock, refused):
    with refused("^It would end before it begins", field="until"):
        workflow.bring_in(draft, clara, clock.now - HOUR, clock.now - HOUR)


def test_it_has_an_address(draft, clara, clock, refused):
    Article.objects.filter(pk=draft.pk).update(slug="")
    with refused("^It has no address yet"):
        workflow.bring_in(draft, clara, clock.now - HOUR)


def test_an_embargo_holds_for_it_too(draft, clara, clock, refused):
    workflow.set_embargo(draft, clara, clock.now + HOUR)
    with refused("^It is under embargo until 3 March 2026, 10:00", field="at"):
        workflow.bring_in(draft, clara, clock.now - HOUR)
