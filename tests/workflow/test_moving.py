"""Moving what is planned: one moment or a whole chain, rehearsed, all of it or none, and back."""

import pytest

from articles import workflow
from articles.models import Article, Assignment, Edition, Event, Placement
from articles.workflow.moving import Move, NotMoved, move, rehearse
from articles.workflow.placing import place
from articles.workflow.planning import assign
from tests import people
from tests.racing import at_once
from tests.workflow.situations import HOUR, reload, rewrite

WAY = {"start": "starts_at", "end": "until", "placement": "starts_at", "placement-end": "until"}


def to(what, row, moment, seen=...):
    """Return the move of one moment of a row, seen as it is stored unless told otherwise."""
    names = WAY | {"embargo": "embargo_until", "slot": "planned_at", "deadline": "deadline"}
    stored = type(row).objects.values_list(names[what], flat=True).get(pk=row.pk)
    return Move(what, row.pk, stored if seen is ... else seen, moment)


@pytest.fixture
def chain(draft, rosa, emil, world, clock):
    """All that can wait of one article, its versions two hours apart: each move, by so much."""
    start = clock.now + 4 * HOUR
    workflow.set_embargo(draft, emil, start)
    workflow.submit(draft, rosa)
    workflow.publish(reload(draft), emil, start, start + 4 * HOUR)
    workflow.submit(rewrite(draft, rosa), rosa)
    workflow.publish(reload(draft), emil, start + 2 * HOUR, start + 4 * HOUR)
    place(draft, emil, section=world, slot=1, at=start, until=start + 4 * HOUR)
    assign(emil, article=reload(draft), title="Bridge", section=world, person=rosa,
           planned_at=start)  # fmt: skip
    first, second = Edition.objects.order_by("starts_at")
    rows = [
        ("embargo", draft),
        ("start", first),
        ("start", second),
        ("end", first),
        ("end", second),
        ("placement", Placement.objects.get()),
        ("placement-end", Placement.objects.get()),
        ("slot", Assignment.objects.get()),
    ]
    clock.tick()

    def moves(by):
        found = [(what, row, to(what, row, None).seen) for what, row in rows]
        return [Move(what, row.pk, seen, seen + by) for what, row, seen in found]

    return moves


def moments():
    """Return all that moving could have changed."""
    return [
        list(Article.objects.values_list("embargo_until", flat=True)),
        list(Edition.objects.order_by("pk").values_list("starts_at", "until", "published_at")),
        list(Placement.objects.values_list("starts_at", "until", "slot")),
        list(Assignment.objects.values_list("planned_at", "deadline")),
    ]


@pytest.fixture
def unmoved(refused):
    """`with unmoved(reason)`: the moves are refused so, and nothing is moved."""

    def check(reason):
        return refused(reason, error=NotMoved)

    return check


@pytest.mark.parametrize("hours", [-2, -1, 1, 2, 3, 48])
def test_a_chain_moves_without_tripping_over_itself(chain, emil, hours):
    # Two hours put each version where the other was.
    moves = chain(hours * HOUR)
    move(emil, moves)
    assert [each.seen for each in chain(HOUR)] == [each.to for each in moves]


def test_an_article_is_first_seen_when_its_first_version_now_begins(chain, emil):
    moves = chain(2 * HOUR)
    move(emil, moves)
    first = next(each.to for each in moves if each.what == "start")
    assert set(Edition.objects.values_list("published_at", flat=True)) == {first}


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_chain_moves_back_as_one(chain, emil, hours):
    before = moments()
    moves = chain(hours * HOUR)
    move(emil, moves)
    assert moments() != before
    move(emil, [each.back for each in moves])
    assert moments() == before


def test_a_rehearsal_tells_what_would_happen_and_changes_nothing(chain, emil):
    before, events = moments(), Event.objects.count()
    moves = chain(HOUR)
    outcomes = rehearse(emil, moves)
    assert [each.move for each in outcomes] == moves
    assert not any(each.refusal for each in outcomes)
    assert (moments(), Event.objects.count()) == (before, events)


def test_a_rehearsal_tells_each_refusal_with_its_move(chain, emil):
    told = {each.move.what: each.refusal for each in rehearse(emil, chain(-5 * HOUR))}
    assert "is past. An embargo ends in the future." in told["embargo"]
    assert "is past. Choose a moment that lies ahead" in told["placement"]
    assert told["slot"] == ""  # a plan that publishes nothing may say anything


def test_all_of_it_moves_or_none(chain, emil, unmoved):
    moves = chain(2 * HOUR)
    blocked = Move("start", moves[1].pk, moves[1].seen, moves[1].seen - 9 * HOUR)
    with unmoved("is past"):
        move(emil, [*moves[2:], blocked])


def test_moved_twice_it_is_moved_once(chain, emil):
    moves = chain(2 * HOUR)
    move(emil, moves)
    events = Event.objects.count()
    move(emil, moves)
    assert Event.objects.count() == events


def test_each_move_is_told_as_its_verb_tells_it(chain, emil):
    events = set(Event.objects.values_list("pk", flat=True))
    move(emil, chain(2 * HOUR))
    told = Event.objects.exclude(pk__in=events).values_list("verb", flat=True)
    assert sorted(told) == ["move_placement", "reschedule", "reschedule", "set_embargo"]


def test_what_somebody_else_moved_since_stays_there(following, emil, ada, clock, unmoved):
    waiting = Edition.objects.latest("starts_at")
    seen = waiting.starts_at
    workflow.reschedule(waiting, ada, seen + HOUR)
    with unmoved("^It was moved since you looked: it is on 3 March 2026, 12:00"):
        move(emil, [to("start", waiting, seen + 2 * HOUR, seen=seen)])


def test_an_end_asked_for_moves_with_what_is_live(live, emil, clock):
    edition = Edition.objects.get()
    move(emil, [to("end", edition, clock.now + 2 * HOUR)])
    assert Edition.objects.get().ends_at == clock.now + 2 * HOUR
    move(emil, [to("end", edition, None)])
    assert Edition.objects.get().ends_at is None


def test_the_end_of_a_version_that_waits_moves_alone(in_review, emil, clock):
    start = clock.now + HOUR
    workflow.publish(in_review, emil, start, start + HOUR)
    move(emil, [to("end", Edition.objects.get(), start + 3 * HOUR)])
    edition = Edition.objects.get()
    assert (edition.starts_at, edition.ends_at) == (start, start + 3 * HOUR)


def test_the_end_of_what_is_over_stays(live, emil, clock, unmoved):
    workflow.set_end(live, emil, clock.now + HOUR)
    clock.tick(hours=2)
    with unmoved("^Readers don't see this version any more"):
        move(emil, [to("end", Edition.objects.get(), clock.now + HOUR)])


def test_an_embargo_that_is_over_stays(embargoed, emil, clock, unmoved):
    clock.tick(hours=4)
    with unmoved("^It isn't under embargo any more"):
        move(emil, [to("embargo", embargoed, clock.now + HOUR)])


@pytest.mark.parametrize("what", ["start", "embargo"])
def test_what_has_to_be_somewhere_isn_t_left_without_a_time(chain, emil, unmoved, what):
    moved = next(each for each in chain(HOUR) if each.what == what)
    with unmoved("^It has to have a time"):
        move(emil, [Move(what, moved.pk, moved.seen, None)])


def test_a_plan_gets_a_slot_and_loses_it(emil, world, clock):
    plan = assign(emil, title="Bridge", section=world)
    slot = Move("slot", plan.pk, None, clock.now + HOUR)
    move(emil, [slot, Move("deadline", plan.pk, None, clock.now)])
    stored = Assignment.objects.get()
    assert (stored.planned_at, stored.deadline) == (clock.now + HOUR, clock.now)
    move(emil, [slot.back])
    assert Assignment.objects.get().planned_at is None


def test_a_reporter_moves_nothing_of_their_own(chain, rosa, unmoved):
    for each in chain(HOUR):
        with unmoved("^Only editors"):
            move(rosa, [each])


@pytest.mark.parametrize("who", ["oskar", "nils"])
def test_for_others_there_is_nothing_to_move(request, chain, unmoved, who):
    by = request.getfixturevalue(who)
    nowhere = [Move(each.what, 999_999_999, each.seen, each.to) for each in chain(HOUR)]
    for each in [*chain(HOUR), *nowhere]:
        with unmoved("^It isn't planned any more. Look at the plan again.$"):
            move(by, [each])


@pytest.mark.django_db(transaction=True)
def test_two_who_move_the_same_articles_take_turns(make_two, emil, ada):
    first, second = make_two
    later = [to("start", each, each.starts_at + HOUR) for each in (first, second)]
    outcomes = at_once(lambda: move(emil, later), lambda: move(ada, later[::-1]))
    assert outcomes == [None, None]
    assert Event.objects.filter(verb="reschedule").count() == 2


@pytest.fixture
def make_two(rosa, emil, world, clock):
    """Two scheduled versions of two articles."""
    for number in (1, 2):
        article = people.article(rosa, world, headline=f"Bridge {number}")
        workflow.submit(article, rosa)
        workflow.publish(reload(article), emil, clock.now + number * HOUR)
    return list(Edition.objects.order_by("starts_at"))
