"""A newsroom that moves out and in again: the same pages, byte for byte."""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from articles.demo.load import load
from articles.models import (
    Article,
    Edition,
    Event,
    Picture,
    SearchEntry,
    Section,
    Topic,
    User,
)
from articles.wire.out.archive import TABLES
from tests import people

PASSWORD = "nine herons over the lock"
BEGIN = ("/", "/latest/", "/archive/", "/corrections/", "/rss.xml", "/sitemap.xml", "/search/?q=a")
LINK = re.compile(r'href="(/(?!static|admin)[^"#]*)"')


def run(name, *arguments):
    out = io.StringIO()
    call_command(name, *map(str, arguments), stdout=out)
    return out.getvalue()


def emptied():
    names = ", ".join(f'"{model._meta.db_table}"' for model in TABLES.values())
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def pages(client):
    """Return every page that readers come to, by its address."""
    found, ahead = {}, list(BEGIN)
    while ahead:
        address = ahead.pop()
        if address not in found:
            response = client.get(address)
            found[address] = response.status_code, response.content
            if "text/html" in response.get("Content-Type", ""):
                ahead += map(unescape, LINK.findall(response.content.decode()))
    return found


@pytest.fixture
def newsroom(transactional_db, clock):
    """The demo, as if all its pictures were prepared."""
    # A test before this one may have emptied the database.
    for name in people.GROUPS:
        people.group(name)
    load(PASSWORD)
    Picture.objects.update(prepared=True)


@pytest.mark.django_db(transaction=True)
def test_it_gives_the_same_pages_byte_for_byte(newsroom, client, tmp_path):
    before = pages(client)
    rows = {name: model._default_manager.count() for name, model in TABLES.items()}
    assert len(before) > 100
    run("export_archive", tmp_path / "out")
    emptied()
    assert client.get("/latest/").content != before["/latest/"][1]
    run("import_copy", tmp_path / "out")
    assert pages(client) == before
    assert {name: model._default_manager.count() for name, model in TABLES.items()} == rows
    assert SearchEntry.objects.count() == Edition.objects.count()


@pytest.fixture
def small(transactional_db):
    world = people.section("World")
    article = people.article(people.reporter(), world)
    picture = people.picture()
    people.edition(article, timezone.now(), lead_picture=picture)
    return article


@pytest.fixture
def moved(small, tmp_path):
    """A folder with a newsroom in it, and nothing in this one."""
    run("export_archive", tmp_path / "out")
    emptied()
    return tmp_path / "out"


@pytest.mark.django_db(transaction=True)
def test_what_comes_after_moving_goes_on_as_ever(small, tmp_path):
    chief = people.chief()
    run("export_archive", tmp_path / "out")
    emptied()
    run("import_copy", tmp_path / "out")
    chief = User.objects.get(username=chief.username)
    assert chief.has_perm("articles.publish_unreviewed")
    assert not chief.check_password(people.PASSWORD)
    article = people.article(chief, Section.objects.get())
    assert article.pk == small.pk + 1
    with pytest.raises(IntegrityError, match="edition"):
        Edition.objects.update(headline="Other")
    assert Event.objects.filter(article=article).exists() == Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_folder_is_readable_by_other_programs(moved):
    lines = moved.joinpath("articles.ninjs.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["headlines"][0]["value"] == people.HEADLINE
    with moved.joinpath("tables/article.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["headline"] == people.HEADLINE
    with moved.joinpath("tables/user.csv").open(newline="") as file:
        assert {row["password"] for row in csv.DictReader(file)} == {"!"}
    assert len(list(moved.glob("pictures/*.jpeg"))) == 1


@pytest.mark.django_db(transaction=True)
def test_it_goes_into_an_empty_newsroom_only(moved):
    Topic.objects.create(name="Trams", slug="trams")
    with pytest.raises(
        CommandError, match=r"There is something in this newsroom already \(1 topic"
    ):
        run("import_copy", moved)


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: (f / "manifest.json").write_text("{"), "manifest.json can't be read"),
        (lambda f: change(f / "manifest.json", "002", "001"), "It is of version 001"),
        (lambda f: (f / "tables/event.csv").unlink(), "The table event is missing"),
        (
            lambda f: change(f / "tables/article.csv", "<h2>", "<script>1</script><h2>"),
            "was changed",
        ),
        (lambda f: change(f / "tables/section.csv", "slug", "password"), "It isn't whole"),
        (lambda f: change(f / "tables/edition.csv", ",1,", ",99,"), "It isn't whole"),
        (
            lambda f: (f / "pictures/../evil.jpeg").rename(f / "pictures/evil.jpeg"),
            "isn't a picture",
        ),
        (lambda f: next(f.glob("pictures/*")).write_bytes(b"<svg>"), "Nothing was stored"),
    ],
    ids=["manifest", "version", "table", "script", "columns", "numbers", "name", "picture"],
)
def test_what_was_changed_or_is_torn_is_refused_and_nothing_is_stored(moved, spoil, told):
    moved.joinpath("evil.jpeg").write_bytes(people.jpeg())
    spoil(moved)
    with pytest.raises(CommandError, match=told):
        run("import_copy", moved)
    for model in (Article, Section, Picture, User):
        assert not model._default_manager.exists()


@pytest.mark.django_db
def test_a_folder_with_something_in_it_is_refused(tmp_path):
    tmp_path.joinpath("notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="There is something in"):
        run("export_archive", tmp_path)
    assert tmp_path.joinpath("notes.txt").read_text() == "mine"
