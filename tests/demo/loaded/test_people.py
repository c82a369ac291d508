import re

import pytest
from django.conf import settings
from django.contrib.auth import authenticate

from articles.models import Author, Edition, Section, Topic, User
from tests.demo.loaded.conftest import Loaded


def test_six_sections_two_of_them_with_subsections(demo: Loaded):
    top = Section.objects.filter(parent=None).in_order()
    assert [each.name for each in top] == [
        "City",
        "World",
        "Business",
        "Science",
        "Culture",
        "Sport",
    ]
    with_subsections = [each.name for each in top if each.subsections.exists()]
    assert with_subsections == ["City", "Sport"]


def test_every_section_author_and_topic_has_a_story_that_readers_see(demo: Loaded):
    seen = Edition.objects.visible(demo.now)
    assert Author.objects.count() == 8
    assert [each for each in Author.objects.all() if not seen.by_author(each).exists()] == []
    assert Topic.objects.count() == 13
    assert [each for each in Topic.objects.all() if not seen.about(each).exists()] == []
    for section in Section.objects.all():
        assert seen.in_section([section.pk]).exists() or section.subsections.exists()


def test_authors_can_be_reached_and_say_who_they_are(demo: Loaded):
    for author in Author.objects.all():
        assert author.email.endswith("@example.org")
        assert len(author.biography) > 60
        assert author.user.get_full_name() == author.name


@pytest.mark.parametrize(
    ("username", "group"),
    [("reporter", "Reporter"), ("editor", "Editor"), ("chief", "Chief editor")],
)
def test_they_sign_in_with_the_password_that_was_printed(demo: Loaded, username: str, group: str):
    password = re.search(r"The password of all three is (\S+),", demo.output)[1]
    user = authenticate(username=username, password=password)
    assert user is not None
    assert user.is_staff
    assert not user.is_superuser
    assert [each.name for each in user.groups.all()] == [group]


def test_nobody_else_has_a_password(demo: Loaded):
    others = User.objects.exclude(username__in=("reporter", "editor", "chief"))
    assert others.count() == 7
    assert [each for each in others if each.has_usable_password()] == []


def test_the_password_is_kept_where_only_its_owner_reads_it(demo: Loaded):
    file = settings.VAR_DIR / "demo-password"
    assert f"The password of all three is {file.read_text().strip()}," in demo.output
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_editor_is_on_some_desks_only(demo: Loaded):
    editor = User.objects.get(username="editor")
    desks = {each.path for each in Section.objects.on_desks_of(editor)}
    assert "sport/sailing" in desks
    assert not desks & {"science", "culture"}
