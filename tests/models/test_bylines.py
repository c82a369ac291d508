"""Authors and topics stand in articles as arrays of ids; the database keeps them true."""

import pytest

from articles.models import Author, Edition, Topic
from tests import people
from tests.models.refusals import refused_by

UNKNOWN = 987_654_321


@pytest.mark.parametrize(
    ("name", "constraint"),
    [("author_ids", "copy_authors_exist"), ("topic_ids", "copy_topics_exist")],
)
class TestUnknownIds:
    def test_an_article_can_t_name_them(self, rosa, world, name, constraint):
        with refused_by(constraint):
            people.article(rosa, world, **{name: [UNKNOWN]})

    def test_an_article_can_t_be_changed_to_name_them(self, article, change, name, constraint):
        with refused_by(constraint):
            change(article, **{name: [*getattr(article, name), UNKNOWN]})

    def test_an_edition_can_t_name_them(self, article, clock, name, constraint):
        edition = article.as_edition(clock.now)
        setattr(edition, name, [UNKNOWN])
        with refused_by(constraint):
            Edition.objects.bulk_create([edition])


@pytest.mark.parametrize(
    ("model", "name", "constraint"),
    [
        (Author, "author_ids", "articles_author_in_use"),
        (Topic, "topic_ids", "articles_topic_in_use"),
    ],
)
class TestDeleting:
    @pytest.fixture
    def named(self, model):
        return people.author("Tom Ferry") if model is Author else people.topic()

    def test_who_is_named_by_a_working_copy_can_t_be_deleted(
        self, rosa, world, model, named, name, constraint
    ):
        people.article(rosa, world, **{name: [named.pk]})
        with refused_by(constraint):
            named.delete()
        with refused_by(constraint):
            model.objects.all().delete()

    def test_who_is_named_by_an_edition_alone_can_t_be_deleted(
        self, rosa, world, clock, model, named, name, constraint
    ):
        article = people.article(rosa, world, **{name: [named.pk]})
        people.edition(article, clock.now)
        setattr(article, name, [])
        article.save()
        with refused_by(constraint):
            named.delete()

    def test_who_is_named_nowhere_may_be_deleted(self, article, model, named, name, constraint):
        named.delete()
        assert not model.objects.filter(pk=named.pk).exists()


def test_authors_and_topics_come_in_the_editors_order(rosa, world):
    authors = [people.author(name) for name in ("Zoe Last", "Abe First", "Mia Middle")]
    topics = [people.topic(name) for name in ("Weirs", "Bridges")]
    article = people.article(
        rosa,
        world,
        author_ids=[each.pk for each in authors],
        topic_ids=[each.pk for each in topics],
    )
    assert article.authors() == authors
    assert article.topics() == topics


def test_a_page_and_a_list_have_the_byline_at_hand(rosa, world, clock, django_assert_num_queries):
    names = ["Zoe Last", "Abe First"]
    article = people.article(
        rosa,
        world,
        author_ids=[people.author(name).pk for name in names],
        topic_ids=[people.topic().pk],
    )
    people.edition(article, clock.now)
    with django_assert_num_queries(2):
        page = Edition.objects.visible(clock.now).for_page().get()
        listed = Edition.objects.visible(clock.now).for_list().get()
        assert [author["name"] for author in page.byline] == names
        assert [author["name"] for author in listed.byline] == names
        assert page.tags == [{"name": "Bridges", "slug": "bridges"}]


def test_editions_are_found_by_section_author_and_topic(article, rosa, clock):
    topic = people.topic()
    article.topic_ids = [topic.pk]
    article.save()
    edition = people.edition(article, clock.now)
    other, elsewhere = people.author("Tom Ferry"), people.section("Sport")
    editions = Edition.objects.all()
    assert editions.by_author(rosa.author).get() == edition
    assert not editions.by_author(other).exists()
    assert editions.about(topic).get() == edition
    assert not editions.about(people.topic("Weirs")).exists()
    assert editions.in_section([article.section_id]).get() == edition
    assert not editions.in_section([elsewhere.pk]).exists()
