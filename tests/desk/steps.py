"""What the tests of the verbs' pages do first, and what they look at afterwards."""

from datetime import UTC, datetime

from django.contrib.messages import get_messages
from django.urls import reverse

from articles import workflow
from articles.models import Article, Edition
from tests import people

TOMORROW = datetime(2026, 3, 4, 8, tzinfo=UTC)


def address(verb, article, edition=None):
    ids = [article.pk, edition.pk] if edition else [article.pk]
    return reverse(f"admin:articles_article_{verb}", args=ids)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def in_review(article):
    workflow.submit(article, article.created_by)
    return fresh(article)


def live(article, world):
    workflow.publish(in_review(article), people.editor(world))
    return fresh(article)


def scheduled(article, world, at=TOMORROW):
    workflow.publish(in_review(article), people.editor(world), at=at)
    return Edition.objects.get(article=article, starts_at=at)


def starts(edition):
    return edition.starts_at.isoformat()


def saved(article, by, **content):
    copy = fresh(article)
    for name, value in content.items():
        setattr(copy, name, value)
    return workflow.save_copy(copy, by, based_on=copy.version)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def done(response, article):
    """Return the messages of a verb that was done."""
    assert response.status_code == 302, response.content.decode()
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    return said(response)
