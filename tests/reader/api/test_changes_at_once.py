"""Many write at once, commit late or not at all, and mirrors follow: nothing missed, nothing twice.

Each writer has a connection of its own, and so has the mirror that asks all the while.
"""

import random
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from articles import workflow
from articles.models import Article, Change, Edition, settled_until
from tests import people
from tests.racing import Thread
from tests.reader.api.mirror import Mirror, listed
from tests.reader.stories import published

pytestmark = pytest.mark.django_db(transaction=True)

ACTS_EACH = 16
ARTICLES = 10


@pytest.fixture
def articles(transactional_db):
    clara, world = people.chief(), people.section("World")
    made = [
        people.article(clara, world, headline=f"Story {n} in many versions")
        for n in range(ARTICLES)
    ]
    return [article.pk for article in made]


def soon(dice):
    return datetime.now(UTC) + timedelta(seconds=dice.uniform(0.02, 0.7))


def rewritten(pk, clara, dice):
    article = Article.objects.get(pk=pk)
    article.headline = f"Story {pk} in version {dice.random()}"
    return workflow.save_copy(article, clara, based_on=article.version)


def waiting(pk):
    return Edition.objects.filter(article=pk, starts_at__gt=datetime.now(UTC)).latest("starts_at")


def publish_now(pk, clara, dice):
    workflow.publish(rewritten(pk, clara, dice), clara)


def publish_for_a_while(pk, clara, dice):
    workflow.publish(rewritten(pk, clara, dice), clara, until=soon(dice))


def schedule(pk, clara, dice):
    at = soon(dice)
    until = at + timedelta(seconds=dice.uniform(0.05, 0.5)) if dice.random() < 0.5 else None
    workflow.publish(rewritten(pk, clara, dice), clara, at=at, until=until)


def reschedule(pk, clara, dice):
    workflow.reschedule(waiting(pk), clara, soon(dice))


def cancel(pk, clara, dice):
    workflow.cancel(waiting(pk), clara)


def set_end(pk, clara, dice):
    workflow.set_end(Article.objects.get(pk=pk), clara, soon(dice))


def correct(pk, clara, dice):
    workflow.correct(rewritten(pk, clara, dice), clara, f"It was {dice.random()}.")


def withdraw(pk, clara, dice):
    workflow.withdraw(Article.objects.get(pk=pk), clara, "It was wrong.")


def pull_back(pk, clara, dice):
    workflow.set_embargo(Article.objects.get(pk=pk), clara, soon(dice))


def bring_in(pk, clara, dice):
    """Another article, with its own past, that is over or goes on."""
    began = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=dice.randrange(2000))
    until = began + timedelta(hours=1) if dice.random() < 0.3 else None
    made = people.article(clara, people.section("World"), headline=f"Old {dice.random()}")
    workflow.bring_in(made, clara, began, until)


ACTS = (
    publish_now,
    publish_for_a_while,
    schedule,
    schedule,
    reschedule,
    cancel,
    set_end,
    correct,
    withdraw,
    pull_back,
    bring_in,
)


def write(seed, articles):
    """Do one thing after another. Many commit late, some are rolled back."""
    dice, clara = random.Random(seed), people.chief()
    for _ in range(ACTS_EACH):
        act, pk = dice.choice(ACTS), dice.choice(articles)
        try:
            with transaction.atomic():
                act(pk, clara, dice)
                time.sleep(dice.choice((0, 0, 0.01, 0.1, 0.3)))
                transaction.set_rollback(dice.random() < 0.15)
        except (workflow.Refused, Edition.DoesNotExist, IntegrityError):
            continue  # somebody else was there first, or it wasn't for this article


def follow(mirror, over):
    while not over.is_set():
        mirror.ask()
        time.sleep(0.01)


def test_a_mirror_ends_up_with_what_readers_see(articles):
    over = threading.Event()
    mirrors = [Mirror(Client(), limit=limit) for limit in (1, 50)]
    writers = [Thread(lambda seed=seed: write(seed, articles)) for seed in range(4)]
    followers = [Thread(lambda mirror=mirror: follow(mirror, over)) for mirror in mirrors]
    assert [thread.result() for thread in writers] == [None] * 4
    time.sleep(1.5)  # whatever was scheduled has begun and ended
    over.set()
    assert [thread.result() for thread in followers] == [None, None]
    late = Mirror(Client(), limit=9)
    told = set(Change.objects.told_before(settled_until()).values_list("pk", flat=True))
    for mirror in (*mirrors, late):
        mirror.catch_up()
        ids = [change["id"] for change in mirror.told]
        assert len(ids) == len(set(ids))
        assert set(ids) == told
        assert mirror.articles == listed(Client())
    kinds = {change["kind"] for change in late.told}
    assert kinds == {"published", "updated", "ended", "withdrawn"}


def while_open(act, meanwhile):
    """Do something while a transaction is open in which another thing was done."""
    with transaction.atomic():
        act()
        return Thread(meanwhile).result()


def test_nothing_is_told_past_what_is_not_committed_yet(world, client):
    people.reporter()
    mirror = Mirror(client)

    def meanwhile():
        published(world, "Second")
        return Mirror(Client()).catch_up()

    assert while_open(lambda: published(world, "First"), meanwhile) == []
    assert [kind for kind, _ in mirror.catch_up()] == ["published", "published"]
    assert mirror.headlines() == {"First", "Second"}


def test_a_schedule_that_is_cancelled_late_is_never_told(world, client):
    article = people.article(people.chief(), world)
    at = datetime.now(UTC) + timedelta(seconds=0.5)
    edition = people.edition(article, at)

    def meanwhile():
        time.sleep(0.7)
        return Mirror(Client()).catch_up()

    assert while_open(edition.delete, meanwhile) == []
    assert Mirror(client).catch_up() == []


def test_readers_alone_hold_nothing_back(world, client):
    published(world)
    with transaction.atomic():
        assert Edition.objects.count() == 1
        assert len(Thread(lambda: Mirror(Client()).catch_up()).result()) == 1


def test_a_role_without_any_rights_of_its_own_knows_who_writes(world):
    def settled():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE ROLE plain_reader")
            cursor.execute("SET LOCAL ROLE plain_reader")
            cursor.execute("SELECT changes_settled_until()")
            found = cursor.fetchone()[0]
            transaction.set_rollback(True)
        return found

    begun = datetime.now(UTC)
    with transaction.atomic():
        published(world)
        time.sleep(1.1)
        assert Thread(settled).result() <= begun
    assert settled() > begun
