import pytest

from articles.preflight import heading_levels
from tests.preflight.proofs import findings


@pytest.mark.parametrize(
    ("levels", "skipping"),
    [
        ("234", []),
        ("23423", []),
        ("", []),
        ("24", ["4"]),
        ("3", ["3"]),
        ("2434", ["4"]),
        ("42", ["4"]),
    ],
)
def test_a_subhead_that_skips_a_level_is_told(levels, skipping):
    body = "".join(f"<h{level}>{level}</h{level}><p>Text</p>" for level in levels)
    assert [each.excerpt for each in findings(heading_levels, body=body)] == skipping


def test_it_says_which_level_fits():
    (finding,) = findings(heading_levels, body="<h2>A</h2><h4>B</h4>")
    assert "Make it heading 3." in finding.message
