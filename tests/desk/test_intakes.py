"""Reports on what was brought in: who sees which, and how they are filtered."""

import csv

import pytest
from django.urls import reverse

from articles.models import Intake, IntakeItem, Outcome
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(db):
    found = Intake.objects.create(by=people.reporter(), names="export.xml")
    found.counted = {"outcomes": [["post", "draft", 150], ["post", "left", 1]], "left": {"tags": 3}}
    found.save()
    lines = [
        IntakeItem(
            intake=found, key=f"post-{n}", kind="post", headline=f"Story {n}", outcome="draft"
        )
        for n in range(150)
    ]
    lines[7].notes = ["Its comments stay behind: 3."]
    lines.append(
        IntakeItem(intake=found, key="=x", kind="post", outcome=Outcome.LEFT, notes=["No."])
    )
    IntakeItem.objects.bulk_create(lines)
    return found


@pytest.fixture
def read(client, intake):
    def get(person, query="", name="intake"):
        client.force_login(person)
        return client.get(reverse(f"desk:{name}", args=[intake.pk]) + query)

    return get


def text(response):
    return response.content.decode()


def test_it_shows_what_became_of_each_item_page_by_page(read):
    page = text(read(people.reporter()))
    assert "Story 0" in page
    assert "Story 99" in page
    assert "Story 100" not in page
    assert "3 tags: left out" in page
    assert "under way, or was broken off" in page
    after = page.partition('href="?after=')[2].partition('"')[0]
    further = text(read(people.reporter(), f"?after={after}"))
    assert "Story 100" in further
    assert "Story 99<" not in further
    assert "Further items" not in further


def test_it_is_filtered_by_outcome_and_to_what_has_notes(read):
    noted = text(read(people.reporter(), "?only=noted"))
    assert "Its comments stay behind: 3." in noted
    assert "Story 8<" not in noted
    left = text(read(people.reporter(), "?only=left"))
    assert "=x" in left
    assert "Story 7" not in left
    assert "New draft (150)" in left


def test_as_a_spreadsheet_it_has_all_items_and_no_formula(read):
    response = read(people.reporter(), name="intake_csv")
    rows = list(csv.reader(b"".join(response.streaming_content).decode("utf-8-sig").splitlines()))
    assert len(rows) == 152
    assert rows[-1][2] == "'=x"


@pytest.mark.parametrize("name", ["intake", "intake_csv"])
def test_others_dont_see_it_but_a_chief_does(read, name):
    assert read(people.colleague(), name=name).status_code == 404
    assert read(people.outsider(), name=name).status_code == 404
    assert read(people.chief(), name=name).status_code == 200


def test_the_list_has_one_s_own_and_a_chief_s_all(client, intake):
    for person, seen in ((people.reporter(), 1), (people.colleague(), 0), (people.chief(), 1)):
        client.force_login(person)
        assert text(client.get(reverse("desk:intakes"))).count("export.xml") == seen
