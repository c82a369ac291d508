from articles.preflight import section
from tests.preflight.proofs import found


def test_without_a_section_it_blocks():
    assert found(section) == [("block", "section")]
    assert found(section, section_id=3) == []
