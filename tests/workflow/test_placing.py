"""Placing: an article comes to a front, moves on it, and goes; each told in one Event."""

from contextlib import contextmanager

import pytest

from articles import workflow
from articles.models import Article, Event, Placement
from articles.workflow import Rearranged, Refused, Wish, arrange, end_placement, move_placement
from articles.workflow.placing import place
from tests import people
from tests.workflow.situations import HOUR, NOTICE, reload, rewrite

FRONT = {"section": None}


@pytest.fixture
def make(rosa, world, clock):
    """`make("Name")`: a live article; `until` is when it ends."""

    def make(headline, until=None):
        article = people.article(rosa, world, headline=headline)
        people.edition(article, clock.now, until, until=until)
        return article

    return make


@pytest.fixture
def fronts(clock):
    """`fronts()`: the headlines in the slots of the site's front, now or at another moment."""

    def fronts(at=None, section=None):
        standing = Placement.objects.standing(section, at or clock.now).select_related("article")
        return {each.slot: each.article.headline for each in standing}

    return fronts


@pytest.fixture
def unplaced(refused):
    """`with unplaced(reason, field)`: as `refused`, and nothing is placed or moved by it."""

    @contextmanager
    def unplaced(reason, field="", error=Refused):
        before = list(Placement.objects.order_by("pk").values())
        with refused(reason, field, error):
            yield
        assert list(Placement.objects.order_by("pk").values()) == before

    return unplaced


def wishes(*articles):
    """Return what is wanted in all slots: these articles from the first on, then nothing."""
    five = [*articles, *[None] * 5][:5]
    return {slot: each and Wish(each.pk) for slot, each in enumerate(five, 1)}


# Placing


def test_an_article_stands_from_now_on(live, clara, clock, fronts):
    event = place(live, clara, slot=2, **FRONT)
    assert fronts() == {2: live.headline}
    assert (event.verb, event.from_state, event.to_state) == ("place", "published", "published")
    placement = Placement.objects.get()
    assert event.details == {
        "version": live.version, "front": "the site's front page", "section": None, "slot": 2,
        "placement": placement.pk, "starts_at": clock.now.isoformat(), "until": None,
    }  # fmt: skip
    assert (placement.placed_by, placement.placed_at) == (clara, clock.now)
    told = workflow.told(event)
    assert told.startswith("Clara placed it in slot 2 of the site's front page on 3 March 2026")


def test_it_stands_for_a_period_on_a_section_s_front(make, emil, world, clock, fronts):
    article = make("One")
    at, until = clock.now + HOUR, clock.now + 3 * HOUR
    event = place(article, emil, section=world, slot=1, at=at, until=until)
    seen = [fronts(clock.now + n * HOUR, world.pk) for n in range(4)]
    assert seen == [{}, {1: "One"}, {1: "One"}, {}]
    assert fronts(at) == {}
    assert event.details["front"] == "the front page of World"
    assert (event.details["starts_at"], event.details["until"]) == (
        at.isoformat(), until.isoformat(),
    )  # fmt: skip


def test_what_stood_in_the_slot_makes_room(make, clara, clock, fronts):
    place(make("One"), clara, slot=1, **FRONT)
    clock.tick(hours=1)
    place(make("Two"), clara, slot=1, at=clock.now + HOUR, **FRONT)
    assert (fronts(), fronts(clock.now + HOUR)) == ({1: "One"}, {1: "Two"})


def test_what_is_planned_for_later_takes_over_when_it_is_due(make, clara, clock, fronts):
    place(make("Later"), clara, slot=1, at=clock.now + HOUR, **FRONT)
    event = place(make("Now"), clara, slot=1, **FRONT)
    assert (fronts(), fronts(clock.now + HOUR)) == ({1: "Now"}, {1: "Later"})
    assert event.details["until"] == (clock.now + HOUR).isoformat()


def test_an_article_that_stood_elsewhere_on_the_front_moves(make, clara, clock, fronts):
    article = make("One")
    place(article, clara, slot=3, **FRONT)
    clock.tick()
    event = place(article, clara, slot=1, **FRONT)
    assert fronts() == {1: "One"}
    assert event.details["from_slot"] == 3


def test_done_twice_it_is_done_once(make, clara, clock):
    article, at = make("One"), clock.now + HOUR
    for moment in (None, at):
        first = place(article, clara, slot=1, at=moment, **FRONT)
        clock.tick()
        before = Event.objects.count()
        assert place(article, clara, slot=1, at=moment, **FRONT) == first
        assert Event.objects.count() == before
    assert Placement.objects.count() == 1


def test_it_stays_as_long_as_readers_see_it_unless_asked_otherwise(make, clara, clock, fronts):
    end = clock.now + 2 * HOUR
    place(make("One", until=end), clara, slot=1, **FRONT)
    assert Placement.objects.get().ends_at == end


# What can't be placed


def test_what_isnt_published_can_t(draft, clara, unplaced):
    with unplaced("neither published nor scheduled", "at"):
        place(draft, clara, slot=1, **FRONT)


def test_what_is_spiked_can_t(spiked, clara, unplaced):
    with unplaced("“Harbour bridge reopens after nine months” can't .* It is spiked.", "at"):
        place(spiked, clara, slot=1, **FRONT)


def test_what_is_under_embargo_can_t(embargoed, clara, clock, unplaced):
    with unplaced(r"under embargo until 3 March 2026, 12:00 \(Europe/London\)", "at"):
        place(embargoed, clara, slot=1, at=clock.now + HOUR, **FRONT)


def test_what_is_scheduled_can_from_its_start_on(scheduled, clara, clock, unplaced, fronts):
    starts = scheduled.editions.get().starts_at
    with unplaced("Readers see it from 3 March 2026, 10:00", "at"):
        place(scheduled, clara, slot=1, at=starts - HOUR / 2, **FRONT)
    place(scheduled, clara, slot=1, at=starts, **FRONT)
    assert fronts(starts) == {1: scheduled.headline}


def test_what_ends_before_can_t(make, clara, clock, unplaced):
    article = make("One", until=clock.now + HOUR)
    with unplaced("Readers see it until 3 March 2026, 10:00 .* only", "until"):
        place(article, clara, slot=1, until=clock.now + 2 * HOUR, **FRONT)
    with unplaced("Readers see it until 3 March 2026, 10:00 .* only", "at"):
        place(article, clara, slot=1, at=clock.now + HOUR, **FRONT)


def test_what_was_withdrawn_can_t(live, clara, unplaced):
    workflow.withdraw(live, clara, NOTICE)
    with unplaced("It was withdrawn on 3 March 2026", "at"):
        place(live, clara, slot=1, **FRONT)


def test_a_gap_between_two_versions_is_named(make, clara, clock, unplaced):
    article = make("One", until=clock.now + HOUR)
    workflow.publish(rewrite(article, clara), clara, at=clock.now + 3 * HOUR)
    with unplaced("don't see it from 3 March 2026, 10:00 .* until 3 March 2026, 12:00", "until"):
        place(article, clara, slot=1, until=clock.now + 4 * HOUR, **FRONT)


def test_the_next_version_carries_it_on(following, clara, clock):
    place(following, clara, slot=1, until=clock.now + 5 * HOUR, **FRONT)
    assert Placement.objects.get().ends_at == clock.now + 5 * HOUR


@pytest.mark.parametrize("slot", [0, 6])
def test_a_front_has_five_slots(live, clara, unplaced, slot):
    with unplaced("slots 1 to 5"):
        place(live, clara, slot=slot, **FRONT)


def test_nothing_begins_in_the_past_or_ends_before_it_begins(live, clara, clock, unplaced):
    with unplaced("is past. Choose a moment that lies ahead", "at"):
        place(live, clara, slot=1, at=clock.now - HOUR, **FRONT)
    with unplaced("before it comes", "until"):
        place(live, clara, slot=1, until=clock.now, **FRONT)


# Who may


def test_a_section_s_front_is_its_desk_s_and_the_site_s_the_chief_s(
    live, rosa, emil, nils, clara, world, clock, unplaced
):
    with unplaced("Only editors"):
        place(live, rosa, section=world, slot=1)
    with unplaced("World isn't your desk"):
        place(live, nils, section=world, slot=1)
    with unplaced("Only chief editors arrange the site's"):
        place(live, emil, slot=1, **FRONT)
    place(live, emil, section=world, slot=1)
    clock.tick()
    place(live, clara, section=world, slot=2)


def test_what_isnt_ones_to_see_isnt_ones_to_place(live, nils, sport, unplaced):
    with unplaced("isn't yours to see"):
        place(live, nils, section=sport, slot=1)


# A whole arrangement


@pytest.fixture
def three(make, clara, clock):
    """Three live articles in the first slots, since a second ago."""
    articles = [make(name) for name in ("One", "Two", "Three")]
    arrange(clara, slots=wishes(*articles), **FRONT)
    clock.tick()
    return articles


def test_a_front_is_arranged_in_one_act(three, make, clara, clock, fronts):
    four = make("Four")
    events = arrange(clara, slots=wishes(four, *three[:2]), **FRONT)
    assert fronts() == {1: "Four", 2: "One", 3: "Two"}
    assert {event.article.headline: event.verb for event in events} == {
        "Four": "place", "One": "place", "Two": "place", "Three": "unplace",
    }  # fmt: skip
    assert fronts(clock.now - HOUR / 3600) == {1: "One", 2: "Two", 3: "Three"}


def test_what_stays_has_no_event_and_its_beginning(three, clara, clock):
    began = Placement.objects.get(article=three[0]).starts_at
    events = arrange(clara, slots=wishes(three[0], three[2], three[1]), **FRONT)
    assert {event.article for event in events} == set(three[1:])
    assert Placement.objects.get(article=three[0]).starts_at == began
    assert arrange(clara, slots=wishes(three[0], three[2], three[1]), **FRONT) == []


def test_a_moment_ahead_leaves_now_alone_and_is_arranged_again(three, clara, clock, fronts):
    one, two, three_ = three
    at = clock.now + HOUR
    arrange(clara, slots=wishes(three_, two, one), at=at, **FRONT)
    assert fronts() == {1: "One", 2: "Two", 3: "Three"}
    assert fronts(at) == {1: "Three", 2: "Two", 3: "One"}
    arrange(clara, slots=wishes(one, two, three_), at=at, **FRONT)
    assert fronts(at) == {1: "One", 2: "Two", 3: "Three"}
    assert Placement.objects.count() == 3


def test_all_of_it_or_nothing(three, draft, clara, clock, unplaced):
    with unplaced("neither published nor scheduled", "at"):
        arrange(clara, slots=wishes(three[1], draft, three[0]), **FRONT)


def test_an_article_is_wanted_once(three, clara, unplaced):
    with unplaced("only once"):
        arrange(clara, slots=wishes(three[0], three[0]), **FRONT)


def test_the_end_asked_for_moves_with_the_article(three, make, clara, clock):
    article, end = make("Four"), clock.now + 3 * HOUR
    place(article, clara, slot=4, until=end, **FRONT)
    clock.tick()
    arrange(clara, slots=wishes(article), **FRONT)
    assert Placement.objects.get(article=article, slot=1).ends_at == end
    clock.tick()
    place(three[0], clara, slot=1, **FRONT)
    clock.tick()
    arrange(clara, slots={1: Wish(article.pk)}, **FRONT)
    assert Placement.objects.filter(article=article, slot=1).latest("starts_at").ends_at == end


def test_whoever_looked_at_another_arrangement_is_told_of_it(three, clara, clock, unplaced):
    one, two, three_ = three
    seen = {1: one.pk, 2: two.pk, 3: three_.pk}
    arrange(people.chief("boris"), slots=wishes(two, one, three_), **FRONT)
    clock.tick()
    told = "“Two”: Boris placed it in slot 1 of the site's front page on 3 March 2026"
    with unplaced(told, error=Rearranged):
        arrange(clara, slots=wishes(three_, one, two), seen=seen, **FRONT)
    assert arrange(clara, slots=wishes(two, one, three_), seen=seen, **FRONT) == []
    seen = {1: two.pk, 2: one.pk, 3: three_.pk}
    assert arrange(clara, slots=wishes(three_, one, two), seen=seen, **FRONT)


# Moving and ending


@pytest.fixture
def ahead(make, clara, clock):
    """Placed in slot 1 in an hour, for two."""
    place(make("Ahead"), clara, slot=1, at=clock.now + HOUR, until=clock.now + 3 * HOUR, **FRONT)
    return Placement.objects.get()


def test_what_lies_ahead_is_moved(ahead, clara, clock, fronts):
    event = move_placement(ahead, clara, clock.now + 2 * HOUR)
    assert (event.verb, event.details["slot"]) == ("move_placement", 1)
    seen = [fronts(clock.now + n * HOUR) for n in range(4)]
    assert seen == [{}, {}, {1: "Ahead"}, {}]
    assert move_placement(ahead, clara, clock.now + 2 * HOUR) == event
    move_placement(ahead, clara, clock.now + 2 * HOUR, None)
    assert fronts(clock.now + 9 * HOUR) == {1: "Ahead"}


def test_what_has_begun_gets_another_end_and_no_other_beginning(ahead, clara, clock, unplaced):
    clock.at(ahead.starts_at + HOUR)
    with unplaced("It has begun", "at"):
        move_placement(ahead, clara, clock.now + HOUR)
    move_placement(ahead, clara, ahead.starts_at, clock.now + 5 * HOUR)
    assert Placement.objects.get().ends_at == clock.now + 5 * HOUR
    with unplaced("before it comes", "until"):
        move_placement(ahead, clara, ahead.starts_at, clock.now)


def test_moving_is_refused_as_placing_is(ahead, clara, clock, unplaced):
    with unplaced("is past", "at"):
        move_placement(ahead, clara, clock.now - HOUR)
    with unplaced("before it comes", "until"):
        move_placement(ahead, clara, ahead.ends_at)
    clock.tick()
    workflow.withdraw(ahead.article, clara, NOTICE)
    with unplaced("withdrawn", "at"):
        move_placement(ahead, clara, clock.now + 2 * HOUR)


def test_two_can_t_begin_in_a_slot_at_once(ahead, make, clara, clock, unplaced):
    place(make("Other"), clara, slot=1, at=clock.now + 2 * HOUR, **FRONT)
    with unplaced("at that very moment", "at"):
        move_placement(ahead, clara, clock.now + 2 * HOUR)


def test_what_lies_ahead_is_taken_back_and_what_stood_goes_on(ahead, make, clara, clock, fronts):
    place(make("Before"), clara, slot=1, **FRONT)
    assert fronts(ahead.starts_at) == {1: "Ahead"}
    event = end_placement(ahead, clara)
    assert event.verb == "unplace"
    assert fronts(clock.now + 9 * HOUR) == {1: "Before"}
    assert end_placement(ahead, clara) == event


def test_what_has_begun_ends_now(ahead, clara, clock, fronts, unplaced):
    clock.at(ahead.starts_at + HOUR)
    event = end_placement(ahead, clara)
    assert (fronts(), Placement.objects.get().ends_at) == ({}, clock.now)
    clock.tick()
    assert end_placement(ahead, clara) == event
    with unplaced("doesn't stand there any more. Clara took it out of slot 1"):
        move_placement(ahead, clara, ahead.starts_at)


def test_only_who_may_arrange_moves_and_ends(ahead, emil, clock, unplaced):
    with unplaced("Only chief editors"):
        move_placement(ahead, emil, clock.now + 2 * HOUR)
    with unplaced("Only chief editors"):
        end_placement(ahead, emil)


def test_withdrawing_an_article_leaves_its_place_for_when_it_is_back(live, clara, clock, fronts):
    place(live, clara, slot=1, **FRONT)
    clock.tick()
    workflow.withdraw(live, clara, NOTICE)
    clock.tick()
    workflow.publish(reload(live), clara)
    assert fronts() == {1: live.headline}
    assert Article.objects.get(pk=live.pk).state == "published"
