"""Any number of workers: nothing done by two, and nothing lost with a worker that is killed."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django_tasks_db.models import DBTaskResult

from articles.workflow.rescuing import EVERY
from tests.reader.press.serving import ROOT, database_url
from tests.scale.work import trace

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS, SECONDS = 4, 60


@pytest.fixture(autouse=True)
def kept_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def work():
    """Return a function that starts a worker; all are stopped in the end."""
    processes = []

    def start():
        command = [
            sys.executable,
            "manage.py",
            "work",
            "--interval",
            "0.1",
            "--no-reload",
            "-v",
            "0",
        ]
        own = {"DATABASE_URL": database_url(), "DEBUG": "1", "TASKS_BACKEND": "database"}
        processes.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}))
        return processes[-1]

    yield start
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(20)


@pytest.fixture
def traces(tmp_path):
    """Return a function that says what was begun and ended how often."""
    file = tmp_path / "traces"
    file.touch()
    return file, lambda: Counter(file.read_text().splitlines())


def until(true):
    for _ in range(SECONDS * 20):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never happened")


def all_ended():
    return not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_no_task_is_begun_by_two(work, traces):
    file, counted = traces
    for number in range(100):
        trace.enqueue(str(file), str(number), 0.02)
    for _ in range(WORKERS):
        work()
    until(all_ended)
    assert set(counted().values()) == {1}
    assert len(counted()) == 200
    assert len({result.worker_ids[-1] for result in DBTaskResult.objects.all()}) > 1


def test_the_task_of_a_worker_that_is_killed_is_done_by_another(work, traces):
    file, counted = traces
    trace.enqueue(str(file), "long", 3)
    killed = work()
    until(lambda: counted()["begun long"] == 1)
    work()
    os.kill(killed.pid, signal.SIGKILL)
    until(all_ended)
    assert counted() == {"begun long": 2, "ended long": 1}


def test_the_task_of_a_worker_that_lives_is_left_to_it(work, traces):
    file, counted = traces
    trace.enqueue(str(file), "long", 2 * EVERY)
    for _ in range(WORKERS):
        work()
    until(all_ended)
    assert counted() == {"begun long": 1, "ended long": 1}
