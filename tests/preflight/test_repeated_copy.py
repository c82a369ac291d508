import pytest
from django.utils import timezone

from articles.models import Article
from articles.preflight import repeated_copy
from tests import people
from tests.preflight.proofs import findings, found

pytestmark = pytest.mark.django_db

SENTENCES = [
    f"In the {place} the boats lay at anchor for most of the week, since the storm "
    "had torn three buoys from their chains."
    for place in ("north", "south", "east", "west", "middle")
]
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def store(**content):
    return people.article(people.reporter(), None, **content)


def test_the_same_text_under_another_headline_is_told():
    first = store(headline="Boats at anchor", body=TEXT)
    (finding,) = findings(repeated_copy, headline="Storm over", body=TEXT)
    assert (finding.level, finding.field) == ("warn", "body")
    assert f"“Boats at anchor” (article {first.pk})" in finding.message


def test_a_new_introduction_hides_nothing():
    store(headline="Boats at anchor", body=TEXT)
    edited = f"<p>{'A fresh start. ' * 9}</p>" + TEXT.replace("north", "far north")
    assert found(repeated_copy, headline="Storm over", body=edited) == [("warn", "body")]


def test_one_paragraph_in_common_passes():
    store(headline="Boats at anchor", body=f"<p>{SENTENCES[0]}</p><p>{'Else was new. ' * 9}</p>")
    assert found(repeated_copy, headline="Storm over", body=TEXT) == []


def test_short_paragraphs_may_stand_in_two_stories():
    store(headline="Boats at anchor", body="<p>More follows.</p>")
    assert found(repeated_copy, headline="Storm over", body="<p>More follows.</p>") == []


def test_the_same_headline_is_told_once_and_by_number():
    first = store(headline="Boats at  ANCHOR", body="")
    (finding,) = findings(repeated_copy, headline="Boats at anchor", body=TEXT)
    assert (finding.field, f"Article {first.pk}" in finding.message) == ("headline", True)
    Article.objects.filter(pk=first.pk).update(body=TEXT)
    assert found(repeated_copy, headline="Boats at anchor", body=TEXT) == [("warn", "body")]


def test_a_headline_with_more_words_is_another():
    store(headline="Boats at anchor again", body="")
    assert found(repeated_copy, headline="Boats at anchor", body="") == []


def test_an_article_doesn_t_repeat_itself():
    own = store(headline="Boats at anchor", body=TEXT)
    assert found(repeated_copy, pk=own.pk, headline=own.headline, body=own.body) == []


def test_what_was_spiked_doesn_t_count():
    spiked = store(headline="Boats at anchor", body=TEXT)
    Article.objects.filter(pk=spiked.pk).update(spiked_at=timezone.now())
    assert found(repeated_copy, headline="Boats at anchor", body=TEXT) == []


def test_signs_in_the_text_are_taken_as_they_are():
    body = f"<p>{'100 % of _all_ ' * 9}</p>"
    store(headline="Shares", body=body.replace("_all_", "xallx"))
    assert found(repeated_copy, headline="More shares", body=body) == []


def test_only_the_newest_articles_are_compared(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(repeated_copy, "NEWEST", 2)
    store(headline="Boats at anchor", body=TEXT)
    store(headline="Newer", body="")
    with django_assert_num_queries(2):
        assert found(repeated_copy, headline="Storm over", body=TEXT) == [("warn", "body")]
    store(headline="Newest", body="")
    assert found(repeated_copy, headline="Storm over", body=TEXT) == []
