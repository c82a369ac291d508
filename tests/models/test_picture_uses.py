"""Where pictures are used: kept by the database, whichever way articles and editions change."""

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError

from articles.models import Article, Edition, PictureUse
from tests import people
from tests.models.refusals import refused_by


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lead(db):
    return people.picture((300, 200))


@pytest.fixture
def within(db):
    return people.picture((300, 200))


def placed(picture):
    return f'<figure><img data-picture="{picture.pk}" src="/media/x.webp" alt="x"></figure>'


def uses():
    return set(PictureUse.objects.values_list("picture", "article", "edition"))


def test_an_articles_pictures_are_noted_each_once(rosa, world, lead, within):
    body = placed(within) + "<p>Text</p>" + placed(within) + placed(lead)
    article = people.article(rosa, world, lead_picture=lead, body=body)
    assert uses() == {(lead.pk, article.pk, None), (within.pk, article.pk, None)}


def test_a_change_of_the_copy_changes_them_however_it_comes(rosa, world, lead, within, change):
    article = people.article(rosa, world, lead_picture=lead)
    change(article, body=placed(within))
    assert uses() == {(lead.pk, article.pk, None), (within.pk, article.pk, None)}
    change(article, lead_picture_id=None)
    assert uses() == {(within.pk, article.pk, None)}
    change(article, body="<p>None</p>")
    assert uses() == set()


def test_an_edition_keeps_its_own_while_the_copy_goes_on(rosa, world, lead, within, clock):
    article = people.article(rosa, world, lead_picture=lead)
    edition = people.edition(article, clock.now)
    Article.objects.filter(pk=article.pk).update(lead_picture=within)
    assert uses() == {(lead.pk, article.pk, edition.pk), (within.pk, article.pk, None)}


def test_a_cancelled_edition_takes_its_own_with_it(rosa, world, lead, clock):
    article = people.article(rosa, world, lead_picture=lead)
    edition = people.edition(article, clock.tick(hours=1))
    clock.at(edition.starts_at.replace(hour=9))
    edition.delete()
    other = people.edition(article, edition.starts_at)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_edition WHERE id = %s", [other.pk])
    assert not Edition.objects.exists()
    assert uses() == {(lead.pk, article.pk, None)}


def test_what_only_looks_like_a_picture_is_none(rosa, world, within):
    text = f'&lt;img data-picture="{within.pk}"&gt; <em>data-picture="{within.pk}"</em>'
    huge = '<figure><img data-picture="99999999999999999999999" src="/media/x" alt="x"></figure>'
    gone = '<figure><img data-picture="987654321" src="/media/x" alt="x"></figure>'
    people.article(rosa, world, body=f"<p>{text}</p>{huge}{gone}")
    assert uses() == set()


def test_a_used_picture_is_kept_also_from_sql(rosa, world, lead, within):
    article = people.article(rosa, world, lead_picture=lead, body=placed(within))
    with pytest.raises(ProtectedError):
        within.delete()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET lead_picture_id = NULL, body = ''")
    assert uses() == set()
    within.delete()
    Article.objects.filter(pk=article.pk).update(body=placed(lead))
    name = PictureUse._meta.get_field("picture").name
    with refused_by(_foreign_key(name)), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_picture WHERE id = %s", [lead.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _foreign_key(name):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, PictureUse._meta.db_table)
    return next(
        key
        for key, each in found.items()
        if each["foreign_key"] and each["columns"] == [f"{name}_id"]
    )
