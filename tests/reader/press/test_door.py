"""Who gets a copy, and that nobody gets one that isn't true, or isn't for everybody."""

import gzip
import threading
from datetime import timedelta

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Author, Edition
from tests import people
from tests.reader.press.conftest import SECONDS, wait
from tests.reader.stories import published

HOUR = timedelta(hours=1)


def ended(edition: Edition, at=None) -> None:
    """End it by plain SQL, as psql would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_edition SET ends_at = coalesce(%s, newsroom_now()) WHERE id = %s",
            [at, edition.pk],
        )


def test_a_page_is_printed_once_and_is_what_django_answers(reader, client):
    first = reader.ask()
    assert not reader.press.counts.hits
    second = reader.ask()
    assert (len(reader.printed), reader.press.counts.hits) == (1, 1)
    assert first == second
    plain = client.get("/")
    assert second.body == plain.content
    own = {"ETag", "Vary", "Content-Length"}
    assert set(second.headers) - own == set(plain.headers) - own
    assert second.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["br", "gzip", "zstd", "identity"])
def test_a_copy_that_is_had_already_is_not_sent(reader, encoding):
    page = reader.ask(http_accept_encoding=encoding)
    assert page.headers.get("Content-Encoding", "identity") == encoding
    assert len(page.body) == int(page.headers["Content-Length"])
    same = reader.ask(http_accept_encoding=encoding, http_if_none_match=page.headers["ETag"])
    assert (same.status, same.body) == (304, b"")
    assert same.headers["ETag"] == page.headers["ETag"]
    assert "Content-Security-Policy" not in same.headers
    weak = reader.ask(http_if_none_match=f'"other", W/{page.headers["ETag"]}')
    assert weak.status == 304
    assert reader.ask(http_if_none_match='"other"').status == 200


def test_each_encoding_has_a_tag_of_its_own(reader):
    tags = {
        reader.ask(http_accept_encoding=encoding).headers["ETag"]
        for encoding in ("br", "gzip", "zstd", "identity")
    }
    assert len(tags) == 4


def test_a_feed_is_not_sent_again_to_who_has_it_by_its_date(reader):
    feed = reader.ask("/rss.xml", http_accept_encoding="gzip")
    assert gzip.decompress(feed.body).startswith(b"<?xml")
    since = feed.headers["Last-Modified"]
    assert reader.ask("/rss.xml", http_if_modified_since=since).status == 304
    old = "Mon, 01 Jan 2024 00:00:00 GMT"
    assert reader.ask("/rss.xml", http_if_modified_since=old).status == 200


def test_head_is_answered_from_the_same_copy(reader):
    head = reader.ask(method="HEAD")
    page = reader.ask()
    assert (head.status, head.body, head.headers) == (200, b"", page.headers)
    assert len(reader.printed) == 1


def test_parameters_that_a_page_does_not_declare_make_no_copies(reader):
    reader.ask("/")
    for query in ("utm_source=x", "q=ferry", "x=1&y=2", "%00=1"):
        assert reader.is_copy(f"/?{query}"), query
    assert len(reader.press.shelf) == 1


def test_parameters_that_it_declares_do(reader):
    assert "ferry" in reader.ask("/search/?q=ferry").text
    assert "whale" in reader.ask("/search/?q=whale").text
    assert reader.is_copy("/search/?utm=1&q=ferry")
    assert len(reader.press.shelf) == 2


def test_the_api_still_names_parameters_that_it_does_not_know(reader):
    assert reader.ask("/api/v1/articles/").status == 200
    assert reader.is_copy("/api/v1/articles/")
    assert reader.ask("/api/v1/articles/?colour=red").status == 400
    assert not reader.is_copy("/api/v1/changes/")
    assert not reader.is_copy("/api/v1/changes/")


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/nowhere/", "/world", "/healthz", "/static/reader/paper.css"]
)
def test_all_else_goes_to_django_as_it_came(reader, address):
    given = reader.ask(address, http_cookie="a=b", http_accept_language="es")
    again = reader.ask(address, http_cookie="a=b", http_accept_language="es")
    assert given.status == again.status
    assert len(reader.printed) == 2
    assert len(reader.press.shelf) == 0


def test_what_is_written_is_never_answered_from_a_copy(reader):
    reader.ask()
    assert reader.ask(method="POST").status in {403, 405}
    assert len(reader.printed) == 2


def test_nothing_of_one_reader_gets_into_a_copy(reader):
    reader.ask(
        http_cookie="sessionid=x",
        http_accept_language="es",
        http_authorization="Basic eA==",
        http_x_forwarded_for="203.0.113.9",
        http_x_forwarded_host="evil.example",
        http_range="bytes=0-3",
    )
    seen = {name for name in reader.printed[0] if name.startswith("HTTP_")}
    assert seen == {"HTTP_HOST"}
    assert "evil" not in reader.ask().text


def test_a_name_that_is_not_ours_is_refused_though_there_is_a_copy(reader):
    reader.ask()
    assert reader.ask(http_host="evil.example").status == 400
    assert reader.is_copy(http_host="testserver")


def test_what_must_come_by_tls_does_so_though_there_is_a_copy(reader, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    reader.django = get_wsgi_application()
    assert reader.ask(http_x_forwarded_proto="https").status == 200
    assert reader.is_copy(http_x_forwarded_proto="https")
    assert reader.ask().status == 301
    assert reader.ask(http_x_forwarded_proto="http").status == 301


def test_a_publication_drops_what_shows_it_and_nothing_else(reader, site):
    addresses = [
        "/", "/world/", "/latest/", "/sitemap.xml", "/rss.xml", "/search/?q=story",
        "/api/v1/articles/", site["World"].get_absolute_url(),
    ]  # fmt: skip
    other = site["Sport"].get_absolute_url()
    for address in (*addresses, other):
        reader.ask(address)
    published(people.section("World"), "Breaking", since=timezone.now() - HOUR / 2)
    reader.hear()
    assert [address for address in addresses if reader.is_copy(address)] == []
    assert reader.is_copy(other)
    assert "Breaking" in reader.ask("/").text
    assert "Breaking" in reader.ask(site["World"].get_absolute_url()).text


def test_what_is_said_in_sql_is_heard_once_it_is_committed(reader, site):
    address = site["World"].get_absolute_url()
    reader.ask(address)
    with transaction.atomic():
        ended(site["World"])
        assert reader.is_copy(address)
    wait(lambda: reader.ask(address).status == 404)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Author.objects.update(name="Ines M."),
        lambda: people.topic().delete(),
        lambda: people.section("Culture"),
    ],
    ids=["author", "topic", "section"],
)
def test_what_stands_on_any_page_drops_them_all(reader, site, change):
    people.author()
    people.topic()
    reader.hear()
    reader.ask(site["Sport"].get_absolute_url())
    change()
    reader.hear()
    assert len(reader.press.shelf) == 0


def test_a_page_is_true_up_to_its_moment_and_no_further(reader, site):
    address = site["World"].get_absolute_url()
    end = timezone.now() + timedelta(seconds=1.5)
    ended(site["World"], end)
    reader.hear()
    assert reader.ask(address).status == 200
    while (asked_at := timezone.now()) < end + timedelta(seconds=0.2):
        status = reader.ask(address).status
        if asked_at >= end:
            assert status == 404
        elif timezone.now() < end:
            assert status == 200
            assert len(reader.printed) == 1


def test_one_prints_for_all_who_ask_meanwhile(reader):
    arrived = threading.Barrier(9)
    others: list[threading.Thread] = []
    answers = []

    def asks():
        arrived.wait(SECONDS)
        answers.append(reader.ask())
        connection.close()

    reader.before = lambda: wait(lambda: reader.press._printing and len(answers) == 0)
    for _ in range(8):
        others.append(threading.Thread(target=asks))
        others[-1].start()
    arrived.wait(SECONDS)
    for other in others:
        other.join(SECONDS)
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert (len(answers), len(reader.printed)) == (8, 1)


def test_what_changes_while_a_page_is_printed_is_not_hidden_by_it(reader, site):
    touched = reader.press.listener.touched

    def change():
        reader.after = lambda: None
        published(people.section("World"), "Breaking", since=timezone.now() - HOUR / 2)
        wait(lambda: reader.press.listener.touched > touched)

    reader.after = change
    assert "Breaking" not in reader.ask().text
    wait(lambda: reader.press.listener.now()[1])
    assert "Breaking" in reader.ask().text


def test_where_django_fails_nothing_is_kept_and_the_next_one_tries_again(reader):
    def fail():
        raise MemoryError

    reader.before = fail
    with pytest.raises(MemoryError):
        reader.ask()
    reader.before = lambda: None
    assert reader.ask().status == 200


def test_after_a_cut_everything_is_dropped_and_heard_again(reader, site):
    reader.ask()
    connected = reader.press.listener.connected
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'newsroom press' AND datname = current_database()"
        )
    # Said while nobody listens.
    ended(site["World"])
    wait(lambda: "Story of World" not in reader.ask().text)
    wait(lambda: reader.press.listener.connected > connected and reader.press.listener.hears)
    reader.ask()
    assert reader.is_copy()


def test_where_it_cannot_hear_a_copy_lives_for_a_second(reader, site):
    reader.ask()
    reader.press.listener.stop()
    wait(lambda: not reader.press.listener.hears)
    ended(site["World"])
    wait(lambda: "Story of World" not in reader.ask().text)
    before = len(reader.printed)
    assert not reader.is_copy()
    assert len(reader.printed) == before + 1


def test_while_pages_cannot_be_printed_the_last_one_is_sent_but_not_past_its_moment(reader, site):
    """A web server that answers 500 stands for a database that is away."""
    end = timezone.now() + timedelta(seconds=4)
    ended(site["World"], end)
    reader.hear()
    page = reader.ask()
    reader.press.listener.stop()
    reader.django = broken
    wait(lambda: not reader.press.listener.hears)
    asked = reader.ask()
    while timezone.now() < end:
        assert asked.body == page.body
        asked = reader.ask()
    assert reader.ask().status == 500
    assert reader.press.counts.stale > 1


def broken(_environ, start_response):
    start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
    return [b"away"]


def test_a_search_whose_time_was_up_is_asked_for_anew(reader, settings):
    long_ago = timezone.now() - timedelta(days=400)
    published(people.section("World"), "Dolphin", since=long_ago)
    reader.hear()
    settings.SEARCH_LIMIT = 0
    assert "not all headlines were looked through" in reader.ask("/search/?q=whale").text
    assert reader.is_copy("/search/?q=whale")
    wait(lambda: not reader.is_copy("/search/?q=whale"))
