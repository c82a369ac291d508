import pytest

from articles.preflight import body
from tests.preflight.proofs import found


@pytest.mark.parametrize(
    "empty",
    ["", "<p>&nbsp;</p>", "<hr>", '<figure><img data-picture="1" src="/media/a" alt="A"></figure>'],
)
def test_without_words_it_blocks(empty):
    assert found(body, body=empty) == [("block", "body")]


def test_with_words_it_passes():
    assert found(body, body="<p>It came at nine.</p>") == []
