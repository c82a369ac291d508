"""Videos and posts at the desk: what an address is told to be, and what previews allow."""

import pytest
from django.urls import reverse

from articles.models import Article
from articles.richtext import clean
from tests import people
from tests.reader.stories import published

pytestmark = pytest.mark.django_db

ADDRESS = "https://www.youtube.com/watch?v=abcdefghijk"
BODY = clean("<p>https://youtu.be/abcdefghijk</p>")


@pytest.fixture
def ask(client, db):
    """`ask(pasted)`: what the desk says of it."""
    client.force_login(people.reporter())

    def ask(pasted):
        return client.get(reverse("desk:embed"), {"address": pasted}).json()

    return ask


@pytest.mark.parametrize(
    "pasted",
    [
        ADDRESS,
        " youtu.be/abcdefghijk?si=1 ",
        "Look: https://youtu.be/abcdefghijk",
        (
            '<iframe width="560" src="https://www.youtube.com/embed/abcdefghijk?rel=0&amp;a=1" '
            'title="Bells"></iframe>'
        ),
        '<a href="https://example.org/">By</a> <a href="https://youtu.be/abcdefghijk">Bells</a>',
    ],
)
def test_an_address_or_the_code_for_it_is_told_as_stories_have_it(ask, pasted):
    assert ask(pasted) == {"address": ADDRESS, "provider": "YouTube"}


@pytest.mark.parametrize(
    "pasted",
    ["", "bells", "https://youtube.com.evil.example/watch?v=abcdefghijk", "x" * 11_000 + ADDRESS],
)
def test_all_else_is_refused_with_what_there_is(ask, pasted):
    refusal = ask(pasted)["refusal"]
    assert refusal.startswith("This leads to no video or post on YouTube, Vimeo, ")
    assert "Bluesky or Instagram" in refusal


def test_a_provider_that_is_switched_off_is_named(ask, settings):
    settings.EMBED_PROVIDERS = ("vimeo",)
    assert ask(ADDRESS)["refusal"].startswith("This site shows nothing of YouTube")
    assert "no video or post on Vimeo." in ask("bells")["refusal"]
    settings.EMBED_PROVIDERS = ()
    assert ask("bells")["refusal"].startswith("This site shows no videos or posts of others.")


def test_a_preview_may_load_what_readers_may(client, db):
    article = people.article(people.reporter(), people.section("World"), body=BODY)
    client.force_login(article.created_by)
    response = client.get(reverse("admin:articles_article_preview_page", args=[article.pk]))
    allowed(response)


def test_so_may_the_page_as_of_another_moment(client, clock):
    world = people.section("World")
    address = published(world, body=BODY).get_absolute_url()
    client.force_login(people.editor(world))
    allowed(client.get(reverse("desk:as_of", args=[clock.now, address])))
    front = client.get(reverse("desk:as_of", args=[clock.now, "/"]))
    assert "script-src" not in front["Content-Security-Policy"]


def allowed(response):
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert policy.endswith("; script-src 'self'; frame-src https://www.youtube-nocookie.com")
    assert "reader/embeds.js" in response.content.decode()


def test_whichever_way_it_is_saved_an_address_alone_is_stored_as_an_embed(db):
    article = people.article(people.reporter(), None, body="https://youtu.be/abcdefghijk")
    assert Article.objects.get(pk=article.pk).body == BODY
