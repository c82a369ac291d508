"""How long an article takes to read."""

import pytest

from articles.reader.reading_time import minutes
from tests.reader.stories import published, text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", 0),
        ("<p>… — !</p>", 0),
        ("<p>Short.</p>", 1),
        ("<p>one </p>" * 238 * 3, 3),
        ("<p>" + "well-known " * 238 * 2 + "</p>", 2),
        ("<p>" + "one <strong>t</strong>wo " * 238 + "</p>", 2),
        ("<p>" + "港口大桥，" * 255 + "</p>", 4),
        ("<p>" + "港の橋が" * 357 + "</p>", 4),
        ("<p>" + "항구 다리가 " * 238 + "</p>", 2),
        ("<p>" + "हिन्दी में " * 238 + "</p>", 2),
        ("<p>" + "ก" * 5 * 238 * 2 + "</p>", 2),
        ("<p>" + "港口" * 255 + " word" * 238 + "</p>", 3),
    ],
)
def test_words_are_counted_as_their_script_sets_them(body, expected):
    assert minutes(body) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("many", "says"), [(1, ">1 minute to read<"), (700, ">3 minutes to read<")]
)
def test_the_article_says_it(client, world, many, says):
    edition = published(world, body=f"<p>{'word ' * many}</p>")
    assert says in text(client.get(edition.get_absolute_url()))


@pytest.mark.django_db
def test_an_article_without_a_text_says_nothing_of_it(client, world):
    assert "to read" not in text(client.get(published(world, body="").get_absolute_url()))
