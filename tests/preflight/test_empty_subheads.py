import pytest

from articles.preflight import empty_subheads
from tests.preflight.proofs import findings, found


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        ("<p>Text</p><h2>Last</h2>", ["Last"]),
        ("<h2>One</h2><h2>Two</h2><p>Text</p>", ["One"]),
        ("<h2>One</h2><h3>Two</h3><h2>Three</h2><p>Text</p>", ["Two"]),
        ("<h2>One</h2><hr><h3>Two</h3>", ["Two"]),
        ("<h2>Rule</h2><hr>", ["Rule"]),
    ],
)
def test_a_subhead_with_nothing_under_it_is_told(body, empty):
    assert [each.excerpt for each in findings(empty_subheads, body=body)] == empty


@pytest.mark.parametrize(
    "under", ["<p>Text</p>", "<h3>Deeper</h3><p>Text</p>", "<ul><li>Item</li></ul>"]
)
def test_a_subhead_with_something_under_it_passes(under):
    assert found(empty_subheads, body=f"<h2>Head</h2>{under}") == []
