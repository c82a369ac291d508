"""A quote set large: one class that is kept, through comparing and merging too."""

import pytest

from articles.richtext import clean, text
from articles.richtext.compare import compare
from articles.richtext.merge import merge

PULL = '<blockquote class="pull"><p>Forty-four of them.</p></blockquote>'
PLAIN = "<blockquote><p>Forty-four of them.</p></blockquote>"


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (PULL, PULL),
        ('<blockquote class="x pull y">Forty-four of them.</blockquote>', PULL),
        ('<blockquote class="pulled">Forty-four of them.</blockquote>', PLAIN),
        ('<blockquote class="PULL" style="color:red">Forty-four of them.</blockquote>', PLAIN),
        ('<blockquote class="pull"></blockquote>', ""),
        ('<p class="pull">Forty.</p>', "<p>Forty.</p>"),
    ],
)
def test_of_its_classes_that_one_is_kept(given, stored):
    assert clean(given) == stored
    assert clean(stored) == stored


def test_its_words_are_words_of_the_article():
    assert "Forty-four of them." in text(PULL)


def test_that_it_was_made_one_is_a_change_that_is_shown():
    shown = "".join(str(block) for block in compare(PLAIN, PULL))
    assert "pull" in shown
    assert "".join(str(block) for block in compare(PULL, PULL)).count("Forty-four") == 1


def test_it_stays_one_when_versions_are_merged():
    base = f"<p>One.</p>\n{PLAIN}\n<p>Two.</p>"
    merged = merge(base, base.replace(PLAIN, PULL), base.replace("Two.", "Three."))
    assert not merged.collisions
    assert merged.body() == f"<p>One.</p>\n{PULL}\n<p>Three.</p>"
