"""Videos and posts in a story as readers get them, and what their pages allow."""

import re

import pytest

from articles.embeds import PROVIDERS
from articles.richtext import clean
from tests.reader.stories import published, text

pytestmark = pytest.mark.django_db

VIDEO = '<figure><a href="https://youtu.be/abcdefghijk?t=9">Bells &amp; “tide”</a></figure>'
POST = "<p>https://bsky.app/profile/harbour.example/post/3la62zxt4rs2j</p>"
SCRIPT = '<script src="/static/reader/embeds.js" defer></script>'
#: An example of what each provider has.
EXAMPLES = {
    "youtube": "https://www.youtube.com/shorts/abcdefghijk",
    "vimeo": "https://vimeo.com/76979871",
    "dailymotion": "https://dai.ly/x84sh87",
    "tiktok": "https://www.tiktok.com/@harbour/video/6718335390845095173",
    "soundcloud": "https://soundcloud.com/harbour/bell-at-noon",
    "spotify": "https://open.spotify.com/show/7makk4oTQel546B0PZlDM5",
    "x": "https://x.com/harbour/status/20",
    "bluesky": "https://bsky.app/profile/harbour.example/post/3la62zxt4rs2j",
    "instagram": "https://www.instagram.com/p/C1a-b_2/",
}


def page(client, world, body, **content):
    return client.get(published(world, body=clean(body), **content).get_absolute_url())


def directives(response):
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_a_card_is_a_link_with_its_title_and_the_frame_lies_in_a_template(client, world):
    shown = text(page(client, world, VIDEO))
    assert (
        '<span class="embed-what" lang="en">Video on YouTube</span> '
        '<a href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=9s" rel="external noopener" '
        'dir="auto">Bells &amp; “tide”</a></figcaption>'
    ) in shown
    (template,) = re.findall(r"<template>(.*?)</template>", shown)
    assert template.startswith(
        '<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk?start=9" '
    )
    assert 'title="Video on YouTube: Bells &amp; “tide”"' in template
    assert 'referrerpolicy="strict-origin"' in template
    assert "allow-top-navigation" not in template
    assert "<iframe" not in shown.replace(template, "")


def test_a_card_says_where_it_loads_from_before_it_does(client, world):
    assert "It loads from embed.bsky.app when you ask for it." in text(page(client, world, POST))


def test_without_a_title_the_link_says_what_it_is(client, world):
    assert ">Open it on Bluesky</a>" in text(page(client, world, POST))


def test_a_title_is_text_and_no_markup(client, world):
    body = VIDEO.replace("Bells", "&lt;script&gt;alert(1)&lt;/script&gt;&quot;")
    shown = text(page(client, world, body))
    assert "<script>alert" not in shown
    assert 'title="Video on YouTube: &lt;script&gt;alert(1)&lt;/script&gt;&quot;' in shown


def test_the_page_allows_our_script_and_frames_of_the_providers_on_it_alone(client, world):
    response = page(client, world, VIDEO + POST + VIDEO)
    allowed = directives(response)
    assert text(response).count(SCRIPT) == 1
    assert allowed["script-src"] == "'self'"
    assert allowed["frame-src"] == "https://embed.bsky.app https://www.youtube-nocookie.com"
    assert allowed["default-src"] == allowed["base-uri"] == "'none'"


@pytest.mark.parametrize(
    "body", ["<p>Text</p>", '<p><a href="https://youtu.be/abcdefghijk">A bell</a></p>']
)
def test_pages_without_any_have_no_script_and_allow_none(client, world, body):
    response = page(client, world, body)
    assert not {"script-src", "frame-src"} & directives(response).keys()
    assert "embeds.js" not in text(response)
    listed = client.get(world.get_absolute_url())
    assert "script-src" not in listed["Content-Security-Policy"]


def test_not_modified_leaves_the_policy_of_the_page_in_place(client, world):
    first = page(client, world, VIDEO)
    again = client.get(first.request["PATH_INFO"], headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "Content-Security-Policy" not in again


@pytest.mark.parametrize("name", PROVIDERS)
def test_each_provider_has_a_card_with_a_frame_from_its_host(client, world, name):
    response = page(client, world, f"<p>{EXAMPLES[name]}</p>")
    provider = PROVIDERS[name]
    assert f" on {provider.label}</span>" in text(response)
    assert f'<iframe src="https://{provider.frame_host}/' in text(response)
    assert directives(response)["frame-src"] == f"https://{provider.frame_host}"


def test_of_a_provider_that_is_switched_off_readers_get_a_plain_link(client, world, settings):
    settings.EMBED_PROVIDERS = ("bluesky",)
    response = page(client, world, VIDEO + POST)
    assert (
        '<p><a href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=9s" '
        'rel="external noopener">Bells &amp; “tide”</a></p>'
    ) in text(response)
    assert directives(response)["frame-src"] == "https://embed.bsky.app"
    settings.EMBED_PROVIDERS = ()
    response = client.get(response.request["PATH_INFO"])
    assert ">Post on Bluesky</a></p>" in text(response)
    assert "script-src" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("count", [0, 50])
def test_embeds_cost_no_query(client, world, django_assert_num_queries, count):
    address = published(world, body=clean("<p>Text</p>" + VIDEO * count)).get_absolute_url()
    with django_assert_num_queries(2):
        assert text(client.get(address)).count("<template>") == count
