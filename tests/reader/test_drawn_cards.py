"""Cards are drawn once, and anew when anything on them is another."""

import pytest

from articles.models import Author
from tests import people
from tests.reader.stories import published

pytestmark = pytest.mark.django_db


def page(client, address="/latest/") -> str:
    return client.get(address).content.decode()


def test_a_new_name_of_an_author_or_of_a_section_is_on_the_next_page(client):
    author, section = people.author("Ida Quay"), people.section("World")
    published(section, "Ferry returns", author_ids=[author.pk])
    assert "Ida Quay" in page(client)
    Author.objects.update(name="Ida Pier")
    assert "Ida Pier" in page(client)
    assert "Ida Quay" not in page(client)
    section.slug = "abroad"
    section.save()
    assert "/abroad/a-story" in page(client)


def test_the_same_edition_looks_another_way_in_another_place(client):
    published(people.section("World"), "Ferry returns", standfirst="It is back.")
    assert "<h2" in page(client)
    assert "It is back." in page(client)
    fronts = page(client, "/"), page(client, "/")
    assert fronts[0] == fronts[1]
