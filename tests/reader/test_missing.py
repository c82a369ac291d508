"""What isn't there: 404 and 410."""

from datetime import timedelta

import pytest

from articles.models import Article, Origin
from tests import people
from tests.reader.stories import DAY, published, text

pytestmark = pytest.mark.django_db


def answer(client, address):
    """Return all that tells one answer from another."""
    response = client.get(address)
    return response.status_code, response.content, dict(response.headers)


@pytest.fixture
def never_was(client, clock):
    found = answer(client, "/world/a-story-999999/")
    assert found[0] == 404
    return found


def test_a_draft_a_future_and_an_ended_story_are_as_if_they_never_were(
    client, clock, world, never_was
):
    draft = Article.objects.create(
        created_by=people.reporter(), headline="Draft", slug="a-story", section=world
    )
    future = published(world, since=clock.now + timedelta(microseconds=1))
    ended = published(world, until=clock.now)
    for pk in (draft.pk, future.article_id, ended.article_id):
        assert answer(client, f"/world/a-story-{pk}/") == never_was


def test_an_embargoed_story_is_as_if_it_never_was(client, clock, world, never_was):
    article = Article.objects.create(
        created_by=people.reporter(),
        headline="Embargoed",
        slug="a-story",
        section=world,
        embargo_until=clock.now + timedelta(days=1),
    )
    published(world, article=article, since=clock.now + timedelta(days=1))
    assert answer(client, f"/world/a-story-{article.pk}/") == never_was


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 40])
def test_any_number_may_be_asked_for(client, never_was, pk):
    assert answer(client, f"/world/a-story-{pk}/") == never_was


def test_a_withdrawn_story_says_why_at_any_of_its_addresses(client, clock, world):
    edition = published(
        world, "What was wrong", until=clock.now, withdrawn="We named the <wrong> man."
    )
    for path in (edition.get_absolute_url(), f"/old/other-slug-{edition.article_id}/"):
        response = client.get(path)
        assert response.status_code == 410
        assert "We named the &lt;wrong&gt; man." in text(response)
        assert "What was wrong" not in text(response)
        assert 'content="noindex"' in text(response)


def test_a_story_that_came_back_is_shown_again_and_forgets(client, clock, world):
    article = published(world, until=DAY + timedelta(days=1), withdrawn="Pulled.").article
    back = published(world, "Back", article=article, since=DAY + timedelta(days=2), until=clock.now)
    clock.at(DAY + timedelta(days=1, hours=1))
    assert client.get(back.get_absolute_url()).status_code == 410
    clock.at(DAY + timedelta(days=2))
    assert "Back</h1>" in text(client.get(back.get_absolute_url()))
    clock.at(DAY + timedelta(days=60))
    assert client.get(back.get_absolute_url()).status_code == 404


def test_a_notice_says_nothing_before_it_is_given(client, clock, world):
    edition = published(world, until=clock.now, withdrawn="Pulled.")
    clock.at(clock.now - timedelta(seconds=1))
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_a_page_that_isnt_there_looks_like_the_site_and_costs_one_query(
    client, settings, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get("/no/such/place/at/all")
    assert response.status_code == 404
    assert settings.SITE_NAME in text(response)
    assert "There is no page at this address" in text(response)


@pytest.fixture
def brought(clock, world):
    """An article that was at another site before it was here."""

    def bring(path="/2012/03/ferry/", **period):
        edition = published(world, "Ferry late again", **period)
        Origin.objects.create(
            source="old", key=path, digest="", path=path, article=edition.article, version=1
        )
        return edition

    return bring


@pytest.mark.parametrize("path", ["/2012/03/ferry/", "/2012/03/ferry", "/ferry/", "/world/ferry/"])
def test_an_old_address_leads_to_where_the_article_is_now(client, brought, path):
    edition = brought(path)
    for asked in {path, f"{path.rstrip('/')}/"}:
        response = client.get(asked)
        assert (response.status_code, response["Location"]) == (301, edition.get_absolute_url())
        assert client.head(asked).status_code == 301
    assert client.post(path).status_code in {404, 405}


def test_an_old_address_of_what_readers_dont_see_is_as_if_it_never_was(
    client, clock, brought, never_was
):
    brought("/ended/", until=clock.now)
    brought("/future/", since=clock.now + timedelta(microseconds=1))
    for path in ("/ended/", "/future/", "/"):
        found = answer(client, path)
        assert found == never_was or path == "/"


def test_an_old_address_of_what_was_withdrawn_leads_to_the_notice(client, clock, brought):
    edition = brought(until=clock.now, withdrawn="It wasn't so.")
    response = client.get("/2012/03/ferry/", follow=True)
    assert response.status_code == 410
    assert response.redirect_chain == [(edition.get_absolute_url(), 301)]


def test_what_is_at_an_address_now_comes_first(client, brought, world):
    brought("/world/")
    assert client.get("/world/").status_code == 200
