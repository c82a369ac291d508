"""The checks an article passes before it is published, a file a check.

A new check is a module with `check(proof) -> Iterator[Finding]`, added to `CHECKS` below.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from articles.models import Article
from articles.preflight import (
    body,
    body_pictures,
    byline,
    claims,
    dates,
    embeds,
    empty_subheads,
    heading_levels,
    headline,
    lead_picture,
    links,
    repeated_copy,
    section,
    slug,
    standfirst,
    to_come,
)
from articles.preflight.proof import Finding, Level, Proof

__all__ = ["CHECKS", "Finding", "Level", "blocks", "run"]

CHECKS: dict[str, Callable[[Proof], Iterator[Finding]]] = {
    "headline": headline.check,
    "slug": slug.check,
    "section": section.check,
    "byline": byline.check,
    "standfirst": standfirst.check,
    "lead picture": lead_picture.check,
    "body": body.check,
    "to come": to_come.check,
    "pictures in the body": body_pictures.check,
    "videos and posts": embeds.check,
    "heading levels": heading_levels.check,
    "empty subheads": empty_subheads.check,
    "links": links.check,
    "dates": dates.check,
    "repeated copy": repeated_copy.check,
    "claims": claims.check,
}


def run(
    article: Article, at: datetime | None = None, until: datetime | None = None
) -> list[Finding]:
    """Return what the checks find, what blocks publishing first.

    Readers are to see the article from `at` on, without it from now; and until `until`, without it
    until further notice.
    """
    proof = Proof(article, at or timezone.now(), until)
    found = [replace(each, check=name) for name, check in CHECKS.items() for each in check(proof)]
    return sorted(found, key=lambda finding: not finding.blocks)


def blocks(article: Article, at: datetime | None = None) -> list[Finding]:
    """Return the findings that forbid publishing."""
    return [finding for finding in run(article, at) if finding.blocks]
