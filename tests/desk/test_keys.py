"""The keyboard map: on every page, for what each may do, and with every key that a script knows."""

import re
from pathlib import Path

import pytest
from django.urls import resolve, reverse
from lxml.html import fromstring

from tests import people

pytestmark = pytest.mark.django_db

SCRIPTS = Path("static/desk")
#: They make buttons of what isn't one, and the map itself.
UNNAMED = {"menu.js", "keys.js"}


@pytest.fixture
def keyboard(client):
    """`keyboard(person)`: the map as this person gets it."""

    def keyboard(person):
        client.force_login(person)
        return fromstring(client.get(reverse("desk:outbox")).content).get_element_by_id("desk-keys")

    return keyboard


def places(keyboard):
    return {
        link.get("data-key"): resolve(link.get("href")).view_name
        for link in keyboard.xpath("//a[@data-key]")
    }


def test_keys_lead_everywhere_a_reporter_may_go(keyboard):
    assert places(keyboard(people.reporter())) == {
        "gh": "admin:index",
        "ga": "admin:articles_article_changelist",
        "gn": "admin:articles_article_add",
        "gs": "admin:articles_assignment_changelist",
        "gp": "desk:planner",
        "gf": "desk:front",
        "gi": "admin:articles_picture_changelist",
        "gt": "desk:as_of_choose",
        "gm": "desk:outbox",
    }


def test_no_key_leads_where_one_may_not_go(keyboard):
    outsiders = keyboard(people.outsider())
    assert set(places(outsiders)) == {"gh", "gm"}
    assert not outsiders.xpath(".//*[@data-search]")


def test_what_is_said_of_a_pair_of_keys_is_what_is_bound(keyboard):
    for link in keyboard(people.chief()).xpath("//a[@data-key]"):
        told = [key.text for key in link.xpath("ancestor::li//kbd")]
        assert "".join(told).lower() == link.get("data-key")


def test_each_script_that_listens_to_keys_is_in_the_map(keyboard):
    told = keyboard(people.chief()).xpath(".//li/@data-of")
    named = {name for names in told for name in names.split()}
    listening = {
        script.name
        for script in SCRIPTS.glob("*.js")
        if re.search(r"\bkeydown\b", script.read_text())
    }
    assert listening - UNNAMED == named


def test_the_menu_marks_one_page_alone(client):
    client.force_login(people.chief())
    for name, title in {
        "admin:index": "Home",
        "admin:articles_article_changelist": "Articles",
        "admin:articles_article_bring_in": "Bring in copy",
        "desk:outbox": "Mail",
        "desk:unsaved_signed_in": None,
    }.items():
        page = fromstring(client.get(reverse(name)).content)
        marked = page.xpath("//*[@id='nav-sidebar-apps']//a[contains(@class, ' active')]")
        assert [link.xpath("string(span[2])") for link in marked] == [title] * bool(title), name
