"""Sections: two levels, addresses of their own, and the desks they are on."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Section
from articles.models.section import RESERVED_SLUGS
from tests import people
from tests.models.refusals import refused_by


@pytest.fixture
def football(world):
    return people.section("Football", parent=people.section("Sport"))


def test_there_is_no_third_level(football):
    with refused_by("section_two_levels"):
        Section.objects.bulk_create([Section(name="Cup", slug="cup", parent=football)])
    with pytest.raises(ValidationError, match="can't have subsections of its own"):
        Section(name="Cup", slug="cup", parent=football).full_clean()


def test_no_section_moves_under_a_subsection(football, world, change):
    with refused_by("section_two_levels"):
        change(world, parent_id=football.pk)


def test_a_section_with_subsections_becomes_none_itself(football, world, change):
    with refused_by("section_two_levels"):
        change(football.parent, parent_id=world.pk)
    football.parent.parent = world
    with pytest.raises(ValidationError, match="it can't become one itself"):
        football.parent.full_clean()


def test_no_section_is_part_of_itself(world, change):
    with refused_by("section_two_levels"):
        change(world, parent_id=world.pk)
    world.parent = world
    with pytest.raises(ValidationError, match="can't have subsections of its own"):
        world.full_clean()


@pytest.mark.parametrize("slug", RESERVED_SLUGS)
def test_the_site_s_own_addresses_are_no_section_s(db, slug):
    with refused_by("section_slug_not_reserved"):
        Section.objects.bulk_create([Section(name="Ours", slug=slug)])


def test_a_section_can_t_be_renamed_to_a_reserved_address(world, change):
    with refused_by("section_slug_not_reserved"):
        change(world, slug="admin")
    world.slug = "admin"
    with pytest.raises(ValidationError, match="used by the site itself"):
        world.full_clean()


def test_a_reserved_word_may_name_a_subsection_until_it_moves_up(world):
    search = people.section("Search", parent=world)
    with refused_by("section_slug_not_reserved"):
        Section.objects.filter(pk=search.pk).update(parent=None)


def test_a_subsection_s_address_looks_like_no_article_s(world):
    with refused_by("subsection_slug_unlike_article"):
        people.section("Berlin 89", parent=world)
    people.section("Berlin 89")


def test_addresses_are_unique_under_the_same_parent_only(world, football):
    with refused_by("section_address_unique"):
        Section.objects.bulk_create([Section(name="World again", slug="world")])
    with refused_by("section_address_unique"):
        Section.objects.bulk_create(
            [Section(name="Again", slug="football", parent=football.parent)]
        )
    people.section("Football", parent=world)


def test_a_section_is_found_by_its_path(world, football):
    find = Section.objects.with_path
    assert find("world").get() == world
    assert find("sport/football").get() == football == find("/sport/football/").get()
    for path in ("football", "world/football", "sport/football/cup", "sport/", "world/sport"):
        assert football not in find(path)


@pytest.mark.parametrize("section", ["world", "football"])
def test_a_section_s_path_finds_it(request, section):
    section = request.getfixturevalue(section)
    assert Section.objects.with_path(section.path).get() == section


def test_a_desk_s_editors_edit_its_subsections(world, football):
    emil = people.editor(football.parent)
    assert set(Section.objects.on_desks_of(emil)) == {football.parent, football}


def test_a_subsection_s_desk_doesn_t_edit_the_section(football):
    ada = people.second_editor(football)
    assert set(Section.objects.on_desks_of(ada)) == {football}
