from datetime import UTC, datetime

import pytest

from articles import richtext
from articles.preflight import body_pictures
from tests import people
from tests.preflight.proofs import findings, found

pytestmark = pytest.mark.django_db


def body(picture_id, alt="A &lt;quay&gt;"):
    html = f'<p>Text</p><img src="/media/a.webp" data-picture="{picture_id}" alt="{alt}" width="8">'
    return richtext.clean(html)


def test_a_described_picture_from_the_library_passes(django_assert_num_queries):
    pictures = "".join(body(people.picture(size=(40, 30)).pk) for _ in range(3))
    with django_assert_num_queries(1):
        assert found(body_pictures, body=pictures) == []


def test_a_text_without_pictures_asks_for_none(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found(body_pictures, body="<p>Text</p>") == []


def test_a_picture_without_description_blocks_whatever_the_text_says_of_it():
    picture = people.picture(size=(40, 30), caption="The quay at noon", alt=" ")
    for alt in ("", "A quay"):
        (finding,) = findings(body_pictures, body=body(picture.pk, alt=alt))
        assert (finding.level, finding.excerpt) == ("block", "The quay at noon")
    assert found(body_pictures, body=body(people.picture(size=(40, 30)).pk, alt="")) == []


def test_a_picture_without_credit_blocks():
    picture = people.picture(size=(40, 30), credit=" ")
    assert found(body_pictures, body=body(picture.pk)) == [("block", "body")]


def test_a_picture_that_is_gone_is_told():
    (finding,) = findings(body_pictures, body=body(987654))
    assert (finding.level, finding.excerpt) == ("warn", "A <quay>")


def test_a_picture_whose_licence_is_over_is_told():
    over = people.picture(size=(40, 30), licence_until=datetime(2026, 3, 4, tzinfo=UTC))
    assert found(body_pictures, body=body(over.pk)) == [("warn", "body")]
