"""The checks together, on articles as they are stored."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from articles import preflight
from articles.models import Article
from articles.wire.text import understand
from tests import people
from tests.preflight.proofs import AT

COPY = """date 2026-03-04 Headline: Ferry Company Orders Three Electric Boats

First Boat Expected in Spring

The company announced the order on 12 October 2023, after a year of talks with the islands.

What to Do Next
"""


@pytest.fixture
def article(db):
    reporter, picture = people.reporter(), people.picture()
    return people.checked(people.article(reporter, people.section(), lead_picture=picture))


def test_a_finished_article_passes(article):
    assert preflight.run(article) == []


@pytest.mark.django_db
def test_copy_as_it_comes_in_is_told_what_it_lacks():
    incoming = understand(COPY)
    article = Article.objects.create(
        headline=incoming.headline,
        dated=incoming.dated,
        body=incoming.body,
        created_by=people.reporter(),
    )
    found = [(each.check, each.level, each.excerpt) for each in preflight.run(article)]
    assert found == [
        ("slug", "block", ""),
        ("section", "block", ""),
        ("byline", "block", ""),
        ("standfirst", "warn", ""),
        ("lead picture", "warn", ""),
        ("empty subheads", "warn", "What to Do Next"),
        (
            "dates",
            "warn",
            "…announced the order on 12 October 2023, after a year of talks with…",
        ),
        ("claims", "warn", "Three Electric"),
    ]


def test_what_blocks_comes_first_and_can_be_asked_for_alone(article):
    article.standfirst = ""
    article.body += "<p>TK</p>"
    article.section = None
    levels = [each.level for each in preflight.run(article)]
    assert levels == ["block", "block", "warn"]
    assert [each.check for each in preflight.blocks(article)] == ["section", "to come"]


@pytest.mark.django_db
def test_every_finding_says_what_to_do_and_names_a_field():
    article = Article(
        body='<h4>Low</h4><p>TK <a href="#x">x</a> May 2001</p><h2>End</h2>', headline="W" * 120
    )
    article.dated = date(2026, 3, 4)
    fields = {field.attname for field in Article._meta.fields} | {"section", "lead_picture"}
    for each in preflight.run(article, AT):
        assert each.field in fields
        assert re.fullmatch(r".+[.] .+[.]|.+, or .+[.]", each.message), each.message


def test_it_reads_the_article_at_the_moment_asked_for(article):
    article.lead_picture.licence_until = datetime(2026, 3, 5, tzinfo=UTC)
    until = datetime(2026, 3, 4, 18, tzinfo=UTC)
    assert preflight.run(article, AT, until) == []
    (finding,) = preflight.run(article, datetime(2026, 3, 6, tzinfo=UTC))
    assert finding.check == "lead picture"


def test_every_check_in_the_folder_runs():
    folder = Path(preflight.__file__).parent
    files = {file.stem for file in folder.glob("*.py")} - {"__init__", "pictures", "proof"}
    assert {check.__module__.rpartition(".")[2] for check in preflight.CHECKS.values()} == files


def test_its_queries_don_t_grow_with_the_article(article, django_assert_num_queries):
    section = people.section()
    link = '<p>Words enough for one paragraph to be compared: <a href="/{}/x-{}/">here</a>, {}.</p>'
    long = [link.format(section.slug, n, " ".join(["word"] * n)) for n in range(30)]
    article.body = "".join(long) + '<p><a href="/authors/a/">a</a><a href="/topics/t/">t</a></p>'
    with django_assert_num_queries(7):
        preflight.run(article)
