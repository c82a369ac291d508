"""What is drawn once in a process, and asked of the database as it was planned before."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.reader.pages import OF_ARTICLE
from tests.reader.stories import DAY, published, text

pytestmark = pytest.mark.django_db


def test_a_renamed_section_is_called_so_everywhere_at_once(client, world):
    address = published(world, "Tide gate closes").get_absolute_url()
    named = text(client.get(address)).count(f">{world.name}</a>")
    assert named == 3  # masthead, trail and colophon
    world.name = "Abroad"
    world.save()
    page = text(client.get(address))
    assert page.count(">Abroad</a>") == named
    assert ">World</a>" not in page


def test_a_renamed_article_is_called_so_where_others_lead_to_it(client, world, time_machine):
    other = published(world, "Tide gate closes", until=DAY + timedelta(days=1))
    later = {"article": other.article, "since": other.ends_at, "first": other.starts_at}
    published(world, "Tide gate opens", **later)
    address = published(world, "Ferry sails again").get_absolute_url()
    time_machine.move_to(DAY + timedelta(hours=1))
    assert "Tide gate closes</a>" in text(client.get(address))
    time_machine.move_to(DAY + timedelta(days=2))
    page = text(client.get(address))
    assert "Tide gate opens</a>" in page
    assert "Tide gate closes" not in page


def test_the_frame_has_the_day_it_is(client, world, time_machine):
    time_machine.move_to(DAY)
    first = text(client.get("/")).partition('<p class="date">')[2].partition("</p>")[0]
    time_machine.move_to(DAY + timedelta(days=1))
    second = text(client.get("/")).partition('<p class="date">')[2].partition("</p>")[0]
    assert first != second


def test_the_query_of_an_articles_page_is_planned_once(world):
    edition = published(world, "Tide gate closes")
    for _ in range(4):
        (found,) = OF_ARTICLE(article=edition.article_id, at=timezone.now())
        assert found == edition
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE '%%articles_edition%%' AND generic_plans > 0"
        )
        assert (3, 0) in cursor.fetchall()
