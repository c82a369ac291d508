"""Sections, authors and topics: in order, found by name, kept while articles name them."""

from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse

from articles.models import Author, Section, Topic
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def clara(client):
    clara = people.chief()
    client.force_login(clara)
    return clara


def delete(client, row):
    address = reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])
    return client.post(address, {"post": "yes"}, follow=True).content.decode()


def test_sections_stand_in_the_order_of_the_tree(client, clara):
    sport = people.section("Sport")
    people.section("Arts")
    Section.objects.create(name="Rowing", slug="rowing", parent=sport, order=1)
    Section.objects.create(name="Football", slug="football", parent=sport, order=2)
    response = client.get(reverse("admin:articles_section_changelist"))
    names = [section.name for section in response.context["cl"].result_list]
    assert names == ["Arts", "Sport", "Rowing", "Football"]


def test_the_chief_puts_people_on_a_desk(client, clara):
    sport, emil = people.section("Sport"), people.editor()
    address = reverse("admin:articles_section_change", args=[sport.pk])
    client.post(address, {"name": "Sport", "slug": "sport", "order": 0, "desk": [emil.pk]})
    assert list(sport.desk.all()) == [emil]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"slug": "admin"}, "This address is used by the site itself."),
        ({"slug": "sport"}, "Another section has this address already."),
    ],
)
def test_an_address_that_is_taken_is_told_of(client, clara, fields, told):
    people.section("Sport")
    response = client.post(
        reverse("admin:articles_section_add"), {"name": "New", "order": 0, **fields}
    )
    assert told in response.content.decode()
    assert Section.objects.count() == 1


def test_no_third_level(client, clara):
    football = people.section("Football", parent=people.section("Sport"))
    fields = {"name": "Cup", "slug": "cup", "order": 0, "parent": football.pk}
    client.post(reverse("admin:articles_section_add"), fields)
    assert not Section.objects.filter(slug="cup").exists()


@pytest.mark.parametrize("make", [people.author, people.topic, people.section])
def test_what_nothing_names_is_deleted(client, clara, make):
    row = make()
    delete(client, row)
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_what_articles_name_is_kept_and_says_so(client, clara):
    world, topic, ines = people.section("World"), people.topic(), people.author()
    people.article(people.reporter(), world, topic_ids=[topic.pk], author_ids=[ines.pk])
    for row in (world, topic, ines):
        page = delete(client, row)
        assert f"{row} is used by articles, so it can&#x27;t be deleted." in page
        assert type(row).objects.filter(pk=row.pk).exists()


def test_a_section_with_subsections_is_kept(client, clara):
    sport = people.section("Sport")
    people.section("Football", parent=sport)
    assert "is used as the parent of subsections" in delete(client, sport)


@pytest.mark.django_db(transaction=True)
def test_what_comes_into_use_meanwhile_is_kept(client, clara):
    """The desk found no article that names her; when the database is asked, there is one."""
    ines, rosa, world = people.author(), people.reporter(), people.section()
    others = []

    def name_her():
        people.article(rosa, world, author_ids=[ines.pk])
        connection.close()

    def quicker(execute, sql, params, many, context):
        if sql.startswith('DELETE FROM "articles_author"') and not others:
            others.append(Thread(target=name_her))
            others[0].start()
            others[0].join()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(quicker):
        page = delete(client, ines)
    assert "is used by articles, so it can&#x27;t be deleted." in page
    assert Author.objects.filter(pk=ines.pk).exists()


def test_many_are_never_deleted_at_once(client, clara):
    ines = people.author()
    address = reverse("admin:articles_author_changelist")
    client.post(
        address, {"action": "delete_selected", "_selected_action": [ines.pk], "post": "yes"}
    )
    assert Author.objects.filter(pk=ines.pk).exists()


def test_names_are_found_by_any_of_their_words(client, clara):
    for name in ("Ines Marrow", "Inge Lund", "Tomas Reed"):
        people.author(name)
    address = reverse("admin:articles_author_names")
    found = client.get(address, {"q": "lu in"}).json()["found"]
    assert [row["name"] for row in found] == ["Inge Lund"]
    assert len(client.get(address).json()["found"]) == 3
    client.force_login(people.outsider())
    assert client.get(address).status_code == 403


def test_who_signs_as_whom_is_for_those_who_manage_people(client):
    ines, emil = people.author(), people.editor(people.section())
    client.force_login(emil)
    address = reverse("admin:articles_author_change", args=[ines.pk])
    client.post(address, {"name": "Ines M.", "slug": "ines-marrow", "user": emil.pk})
    ines.refresh_from_db()
    assert (ines.name, ines.user) == ("Ines M.", None)
    client.force_login(people.chief())
    client.post(address, {"name": "Ines M.", "slug": "ines-marrow", "user": emil.pk})
    ines.refresh_from_db()
    assert ines.user == emil


def test_reporters_change_none_of_it(client):
    client.force_login(people.reporter())
    for row in (people.section(), people.author(), people.topic()):
        address = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"name": "Mine", "slug": "mine"}).status_code == 403
    assert not Topic.objects.filter(name="Mine").exists()
