"""Random verbs by random people at random moments, held against the rules in plain Python.

After each step readers must see what the rules say: now, at every moment ahead, and at every
moment that was ever looked at, where nothing may have changed since.
"""

from datetime import timedelta

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles import workflow
from articles.models import Article, Edition, Event
from tests import people
from tests.clock import START
from tests.workflow.rules import Story

MICROSECOND = timedelta(microseconds=1)

#: Those who may do much more often than those who may do little.
who = st.sampled_from(["clara", "emil", "rosa", "ada", "clara", "emil", "clara", "oskar", "nils"])
#: Minutes from now, some of them past.
minutes = st.integers(-5, 120)
ahead = st.none() | minutes
#: Which version: mostly the last one, since only what waits can be moved.
number = st.sampled_from([-1, -1, -1, -2, 0])


class Newsroom(RuleBasedStateMachine):
    def __init__(self, clock):
        super().__init__()
        self.clock = clock
        self.counter = 0
        self.looked = {}
        self.undo = transaction.atomic()
        self.undo.__enter__()
        clock.at(START)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(published=st.booleans())
    def somebody_writes(self, published):
        world, sport = people.section("World"), people.section("Sport")
        self.people = {
            "rosa": people.reporter(),
            "oskar": people.colleague(),
            "emil": people.editor(world),
            "ada": people.second_editor(world),
            "nils": people.editor(sport, name="nils"),
            "clara": people.chief(),
        }
        self.pk = people.article(self.people["rosa"], world).pk
        self.story = Story(people.HEADLINE)
        if published:
            self.publish("clara", None)

    # How a step is made

    @property
    def article(self):
        return Article.objects.get(pk=self.pk)

    def text(self, prefix):
        self.counter += 1
        return f"{prefix} {self.counter}"

    def moment(self, minutes):
        """Whole minutes, so that some coincide."""
        if minutes is None:
            return None
        return self.clock.now.replace(second=0) + timedelta(minutes=minutes)

    def edition(self, number):
        """Return a version by the rules and the edition that is the same."""
        versions = sorted(self.story.versions, key=lambda version: version.start)
        version = versions[max(number, -len(versions))]
        return version, Edition.objects.get(article=self.pk, starts_at=version.start)

    def step(self, verb, who, expected, perform):
        before = list(Event.objects.filter(article=self.pk).values_list("pk", flat=True))
        try:
            event = perform()
        except workflow.Refused:
            event = None
        written = Event.objects.filter(article=self.pk).exclude(pk__in=before)
        if expected:
            assert written.get() == event
            assert (event.verb, event.person) == (verb, self.people[who])
            assert event.at == self.clock.now
            assert event.to_state == self.story.state
        else:
            assert not written.exists(), f"{verb} by {who} was not to be done"

    # What people do

    @rule(seconds=st.sampled_from([1, 59, 60, 600, 3600]))
    def time_passes(self, seconds):
        self.clock.tick(seconds=seconds)

    @rule(who=who)
    def save(self, who):
        self.clock.tick()
        article, headline = self.article, self.text("Headline")
        before = article.version
        article.headline = headline
        expected = self.story.save(who, headline)
        try:
            saved = workflow.save_copy(article, self.people[who], based_on=before)
        except workflow.Refused:
            assert not expected
        else:
            assert expected
            assert saved.version == before + 1

    @precondition(lambda self: self.story.versions)
    @rule(who=who, number=number)
    def work_from(self, who, number):
        self.clock.tick()
        version, edition = self.edition(number)
        expected = self.story.save(who, version.headline)
        try:
            workflow.work_from(edition, self.people[who])
        except workflow.Refused:
            assert not expected

    @rule(who=who)
    def submit(self, who):
        now, article = self.clock.tick(), self.article
        expected = self.story.submit(who, now)
        self.step("submit", who, expected, lambda: workflow.submit(article, self.people[who]))

    @rule(who=who)
    def send_back(self, who):
        self.clock.tick()
        article, note = self.article, self.text("Note")
        expected = self.story.send_back(who)
        self.step(
            "send_back",
            who,
            expected,
            lambda: workflow.send_back(article, self.people[who], note),
        )

    @rule(who=who, until=ahead)
    def publish(self, who, until, at=None):
        now, article = self.clock.tick(), self.article
        at, until = self.moment(at), self.moment(until)
        expected = self.story.publish(who, now, at, until)
        self.step(
            "publish",
            who,
            expected,
            lambda: workflow.publish(article, self.people[who], at, until),
        )

    @rule(who=who, at=minutes, until=ahead)
    def schedule(self, who, at, until):
        self.publish(who, until, at)

    @rule(who=who)
    def new_version(self, who):
        self.save("emil")
        self.submit("rosa")
        self.publish(who, None, 30)

    @rule(who=who)
    def new_text(self, who):
        self.save("emil")
        self.submit(who)

    @rule(who=who, verb=st.sampled_from(["correct", "clarify", "update"]))
    def say_what_changed(self, who, verb):
        now, article, notice = self.clock.tick(), self.article, self.text("Notice")
        expected = self.story.notify(who, now, notice)
        perform = getattr(workflow, verb)
        self.step(verb, who, expected, lambda: perform(article, self.people[who], notice))

    @precondition(lambda self: self.story.versions)
    @rule(who=who, number=number, at=minutes, until=ahead)
    def reschedule(self, who, number, at, until):
        now = self.clock.tick()
        version, edition = self.edition(number)
        at, until = self.moment(at), self.moment(until)
        expected = self.story.reschedule(who, now, version, at, until)
        self.step(
            "reschedule",
            who,
            expected,
            lambda: workflow.reschedule(edition, self.people[who], at, until),
        )

    @precondition(lambda self: self.story.versions)
    @rule(who=who, number=number)
    def cancel(self, who, number):
        now = self.clock.tick()
        version, edition = self.edition(number)
        expected = self.story.cancel(who, now, version)
        self.step("cancel", who, expected, lambda: workflow.cancel(edition, self.people[who]))

    @rule(who=who, until=minutes)
    def set_end(self, who, until):
        now, article, until = self.clock.tick(), self.article, self.moment(until)
        expected = self.story.set_end(who, now, until)
        self.step(
            "set_end", who, expected, lambda: workflow.set_end(article, self.people[who], until)
        )

    @rule(who=who)
    def withdraw(self, who):
        now, article, notice = self.clock.tick(), self.article, self.text("Withdrawn")
        expected = self.story.withdraw(who, now)
        self.step(
            "withdraw", who, expected, lambda: workflow.withdraw(article, self.people[who], notice)
        )

    @rule(who=who, until=st.integers(-5, 30))
    def set_embargo(self, who, until):
        now, article, until = self.clock.tick(), self.article, self.moment(until)
        expected = self.story.set_embargo(who, now, until)
        self.step(
            "set_embargo",
            who,
            expected,
            lambda: workflow.set_embargo(article, self.people[who], until),
        )

    @precondition(lambda self: self.story.embargo)
    @rule(who=who)
    def lift_embargo(self, who):
        self.clock.tick()
        article, expected = self.article, self.story.lift_embargo(who)
        self.step(
            "lift_embargo", who, expected, lambda: workflow.lift_embargo(article, self.people[who])
        )

    @rule(who=who)
    def spike_or_revive(self, who):
        now, article = self.clock.tick(), self.article
        if self.story.spiked:
            expected, verb = self.story.revive(who), workflow.revive
        else:
            expected, verb = self.story.spike(who, now), workflow.spike
        self.step(verb.__name__, who, expected, lambda: verb(article, self.people[who]))

    # What holds after each step

    def seen(self, at):
        edition = Edition.objects.visible(at).filter(article=self.pk).first()
        return edition and (edition.headline, [notice["text"] for notice in edition.notices])

    @invariant()
    def readers_see_what_the_rules_say(self):
        now = self.clock.now
        edges = {version.start for version in self.story.versions}
        edges |= {end for version in self.story.versions if (end := self.story.end(version))}
        for at in {now, *edges, *(edge - MICROSECOND for edge in edges)}:
            version = self.story.seen(at)
            assert self.seen(at) == (version and (version.headline, list(version.notices)))
            if at < now:
                self.looked[at] = self.seen(at)

    @invariant()
    def the_past_stays_as_it_was(self):
        for at, was in self.looked.items():
            assert self.seen(at) == was

    @invariant()
    def the_article_is_as_the_rules_say(self):
        article = self.article
        assert (article.state, article.headline) == (self.story.state, self.story.headline)
        assert article.version == self.story.number
        assert bool(article.spiked_at) == self.story.spiked
        assert article.embargo_until == self.story.embargo
        assert [notice["text"] for notice in article.notices] == list(self.story.notices)


def test_whatever_people_do_readers_see_what_the_rules_say(clock):
    run_state_machine_as_test(
        lambda: Newsroom(clock),
        settings=settings(max_examples=60, stateful_step_count=25, deadline=None),
    )
