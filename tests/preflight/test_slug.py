from articles.preflight import slug
from tests.preflight.proofs import found


def test_without_a_slug_it_blocks():
    assert found(slug) == [("block", "slug")]
    assert found(slug, slug="ferry-late") == []
