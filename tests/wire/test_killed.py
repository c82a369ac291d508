"""An intake that is killed at any moment: the next run ends as if it had never been."""

import os
import random
import subprocess
import sys
import time

import pytest
from django.db import connection

from articles import workflow
from articles.models import Article, Edition, Event, Intake, IntakeItem, Origin, Picture, Topic
from tests import people
from tests.reader.press.serving import ROOT, database_url
from tests.wire.wxr import SITE, attachment, export, post

pytestmark = pytest.mark.django_db(transaction=True)

POSTS, KILLS = 700, 4
WORDS = "The ferry came at nine and nobody was told why it was late. " * 8


def started(*arguments):
    command = [sys.executable, "manage.py", "import_copy", *map(str, arguments), "--by", "clara"]
    return subprocess.Popen(
        [*command, "--publish-as-dated"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def archive(file, uploads):
    image = f'<img src="{SITE}/wp-content/uploads/2012/03/quay.jpg" alt="A quay">'
    posts = [
        post(
            number,
            f"Story {number}",
            f"{WORDS}\n\n{image if number % 50 == 0 else WORDS}",
            tags=((f"t{number % 40}", f"Topic {number % 40}"),),
        )
        for number in range(1, POSTS + 1)
    ]
    whole = export(*posts, attachment(9000, "2012/03/quay.jpg", alt="A quay"))
    return file(whole), "--uploads", uploads


def test_it_goes_on_where_it_was_killed(clara, world, archive):
    chance = random.Random(20)
    killed = 0
    for _ in range(KILLS):
        before = Article.objects.count()
        run = started(*archive)
        # Somewhere between two batches, or within one.
        while Article.objects.count() == before and run.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.2)
        if run.poll() is None:
            run.kill()
            killed += 1
        run.communicate()
        assert Article.objects.count() == Origin.objects.filter(article__isnull=False).count()
    assert killed >= 2
    run = started(*archive)
    _, told = run.communicate()
    assert (run.returncode, told) == (0, "")
    assert Article.objects.count() == Edition.objects.count() == POSTS
    assert Event.objects.filter(verb="bring_in").count() == POSTS
    assert Article.history.count() == POSTS
    assert (Topic.objects.count(), Picture.objects.count()) == (40, 1)
    taken = IntakeItem.objects.exclude(outcome="unchanged")
    assert taken.values("key").distinct().count() == taken.count() == POSTS
    assert Intake.objects.first().ended_at is not None
    assert left_waiting() == []


def left_waiting():
    """Return search's indexes that still gather words for later."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'search_by_%%'"
            " AND NOT 'fastupdate=off' = ANY(reloptions)"
        )
        return [name for (name,) in cursor.fetchall()]


def test_editors_wait_for_no_lock_while_it_runs(clara, world, archive):
    emil = people.editor(world)
    article = people.article(people.reporter(), world)
    workflow.submit(article, people.reporter())
    workflow.publish(article, emil)
    run = started(*archive)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '1s'")
    saves = 0
    while run.poll() is None:
        saves += 1
        found = Article.objects.get(pk=article.pk)
        found.standfirst = f"Version {saves}"
        saved = workflow.save_copy(found, clara, based_on=found.version)
        workflow.update(saved, clara, f"Version {saves} of it.")
    run.communicate()
    assert Article.objects.count() == POSTS + 1
    assert Article.objects.get(pk=article.pk).editions.count() == saves + 1
    assert saves > 3
