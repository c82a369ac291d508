"""The copy isn't another article's: taken in twice, or written on top of one.

Whole paragraphs are compared, and with the newest articles only, so it costs the same whatever the
archive holds. Equal headlines are found in all of it, through the index of the desk's search.
"""

from collections.abc import Iterator

from django.db.models import Case, IntegerField, When

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.preflight.proof import Finding, Proof, warn

__all__ = ["check"]

NEWEST = 500
#: Shorter paragraphs may well stand in two stories.
WORDS_TO_COMPARE = 15
PARAGRAPHS_TO_COMPARE = 8
HEADLINES_TO_COMPARE = 50
TOLD = 3


def check(proof: Proof) -> Iterator[Finding]:
    copied_from = set()
    for other in with_same_paragraphs(proof):
        copied_from.add(other.pk)
        yield warn(
            f"Much of the text is also in “{other.headline}” (article {other.pk}). If it came in "
            "twice, spike one.",
            "body",
        )
    for other in with_same_headline(proof):
        if other.pk not in copied_from:
            yield warn(
                f"Article {other.pk} has the same headline. If it is the same story, spike one; "
                "else tell them apart.",
                "headline",
                other.headline,
            )


def with_same_paragraphs(proof: Proof) -> list[Article]:
    """Return articles in which half or more of the paragraphs stand too."""
    long = [p.html for p in proof.paragraphs if len(p.text.split()) >= WORDS_TO_COMPARE]
    if not long:
        return []
    # From all over the text, so that a new introduction hides nothing.
    compared = long[:: -(-len(long) // PARAGRAPHS_TO_COMPARE)]
    newest = others(proof).values("pk")[:NEWEST]
    whole = [
        Case(When(body__contains=html, then=1), default=0, output_field=IntegerField())
        for html in compared
    ]
    shared = sum(whole[1:], whole[0])
    found = Article.objects.filter(pk__in=newest).annotate(shared=shared)
    enough = found.filter(shared__gte=-(-len(compared) // 2)).order_by("-shared", "-pk")
    return list(enough.only("pk", "headline")[:TOLD])


def with_same_headline(proof: Proof) -> list[Article]:
    headline = proof.article.headline
    if not headline.strip():
        return []
    candidates = others(proof).search(headline).only("pk", "headline")[:HEADLINES_TO_COMPARE]
    return [each for each in candidates if bare(each.headline) == bare(headline)][:TOLD]


def others(proof: Proof) -> ArticleQuerySet:
    """Return all the other articles that nobody has given up, newest first."""
    return Article.objects.filter(spiked_at=None).exclude(pk=proof.article.pk)


def bare(headline: str) -> str:
    return " ".join(headline.casefold().split())
