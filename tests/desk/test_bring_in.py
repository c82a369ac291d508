"""Bringing in copy: plain text, pasted or uploaded, becomes a draft."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article
from tests import people
from tests.wire.wxr import export, post

pytestmark = pytest.mark.django_db

COPY = """date 2026-03-02 Headline: Ferry returns to the island

The ferry came back at dawn with forty passengers and a cow.

What happens next

The harbour office will publish a timetable on Friday. Until then the boat sails when it is full.
"""


@pytest.fixture
def bring_in(client):
    def post(person, text="", file=None, **fields):
        client.force_login(person)
        data = {"copy": text, "section": "", **fields}
        if file is not None:
            data["file"] = SimpleUploadedFile("copy.txt", file)
        return client.post(reverse("admin:articles_article_bring_in"), data)

    return post


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def refused_at(response):
    assert response.status_code == 422
    assert not Article.objects.exists()
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_pasted_copy_becomes_a_draft_that_opens_with_what_was_understood(bring_in):
    reporter, world = people.reporter(), people.section("World")
    response = bring_in(reporter, COPY, section=world.pk)
    article = Article.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    assert article.headline == "Ferry returns to the island"
    assert article.dated == date(2026, 3, 2)
    assert article.slug == "ferry-returns-to-the-island"
    assert "<h2>What happens next</h2>" in article.body
    assert (article.created_by, article.section) == (reporter, world)
    assert article.state == Article.State.DRAFT
    notes = said(response)
    assert "The headline is “Ferry returns to the island”." in notes
    assert "The story's date is 2 March 2026." in notes
    history = article.history.get()
    assert history.history_user == reporter
    assert history.history_change_reason == "Brought in from pasted copy"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_whatever_unicode_it_is_in(bring_in, encoding):
    bring_in(people.reporter(), file=COPY.replace("cow", "vaché").encode(encoding))
    assert "a vaché" in Article.objects.get().body


def test_a_file_in_latin_1_is_read_with_a_warning(bring_in):
    response = bring_in(people.reporter(), file=COPY.replace("cow", "vaché").encode("latin-1"))
    assert "a vaché" in Article.objects.get().body
    assert any("Windows-1252" in note for note in said(response))


def test_copy_without_a_headline_says_so(bring_in):
    response = bring_in(
        people.reporter(), "The ferry came back at dawn, and with it came a cow.\n" * 2
    )
    assert any("There is no headline" in note for note in said(response))
    assert Article.objects.get().headline


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "There are no words in it."),
        (b" \n\n ", "There are no words in it."),
        (b"%PDF-1.7 \x00\x01", "It is a PDF, not plain text."),
        (bytes(range(256)) * 40, "no plain text"),
        (b"words " * 900_000, "It has 5.4 MB, and copy may have 5 MB at most."),
    ],
)
def test_a_file_that_is_no_copy_is_refused_at_its_field(bring_in, file, reason):
    errors = refused_at(bring_in(people.reporter(), file=file))
    assert list(errors) == ["file"]
    assert reason in errors["file"][0]


def test_an_empty_page_is_refused(bring_in):
    errors = refused_at(bring_in(people.reporter(), "  \n"))
    assert errors == {"copy": ["There are no words in it. Check that the right file was saved."]}


def test_pasted_text_that_is_too_long_is_refused_and_stays(bring_in):
    response = bring_in(people.reporter(), "words " * 850_000)
    assert "copy may have 5 MB at most" in refused_at(response)["copy"][0]
    assert "words words words" in response.content.decode()


def test_text_and_file_at_once_are_refused_and_what_was_typed_stays(bring_in):
    world = people.section("World")
    response = bring_in(people.reporter(), COPY, file=b"Other words.", section=world.pk)
    assert "not both" in refused_at(response)["file"][0]
    page = response.content.decode()
    assert "Ferry returns to the island" in page
    assert f'<option value="{world.pk}" selected>' in page


def test_people_who_may_not_write_are_told_so(bring_in, client):
    response = bring_in(people.outsider(), COPY)
    assert response.status_code == 403
    assert "You may not write articles here." in response.content.decode()
    assert not Article.objects.exists()


def test_a_story_of_another_format_becomes_a_draft_too(bring_in):
    reporter = people.reporter()
    page = (
        b"<html><body><article><h1>Ferry late</h1><p>It came at nine.</p></article></body></html>"
    )
    bring_in(reporter, file=page)
    bring_in(reporter, "# Ferry *later*\n\nIt came at **ten**.\n")
    bodies = {article.headline: article.body for article in Article.objects.all()}
    assert bodies == {
        "Ferry late": "<p>It came at nine.</p>",
        "Ferry later": "<p>It came at <strong>ten</strong>.</p>",
    }


def test_the_same_copy_brought_in_again_leads_to_what_is_there(bring_in):
    reporter = people.reporter()
    first, second = bring_in(reporter, COPY), bring_in(reporter, COPY)
    assert (Article.objects.count(), second.url) == (1, first.url)
    assert "You have brought this in before: here it is." in said(second)
    bring_in(people.colleague(), COPY)
    assert Article.objects.count() == 2


def test_an_archive_becomes_drafts_with_a_report(bring_in, client):
    reporter, world = people.reporter(), people.section("World")
    response = bring_in(reporter, file=export(post(1), post(2, status="draft")).encode())
    assert Article.objects.filter(state="draft", section=world).count() == 2
    page = client.get(response.url).content.decode()
    assert page.count("New draft</span>") == 2
    assert "was at https://old.example.org/2012/03/15/post-1/" in page


def test_only_a_chief_is_offered_to_publish_what_was_published(bring_in, client):
    people.section("World")
    archive = export(post()).encode()
    assert 'name="dated"' not in bring_in(people.reporter(), "").content.decode()
    bring_in(people.reporter(), file=archive, dated="on")
    assert Article.objects.get().state == "draft"
    bring_in(people.chief(), file=export(post(9)).encode(), dated="on")
    assert Article.objects.get(state="published").slug == "post-9"


def test_an_archive_that_is_too_large_for_a_browser_is_refused(bring_in, settings):
    large = export(post(content="word " * 2_100_000)).encode()
    errors = refused_at(bring_in(people.reporter(), file=large))
    assert "an archive may have 10 MB here" in errors["file"][0]


def test_no_copy_of_an_upload_is_left_behind(bring_in, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    bring_in(people.reporter(), file=export(post()).encode())
    bring_in(people.reporter(), file=b"%PDF-1.7")
    assert list(tmp_path.glob("newsroom-*")) == []
