"""Four processes, a thousand changes at random, and readers who ask all the while.

What each of them was answered is held against what was visible then: nothing that was committed is
missing for more than a second, and no moment of a schedule is a millisecond early or late.
"""

import random
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.db import connection

from articles import workflow
from articles.models import Article
from tests import people
from tests.reader.press.serving import Server

#: No more articles than `/latest/` shows on a page.
CHANGES, ARTICLES, READERS, PROCESSES = 1000, 20, 4, 4
#: How long what was committed may stay unseen, in seconds.
STALE = 1.0
MARK = re.compile(r"Boat (\d+) version (\d+)")
GONE = "gone"


@dataclass
class Turn:
    """What readers see of an article from a moment on: a version, nothing, or that it is gone.

    `soonest` and `latest` are the same for a moment that was set; else the commit lies between.
    """

    soonest: float
    latest: float
    seen: int | str | None


@dataclass
class Boat:
    """An article, and what readers see of it in the course of time."""

    article: Article
    address: str = ""
    version: int = 0
    turns: list[Turn] = field(default_factory=lambda: [Turn(0, 0, None)])
    #: Nothing is done with it before what was set has come.
    busy_until: float = 0

    def may_be(self, begun: float, ended: float, stale: float) -> set[int | str | None]:
        """Return what a request in this time may show."""
        found = set()
        for turn, following in zip(self.turns, [*self.turns[1:], None], strict=True):
            set_ = following is not None and following.soonest == following.latest
            until = float("inf") if following is None else following.latest + (0 if set_ else stale)
            if turn.soonest <= ended and begun <= until:
                found.add(turn.seen)
        return found


@dataclass(frozen=True)
class Seen:
    """What a reader was answered."""

    address: str
    begun: float
    ended: float
    status: int
    versions: dict[int, int]


class Storm:
    """Somebody who changes articles at random.

    `stale` is how long what was committed may stay unseen, in seconds.
    """

    def __init__(self, seed: int, stale: float = STALE) -> None:
        self.chance, self.stale = random.Random(seed), stale
        self.world, self.chief = people.section("World"), people.chief()
        self.boats: list[Boat] = []
        self.done: dict[str, int] = {}

    def boat(self) -> Boat:
        """Return one that nothing is set for; a new one while there are few."""
        there = [boat for boat in self.boats if not self.is_gone(boat)]
        if len(there) < ARTICLES:
            slug = f"boat-{len(self.boats)}"
            there = [Boat(people.article(self.chief, self.world, slug=slug))]
            self.boats += there
        while not (free := [boat for boat in there if boat.busy_until < time.time()]):
            time.sleep(0.01)
        return self.chance.choice(free)

    def is_gone(self, boat: Boat) -> bool:
        return boat.turns[-1].seen == GONE

    def change(self) -> None:
        boat = self.boat()
        now = boat.turns[-1].seen
        verbs = (
            ["publish"] if now is None else ["correct", "correct", "schedule", "end", "withdraw"]
        )
        verb = self.chance.choice([*verbs, "schedule"])
        getattr(self, verb)(boat)
        self.done[verb] = self.done.get(verb, 0) + 1

    def rewrite(self, boat: Boat) -> None:
        boat.version += 1
        article = Article.objects.get(pk=boat.article.pk)
        number = self.boats.index(boat)
        article.headline = f"Boat {number} version {boat.version}"
        boat.article = workflow.save_copy(article, self.chief, based_on=article.version)

    def at_once(self, boat: Boat, seen: int | str, act, *args) -> None:
        begun = time.time()
        act(boat.article, self.chief, *args)
        boat.turns.append(Turn(begun, time.time(), seen))

    def publish(self, boat: Boat) -> None:
        self.rewrite(boat)
        self.at_once(boat, boat.version, workflow.publish)
        boat.address = boat.article.editions.first().get_absolute_url()

    def correct(self, boat: Boat) -> None:
        self.rewrite(boat)
        notice = f"It was another boat than version {boat.version - 1} said."
        self.at_once(boat, boat.version, workflow.correct, notice)

    def withdraw(self, boat: Boat) -> None:
        self.at_once(boat, GONE, workflow.withdraw, "There was no boat.")

    def schedule(self, boat: Boat) -> None:
        self.rewrite(boat)
        at = self.soon(boat)
        workflow.publish(boat.article, self.chief, at)
        boat.address = boat.article.editions.first().get_absolute_url()
        boat.turns.append(Turn(at.timestamp(), at.timestamp(), boat.version))

    def end(self, boat: Boat) -> None:
        at = self.soon(boat)
        workflow.set_end(boat.article, self.chief, at)
        boat.turns.append(Turn(at.timestamp(), at.timestamp(), None))

    def soon(self, boat: Boat) -> datetime:
        # So far ahead that every process has heard of it by then.
        at = time.time() + self.stale * self.chance.uniform(1.2, 2.2)
        # What is set lies apart from what is committed next.
        boat.busy_until = at + 0.05
        return datetime.fromtimestamp(at, UTC)


class Reader(threading.Thread):
    """Asks for pages at random, over one connection."""

    def __init__(self, server: Server, storm: Storm, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.server, self.storm, self.stop = server, storm, stop
        self.chance = random.Random(id(self))
        self.seen: list[Seen] = []
        self.start()

    def run(self) -> None:
        asked = self.server.connect()
        while not self.stop.is_set():
            boats = [boat.address for boat in self.storm.boats[-2 * ARTICLES :] if boat.address]
            address = self.chance.choice(["/", "/latest/", "/world/", *boats])
            begun = time.time()
            asked.request("GET", address)
            answer = asked.getresponse()
            body = answer.read().decode()
            versions = {int(boat): int(version) for boat, version in MARK.findall(body)}
            self.seen.append(Seen(address, begun, time.time(), answer.status, versions))
            time.sleep(0.002)
        asked.close()


@pytest.fixture
def server(transactional_db) -> Iterator[Server]:
    server = Server(PROCESSES).wait()
    yield server
    server.end()


def false_of(seen: Seen, storm: Storm) -> list[str]:
    """Return what was false in an answer."""
    found = []
    for number, boat in enumerate(storm.boats):
        if seen.address not in ("/", "/latest/", "/world/", boat.address):
            continue
        may = boat.may_be(seen.begun, seen.ended, storm.stale)
        shown = seen.versions.get(number)
        if seen.address == boat.address:
            is_said = {200: shown, 404: None, 410: GONE}[seen.status]
            if is_said not in may:
                found.append(f"{seen.address}: {is_said}, and not one of {may}")
        elif shown is not None and shown not in may:
            found.append(f"{seen.address}: {number} is {shown}, and not one of {may}")
        elif shown is None and seen.address == "/latest/" and may.isdisjoint({None, GONE}):
            found.append(f"{seen.address}: without {number}, which is one of {may}")
    return found


def weathered(storm: Storm, changes: int, servers: list[Server]) -> list[Reader]:
    """Change things while readers ask each server; fail where one is told what is not true."""
    stop = threading.Event()
    readers = [Reader(server, storm, stop) for server in servers]
    for _ in range(changes):
        storm.change()
    time.sleep(2)
    stop.set()
    for reader in readers:
        reader.join(30)
    answers = [seen for reader in readers for seen in reader.seen]
    assert [(seen, found) for seen in answers if (found := false_of(seen, storm))] == []
    return readers


def test_nobody_is_told_what_is_not_true(server):
    storm = Storm(seed=7)
    readers = weathered(storm, CHANGES, READERS * [server])
    answers = [seen for reader in readers for seen in reader.seen]
    assert len(answers) > CHANGES
    assert min(storm.done[verb] for verb in ("publish", "correct", "schedule", "end")) > 50
    assert {seen.status for seen in answers} == {200, 404, 410}
    connection.close()
