"""A replaced picture: readers get the other from its moment on, and pages cost no more for it."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.reader.story import Story
from tests import people
from tests.reader.stories import published, text
from tests.reader.test_body import placed

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    picture = people.picture((900, 700), alt="Another quay", credit="B. Other", caption="Later")
    picture.prepare()
    return picture


def address(picture):
    return picture.sources("wide", "webp")[0].url


@pytest.fixture
def replaced(clock, harbour, other):
    workflow.replace_picture(harbour, people.editor(), other)
    return harbour


def test_lists_pages_and_cards_show_the_other(client, clock, world, replaced, other):
    edition = published(world, lead_picture=replaced)
    for page in (reverse("reader:front"), world.get_absolute_url(), edition.get_absolute_url()):
        shown = text(client.get(page))
        assert address(other) in shown, page
        assert address(replaced) not in shown, page
    assert other.card.url in shown
    assert "Another quay" in shown
    assert "B. Other" in shown
    assert "Later" in shown


def test_the_body_shows_the_other_with_the_articles_own_words(client, world, replaced, other):
    body = placed(replaced, alt="Our own text", caption="Our own caption")
    shown = text(client.get(published(world, body=body).get_absolute_url()))
    assert other.sources("full", "webp")[0].url in shown
    assert 'alt="Our own text"' in shown
    assert "Our own caption" in shown
    assert "B. Other" in shown


def test_before_its_moment_the_site_had_the_old_one(clock, world, replaced, other):
    edition = published(world, lead_picture=replaced, body=placed(replaced))
    edition = type(edition).objects.for_page().get(pk=edition.pk)
    then, now = clock.now, clock.tick()
    before = Story.of(edition, then.replace(hour=8))
    assert before.lead.picture == replaced
    assert replaced.sources("full", "webp")[0].url in before.body
    assert Story.of(edition, now).lead.picture == other


def test_given_back_it_is_shown_again(client, clock, world, replaced, other):
    workflow.restore_picture(replaced, people.editor())
    edition = published(world, lead_picture=replaced)
    assert address(replaced) in text(client.get(edition.get_absolute_url()))


def test_pages_cost_no_more_queries_for_it(client, world, replaced, django_assert_max_num_queries):
    edition = published(world, lead_picture=replaced, body=placed(replaced) * 3)
    ines = people.author()
    ines.portrait = replaced
    ines.save()
    signed = published(world, "Signed", author_ids=[ines.pk], lead_picture=replaced)
    pages = [reverse("reader:front"), world.get_absolute_url(), edition.get_absolute_url(),
             signed.get_absolute_url(), ines.get_absolute_url()]  # fmt: skip
    for page in pages:
        with django_assert_max_num_queries(3):
            client.get(page)


def test_readers_never_get_one_that_lacks_its_words(client, world, harbour):
    # Editions can't have one; an author's page might.
    lacking = people.picture(credit="")
    lacking.prepare()
    ines = people.author()
    published(world, author_ids=[ines.pk])
    for portrait, shown in ((lacking, False), (harbour, True)):
        ines.portrait = portrait
        ines.save()
        page = text(client.get(ines.get_absolute_url()))
        assert (portrait.sources("square", "webp")[0].url in page) == shown
