"""Preview: the page of what readers don't see yet, and what is made of it elsewhere."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.desk.snippets import cut
from articles.models import Article, Edition
from tests import people
from tests.desk.steps import live, scheduled

pytestmark = pytest.mark.django_db

#: Where the links of a preview lead: readers' own pages can't be framed.
INSIDE = "/admin/as-of/now/"


def preview(client, person, article, name="preview", *ids):
    """Return the page itself; the one around it has its own tests below."""
    return around(client, person, article, f"{name}_page", *ids)


def around(client, person, article, name="preview", *ids):
    client.force_login(person)
    return client.get(reverse(f"admin:articles_article_{name}", args=[article.pk, *ids]))


def test_it_shows_the_working_copy_as_readers_would_see_it(client, story):
    page = preview(client, story.created_by, story).content.decode()
    assert story.headline in page
    assert "two postal workers on their way to the islands" in page
    assert "Rosa Writes" in page
    assert not Edition.objects.exists()


def test_it_is_the_page_readers_get_once_it_is_published(client, story, clock):
    editor = people.editor(story.section)
    workflow.submit(story, story.created_by)
    shown = preview(client, editor, story).content.decode()
    workflow.publish(story, editor)
    read = client.get(Edition.objects.get().get_absolute_url())
    assert read.status_code == 200
    assert main(shown).replace(INSIDE, "/") == main(read.content.decode())


def main(page):
    return page[page.index("<main") : page.index("</main>")]


def test_it_shows_unpublished_changes_and_readers_do_not_get_them(client, story, clock):
    editor = people.editor(story.section)
    workflow.submit(story, story.created_by)
    workflow.publish(story, editor)
    copy = Article.objects.get()
    copy.headline = "The bridge shuts again"
    workflow.save_copy(copy, editor, based_on=1)
    assert "The bridge shuts again" in preview(client, editor, story).content.decode()
    read = client.get(Edition.objects.get().get_absolute_url()).content.decode()
    assert "The bridge shuts again" not in read


def test_copy_without_section_slug_and_byline_can_be_previewed(client, story):
    bare = people.article(story.created_by, None, slug="", author_ids=[], body="", standfirst="")
    response = preview(client, story.created_by, bare)
    assert response.status_code == 200
    assert bare.headline in response.content.decode()


def test_a_lead_picture_is_shown(client, story):
    picture = people.picture()
    picture.prepare()
    article = people.article(story.created_by, story.section, slug="two", lead_picture=picture)
    page = preview(client, story.created_by, article).content.decode()
    assert picture.alt in page
    assert "srcset" in page


def test_no_copy_of_it_may_be_kept_and_no_script_runs_in_it(client, story):
    response = preview(client, story.created_by, story)
    assert "no-store" in response["Cache-Control"]
    assert "s-maxage" not in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    for name in ("ETag", "Last-Modified", "Surrogate-Key"):
        assert name not in response


def test_a_spiked_article_can_still_be_looked_at(client, story):
    workflow.spike(story, story.created_by)
    assert preview(client, story.created_by, story).status_code == 200


def test_its_links_lead_to_pages_that_may_be_framed_too(client, story):
    page = preview(client, story.created_by, story).content.decode()
    assert f'href="{INSIDE}authors/rosa-writes/"' in page
    assert f'href="{INSIDE}world/"' in page
    assert 'href="/world/"' not in page


def rewritten(story, **content):
    copy = Article.objects.get(pk=story.pk)
    for name, value in content.items():
        setattr(copy, name, value)
    return workflow.save_copy(copy, copy.created_by, based_on=copy.version)


def test_any_version_of_the_history_is_shown_as_it_was(client, story):
    rewritten(story, headline="Second thoughts", body="<p>Quite another text.</p>")
    first, second = (
        preview(client, story.created_by, story, "version_preview", version).content.decode()
        for version in (1, 2)
    )
    assert f"{people.HEADLINE}</h1>" in first
    assert "two postal workers" in first
    assert "Second thoughts</h1>" in second
    assert "two postal workers" not in second
    for name in ("version_preview", "version_preview_page"):
        assert around(client, story.created_by, story, name, 3).status_code == 404


def test_a_version_is_shown_without_what_was_deleted_since(client, story):
    gone, picture = story.section, people.picture()
    rewritten(story, lead_picture=picture)
    rewritten(story, section=people.section("Islands"), lead_picture=None)
    gone.delete()
    picture.delete()
    for name in ("version_preview", "version_preview_page"):
        assert around(client, story.created_by, story, name, 2).status_code == 200


def test_a_waiting_edition_is_shown_as_of_the_moment_it_goes_live(
    client, story, clock, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    starts_at = clock.now + timedelta(days=1)
    picture = people.picture(licence_from=starts_at)
    picture.prepare()
    article = people.article(story.created_by, story.section, slug="two", lead_picture=picture)
    edition = people.edition(article, starts_at)
    rewritten(article, headline="A later thought")
    shown = preview(client, story.created_by, article, "edition_preview", edition.pk)
    assert f"{people.HEADLINE}</h1>" in shown.content.decode()
    assert 'Published <time datetime="2026-03-04T09:00:00+0000"' in shown.content.decode()
    assert picture.alt in shown.content.decode()
    assert picture.alt not in preview(client, story.created_by, article).content.decode()


def test_it_tells_a_reporter_nothing_of_what_others_have_scheduled(client, clock, story, world):
    others = people.article(people.colleague(), world, headline="Nobody knows yet", slug="others")
    shown = live(people.article(people.colleague(), world, headline="Out already"), world)
    scheduled(others, world, clock.now + timedelta(hours=1))
    edition = scheduled(story, world, clock.now + timedelta(hours=2))
    pages = {
        reader: preview(client, reader, story, "edition_preview", edition.pk).content.decode()
        for reader in (story.created_by, people.editor(world))
    }
    assert ["Nobody knows yet" in page for page in pages.values()] == [False, True]
    assert all(shown.headline in page for page in pages.values())


def test_an_edition_of_another_article_is_none_of_this_one(client, story, clock, world):
    other = people.edition(people.article(people.colleague(), world), clock.now)
    for name in ("edition_preview", "edition_preview_page"):
        assert around(client, story.created_by, story, name, other.pk).status_code == 404


def test_the_page_around_it_frames_it_in_three_widths(client, story):
    page = around(client, story.created_by, story).content.decode()
    address = reverse("admin:articles_article_preview_page", args=[story.pk])
    frames = re.findall(r'<iframe src="([^"]*)" width="(\d+)" [^>]*title="([^"]*)"', page)
    assert {(source, width) for source, width, _ in frames} == {
        (address, width) for width in ("1280", "768", "360")
    }
    assert len({title for *_, title in frames}) == 3


def test_it_offers_the_other_versions(client, story, clock):
    rewritten(story, headline="Second thoughts")
    edition = people.edition(Article.objects.get(pk=story.pk), clock.now + timedelta(days=1))
    page = around(client, story.created_by, story, "version_preview", 1).content.decode()
    for name, ids in (
        ("preview", []), ("version_preview", [2]), ("edition_preview", [edition.pk]),
    ):  # fmt: skip
        assert f'href="{reverse(f"admin:articles_article_{name}", args=[story.pk, *ids])}"' in page
    assert "Goes live on 4 Mar 2026, 09:00" in page


def lengths(page, heading):
    part = page[page.index(f'id="{heading}"') :]
    return re.findall(r"<dd[^>]*>([^<]*)</dd>", part)[:2]


def test_it_shows_a_search_result_and_what_is_cut_from_it(client, story, settings):
    settings.SITE_URL, settings.SITE_NAME = "https://www.harbour.example", "The Harbour"
    rewritten(story, headline="A headline of many words " * 4, standfirst="So it goes. " * 20)
    page = around(client, story.created_by, story).content.decode()
    assert f"harbour.example › world › harbour-bridge-reopens-{story.pk}" in page
    assert "A headline of many words A headline of many words A …</p>" in page
    assert "3 Mar 2026 — " in page
    assert lengths(page, "preview-result") == [
        "99 of about 60 characters: cut", "239 of about 155 characters: cut",
    ]  # fmt: skip


def test_it_shows_the_card_that_links_get(client, story, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    bare = around(client, story.created_by, story).content.decode()
    assert "there is no lead picture that readers may see" in bare
    picture = people.picture()
    picture.prepare()
    rewritten(story, lead_picture=picture)
    page = around(client, story.created_by, story).content.decode()
    assert f'<img src="/admin{picture.card.url}" alt="{picture.alt}"' in page
    assert lengths(page, "preview-card") == [
        f"{len(people.HEADLINE)} of about 70 characters",
        f"{len(people.STANDFIRST)} of about 125 characters",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It fits exactly.", "It fits exactly."),
        ("  Space  is\nnot counted  ", "Space is not …"),
        ("A word is left whole", "A word is left …"),
        ("A word, and one more", "A word, and one …"),
        ("Donaudampfschifffahrt", "Donaudampfschif …"),
    ],
)
def test_what_is_too_long_is_cut_after_a_word(text, shown):
    assert cut(text, 16).shown == shown


def test_many_versions_cost_no_more_queries(client, story, clock, django_assert_num_queries):
    around(client, story.created_by, story)
    with CaptureQueriesContext(connection) as few:
        around(client, story.created_by, story)
    for number in range(9):
        rewritten(story, headline=f"Thought {number}")
    with django_assert_num_queries(len(few)):
        around(client, story.created_by, story)


@pytest.mark.parametrize("make", [people.colleague, people.outsider])
def test_it_does_not_exist_for_people_who_may_not_see_the_article(client, story, make):
    assert preview(client, make(), story).status_code == 404


def test_readers_are_sent_to_sign_in(client, story):
    response = client.get(reverse("admin:articles_article_preview", args=[story.pk]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))
