"""Varnish before the site, with the file in deploy/ and `manage.py purge`."""

import os
import re
import subprocess
import sys
import time
from datetime import timedelta
from http.client import HTTPConnection, HTTPException

import pytest
from django.utils import timezone

from articles import workflow
from tests import people
from tests.reader.press.conftest import wait
from tests.reader.press.serving import ROOT, Server, database_url
from tests.reader.stories import published
from tests.scale.weather import weather
from tests.setup.conftest import free_port

#: A process hears within a second, and what was filled before it had is purged after 1.2.
STALE = 3.0


class Varnish:
    """Varnish before a site."""

    def __init__(self, folder, site: Server) -> None:
        self.port, self.purged_at = free_port(), free_port()
        vcl = ROOT.joinpath("deploy", "varnish.vcl").read_text()
        vcl = vcl.replace('.host = "web"', '.host = "127.0.0.1"')
        folder.joinpath("site.vcl").write_text(vcl.replace('"8000"', f'"{site.port}"'))
        # Without a jail it may read the tests' own folder.
        command = ["varnishd", "-j", "none", "-F", "-f", folder / "site.vcl", "-n", folder / "work"]
        command += ["-a", f"127.0.0.1:{self.port}", "-a", f"purge=127.0.0.1:{self.purged_at}"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait(self.answers)

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, address: str, method: str = "GET", **headers: str):
        connection = self.connect()
        connection.request(method, address, headers=headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def answers(self) -> bool:
        try:
            return self.ask("/healthz").status == 200
        except (OSError, HTTPException):
            return False


@pytest.fixture
def site(transactional_db, request):
    """The site, of one process unless told: so its figures are those of all."""
    site = Server(getattr(request, "param", 1), SHARED_CACHE="10").wait()
    yield site
    site.end()


@pytest.fixture
def varnish(site, tmp_path):
    varnish = Varnish(tmp_path, site)
    yield varnish
    varnish.process.terminate()
    varnish.process.wait(20)


@pytest.fixture
def purger(varnish):
    own = {"PURGE_CACHES": f"http://127.0.0.1:{varnish.purged_at}", "DATABASE_URL": database_url()}
    command = [sys.executable, "manage.py", "purge"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own})
    yield process
    process.terminate()
    process.wait(20)


def made(site: Server) -> int:
    """Return how many answers the site has given readers."""
    asked = site.connect()
    asked.request("GET", "/metrics")
    text = asked.getresponse().read().decode()
    asked.close()
    counts = re.findall(r"^newsroom_press_(?:hits|printed)_total{.*} (\d+)", text, re.MULTILINE)
    return sum(map(int, counts))


def is_kept(site: Server, varnish: Varnish, address: str) -> bool:
    """Ask Varnish, and say whether it answered by itself."""
    before = made(site)
    return varnish.ask(address).status == 200 and made(site) == before


def story(headline: str, section: str = "World", **periods):
    return published(people.section(section), headline, **periods)


@pytest.mark.parametrize("site", [2], indirect=True)
def test_readers_are_told_the_truth(varnish, purger):
    weather(varnish, stale=STALE)


def test_pages_come_from_varnish_until_they_change(site, varnish, purger):
    chief = people.chief()
    article = people.article(chief, people.section("World"), headline="Ferry returns")
    workflow.publish(article, chief)
    address = article.editions.get().get_absolute_url()
    wait(lambda: varnish.ask(address).status == 200)
    time.sleep(STALE)  # all purges are over
    varnish.ask(address)
    before = made(site)
    for _ in range(50):
        assert "Ferry returns" in varnish.ask(address).text
    assert made(site) - before <= 2
    article.refresh_from_db()
    article.headline = "Ferry returns at noon"
    article = workflow.save_copy(article, chief, based_on=article.version)
    workflow.correct(article, chief, "It returns at noon.")
    committed = time.monotonic()
    wait(lambda: "at noon" in varnish.ask(address).text)
    assert time.monotonic() - committed < STALE


def test_nothing_is_there_before_its_second_or_after_its_last(site, varnish):
    """Nobody purges: a schedule needs none."""
    soon = timezone.now() + timedelta(seconds=4)
    begins = story("Begins", since=soon).get_absolute_url()
    ends = story("Ends", since=soon - timedelta(hours=1), until=soon).get_absolute_url()
    seen = []
    while timezone.now() < soon + timedelta(seconds=2):
        asked = timezone.now()
        statuses = varnish.ask(begins).status, varnish.ask(ends).status
        seen.append((asked, timezone.now(), statuses))
    before = {statuses for _, answered, statuses in seen if answered < soon}
    after = {statuses for asked, _, statuses in seen if asked >= soon}
    assert (before, after) == ({(404, 200)}, {(200, 404)})


def test_a_site_that_is_away_is_stood_in_for_but_not_past_a_moment(site, varnish):
    until = timezone.now() + timedelta(seconds=16)
    since = timezone.now() - timedelta(hours=1)
    stays = story("Stays", "Sport", since=since).get_absolute_url()
    ends = story("Ends", since=since, until=until).get_absolute_url()
    # A process that is just hearing of something lets nobody keep what it sends.
    wait(lambda: is_kept(site, varnish, stays) and is_kept(site, varnish, ends))
    site.end()
    time.sleep(10.5)  # longer than SHARED_CACHE
    assert [varnish.ask(each).status for each in (stays, ends)] == [200, 200]
    wait(lambda: timezone.now() >= until)
    assert [varnish.ask(each).status for each in (stays, ends)] == [200, 503]


def test_no_cookie_reaches_readers_pages(site, varnish):
    story("Ferry returns", since=timezone.now() - timedelta(hours=1))
    answer = varnish.ask("/", Cookie="sessionid=of-an-editor")
    assert answer.getheader("Set-Cookie") is None
    assert answer.getheader("Cache-Control") == "no-cache"
    assert answer.getheader("Surrogate-Key") is None
    assert "csrftoken" in varnish.ask("/admin/login/").getheader("Set-Cookie")


def test_purging_is_for_the_door_that_it_has(varnish):
    keys = {"Surrogate-Key": "lists"}
    assert varnish.ask("/", "PURGE", **keys).status == 403  # like any other form without a token
    varnish.port = varnish.purged_at
    assert varnish.ask("/", "PURGE", **keys).status == 200
    assert varnish.ask("/", "PURGE", **{"Surrogate-Key": "* article-7"}).status == 200
    assert varnish.ask("/", "PURGE").status == 400
    assert varnish.ask("/").status == 400
