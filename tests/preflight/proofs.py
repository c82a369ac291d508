"""Articles for the checks to read. Most checks look at the copy alone, so nothing is stored."""

from datetime import UTC, datetime

from articles.models import Article
from articles.preflight.proof import Proof

AT = datetime(2026, 3, 4, 9, tzinfo=UTC)


def found(module, at=AT, **fields):
    """Return what a check finds in an article with these fields: level and field of each."""
    return [(each.level, each.field) for each in findings(module, at, **fields)]


def findings(module, at=AT, **fields):
    return list(module.check(Proof(Article(**fields), at)))
