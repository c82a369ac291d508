"""Preflight tells of unchecked claims; a section can ask that there are none."""

import pytest

from articles.preflight import claims
from articles.preflight.proof import Proof
from tests import people
from tests.preflight.proofs import AT, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    body = "<p>The ferry cost 12 million euros. It sails on Monday.</p>"
    return people.article(
        people.reporter(), people.section(), headline="A ferry sails", standfirst="", body=body
    )


def findings(article):
    return list(claims.check(Proof(article, AT)))


def test_it_warns_of_what_is_open(article):
    (finding,) = findings(article)
    assert (finding.level, finding.field, finding.excerpt) == ("warn", "body", "12 million euros")
    assert finding.message.startswith("2 of 2 claims are not checked.")


def test_what_is_checked_passes(article):
    people.checked(article)
    assert findings(article) == []


@pytest.mark.parametrize("whose", ["its own", "its parent's"])
def test_it_blocks_where_the_section_asks_for_checks(article, whose):
    section = article.section
    if whose == "its parent's":
        section.parent = people.section("Whole")
    (section if whose == "its own" else section.parent).claims_block = True
    (finding,) = findings(article)
    assert finding.level == "block"
    assert str(section) in finding.message


def test_copy_that_states_nothing_passes():
    assert found(claims, body="<p>Nothing to see.</p>") == []
