"""What was corrected, on the article and on a page for all of them."""

import re
from datetime import timedelta

import pytest

from articles import workflow
from tests import people
from tests.reader.stories import DAY, link, published, text

pytestmark = pytest.mark.django_db


def notice(kind="correction", words="It was nine.", at=DAY + timedelta(days=1)):
    return {"kind": kind, "text": words, "at": at.isoformat()}


def listed(response):
    """Return headlines and notices on the page, in order."""
    main = text(response).partition("<main")[2].partition("</main>")[0]
    return re.findall(r'dir="auto">(?:<a href="[^"]*">)?([^<]+)<', main)


def test_the_page_has_the_words_the_moment_and_the_article(client, world, settings):
    settings.TIME_ZONE = "Europe/Madrid"
    edition = published(world, "Corrected & sold", notices=[notice(words="It was <nine>.")])
    published(world, "Never wrong")
    page = client.get("/corrections/")
    assert listed(page) == ["Corrected &amp; sold", "It was &lt;nine&gt;."]
    assert f'href="{edition.get_absolute_url()}"' in text(page)
    assert "<strong>Correction</strong>" in text(page)
    assert "3 February 2026, 09:00 CET" in text(page)


def test_without_any_it_says_so(client, world):
    published(world, "Updated", notices=[notice("update")])
    assert "Nothing has been corrected." in text(client.get("/corrections/"))


def test_the_latest_correction_comes_first_whatever_the_articles_age(client, world):
    days = [DAY + timedelta(days=n) for n in range(5)]
    published(world, "New story", since=days[2], notices=[notice(words="2", at=days[2])])
    old = [notice(words="1", at=days[1]), notice("clarification", "3", days[3])]
    published(world, "Old story", notices=[*old, notice("update", "4", days[4])])
    assert listed(client.get("/corrections/")) == ["Old story", "3", "1", "New story", "2"]


def test_only_what_readers_see_is_on_it(client, clock, world):
    told = [notice()]
    published(world, "Ended", until=clock.now, notices=told)
    published(world, "Withdrawn", until=clock.now, withdrawn="Wrong.", notices=told)
    soon = clock.now + timedelta(hours=1)
    live = published(world, "Live", until=soon).article
    published(world, "Next version", article=live, since=soon, first=DAY, notices=told)
    clock.tick(hours=1, seconds=-1)
    assert "Nothing has been corrected." in text(client.get("/corrections/"))
    clock.tick()
    assert listed(client.get("/corrections/")) == ["Next version", "It was nine."]


def test_walking_meets_each_once_also_of_one_moment(client, world):
    for n in range(45):
        at = DAY + timedelta(minutes=n // 3)
        published(world, f"Story {n:02}", notices=[notice(words="-", at=at)])
    address, found = "/corrections/", []
    while address:
        page = client.get(address)
        found.append([words for words in listed(page) if words != "-"])
        step = link(page, "next")
        address = step and f"/corrections/{step}"
    assert [len(page) for page in found] == [20, 20, 5]
    assert [words for page in found for words in page] == [
        f"Story {n:02}" for n in range(44, -1, -1)
    ]
    assert client.get("/corrections/?before=1").status_code == 404


@pytest.mark.parametrize("count", [10, 500])
def test_two_queries_whatever_the_archive_holds(client, world, django_assert_num_queries, count):
    for n in range(count):
        published(world, f"Story {n}", notices=[notice()] if n % 2 else [])
    for address in ("/corrections/", "/corrections/?before=ffffffffffff0.1"):
        with django_assert_num_queries(2):
            assert client.get(address).status_code == 200


def test_the_article_has_corrections_above_and_updates_below(client, world):
    told = [
        notice("update", "Adds the mayor."),
        notice("correction", "Older.", DAY + timedelta(days=1)),
        notice("clarification", "Newer.", DAY + timedelta(days=2)),
    ]
    edition = published(world, notices=told, body="<p>The text.</p>")
    page = text(client.get(edition.get_absolute_url()))
    page = page[page.index("<article") :]
    places = [page.index(words) for words in ("Newer.", "Older.", "The text.", "Adds the mayor.")]
    assert places == sorted(places)


def test_a_correction_through_the_desk_is_on_the_page_at_once(client, clock, world):
    article = people.article(people.reporter(), world)
    workflow.publish(article, people.chief())
    clock.tick(hours=1)
    article.refresh_from_db()
    workflow.correct(article, people.chief(), "It was ten.")
    assert listed(client.get("/corrections/")) == [article.headline, "It was ten."]
