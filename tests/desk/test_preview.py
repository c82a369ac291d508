"""Preview: the reader's own page from the working copy, for those who may see it."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Edition
from tests import people

pytestmark = pytest.mark.django_db


def preview(client, person, article):
    client.force_login(person)
    return client.get(reverse("admin:articles_article_preview", args=[article.pk]))


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
    assert main(shown) == main(read.content.decode())


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


@pytest.mark.parametrize("make", [people.colleague, people.outsider])
def test_it_does_not_exist_for_people_who_may_not_see_the_article(client, story, make):
    assert preview(client, make(), story).status_code == 404


def test_readers_are_sent_to_sign_in(client, story):
    response = client.get(reverse("admin:articles_article_preview", args=[story.pk]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))
