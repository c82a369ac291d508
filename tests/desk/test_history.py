"""The history of an article: who, when and why, what readers saw of it, and page by page."""

import pytest
from django.urls import reverse
from lxml import html

from articles import workflow
from articles.models import Article
from tests import people
from tests.desk.steps import fresh, live, saved, scheduled

pytestmark = pytest.mark.django_db


def address(article, **query):
    return reverse("admin:articles_article_history", args=[article.pk], query=query or None)


def rows(response):
    """Return the versions on the page, each with all that is said of it, by number."""
    page = html.fromstring(response.content.decode())
    found = page.xpath("//li[contains(@class, 'desk-version')]")
    return {
        int(row.xpath(".//h2")[0].text.split()[1]): " ".join(row.text_content().split())
        for row in found
    }


def test_every_version_says_who_when_and_why(as_, story, clock):
    emil = people.editor(story.section)
    copy = fresh(story)
    copy.headline, copy.author_ids = "Bridge <open>", []
    workflow.save_copy(copy, emil, reason="Shorter & better", based_on=1)
    shown = rows(as_(emil).get(address(story)))
    assert list(shown) == [2, 1]
    assert "Newest" in shown[2]
    assert "Emil, 3 Mar 2026" in shown[2]
    assert "Shorter & better" in shown[2]
    assert "Bridge <open>" in shown[2]
    assert "Changed: Headline, Authors" in shown[2]
    assert "Rosa, 3 Mar 2026" in shown[1]
    assert "Changed" not in shown[1]


def test_a_version_says_what_was_done_to_it_and_when_readers_saw_it(as_, story, clock):
    live(story, story.section)
    saved(story, story.created_by, headline="A second take")
    scheduled(fresh(story), story.section)
    shown = rows(as_(people.editor()).get(address(story)))
    assert "Rosa submitted it on" in shown[1]
    assert "Emil published it on" in shown[1]
    assert "Live since 3 Mar 2026, 09:00, until 4 Mar 2026, 08:00" in shown[1]
    assert "Goes live 4 Mar 2026" in shown[2]
    assert "Emil scheduled it for" in shown[2]
    assert "published it on" not in shown[2]


def test_what_is_typed_and_not_saved_is_no_version(as_, story, clock):
    rosa = story.created_by
    keep = reverse("admin:articles_article_keep", args=[story.pk])
    as_(rosa).post(keep, {"headline": "Half a headli"})
    assert list(rows(as_(rosa).get(address(story)))) == [1]
    assert Article.objects.get().history.count() == 1


def test_two_can_be_chosen_and_the_last_two_are_at_first(as_, story):
    for headline in ("Two", "Three"):
        saved(story, story.created_by, headline=headline)
    page = html.fromstring(as_(story.created_by).get(address(story)).content.decode())
    (form,) = page.xpath("//form[.//input[@name='old']]")
    assert form.action == reverse("admin:articles_article_choose_versions", args=[story.pk])
    assert dict(form.form_values()) == {"old": "2", "new": "3"}


def test_a_long_history_has_pages_that_cost_the_same(
    as_, story, clock, django_assert_max_num_queries
):
    rosa = story.created_by
    copy = fresh(story)
    for place in range(2, 112):
        copy.headline = f"Take {place}"
        copy = workflow.save_copy(copy, rosa, based_on=copy.version)
    client = as_(rosa)
    client.get(address(story))
    with django_assert_max_num_queries(20) as newest:
        first = client.get(address(story))
    assert list(rows(first)) == list(range(111, 61, -1))
    assert b"?before=62" in first.content
    with django_assert_max_num_queries(len(newest)):
        second = client.get(address(story, before=62))
    assert list(rows(second)) == list(range(61, 11, -1))
    last = client.get(address(story, before=12))
    assert list(rows(last)) == list(range(11, 0, -1))
    assert b"Older versions" not in last.content
    assert "Changed: Headline" in rows(first)[62]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "0", "1"])
def test_a_page_that_there_is_not(as_, story, before):
    assert as_(story.created_by).get(address(story, before=before)).status_code == 200


def test_the_panel_beside_the_form_has_the_last_versions(as_, story, clock):
    live(story, story.section)
    edition = story.editions.get()
    for headline in "ABCDEF":
        saved(story, story.created_by, headline=headline)
    page = html.fromstring(
        as_(people.editor())
        .get(reverse("admin:articles_article_change", args=[story.pk]))
        .content.decode()
    )
    (panel,) = page.xpath("//section[@aria-labelledby='desk-panel-versions']")
    assert len(panel.xpath(".//li")) == 5
    links = panel.xpath(".//a/@href")
    assert reverse("admin:articles_article_changes", args=[story.pk, edition.pk]) in links
    assert reverse("admin:articles_article_compare", args=[story.pk, 6, 7]) in links
