from articles.preflight import byline
from tests.preflight.proofs import found


def test_without_an_author_it_blocks():
    assert found(byline) == [("block", "author_ids")]
    assert found(byline, author_ids=[3]) == []
