"""Claims: what the copy states that can be checked, and who checked it against what."""

from hashlib import sha256
from typing import NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.copy import Copy
from articles.richtext.claims import FoundClaim, claims, claims_in

__all__ = ["MOST_CLAIMS", "Claim", "ListedClaim", "claims_of"]

#: More than anybody checks; no copy but a pasted table states so much.
MOST_CLAIMS = 2000


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> Self:
        """Return the checks that nobody took back."""
        return self.filter(reopened_at=None)


class Claim(models.Model):
    """The check of one figure, date, name, quote or link in a sentence of the working copy.

    It holds for the sentence's very words: once they change, what it says is open again. Written
    once; it can be taken back, not changed or deleted.
    """

    class Kind(models.TextChoices):
        FIGURE = "figure", "Figure"
        DATE = "date", "Date"
        NAME = "name", "Name"
        QUOTE = "quote", "Quote"
        LINK = "link", "Link"

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    sentence = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of kind, text and sentence.")
    source = models.TextField(max_length=1000, help_text="What it was checked against.")
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("checked_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("article", "digest"),
                condition=Q(reopened_at=None),
                name="claim_checked_once",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="claim_has_source"),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None)
                | Q(reopened_at__isnull=False, reopened_by__isnull=False),
                name="claim_reopened_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ListedClaim(NamedTuple):
    """What a copy states: the check that holds, or the one that held for other words around it."""

    found: FoundClaim
    digest: str
    checked: Claim | None
    before: Claim | None

    @property
    def label(self) -> str:
        return Claim.Kind(self.found.kind).label

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence in three: what comes before the words, the words, and what comes after."""
        before, words, after = self.found.sentence.partition(self.found.text)
        return before, words, after


def claims_of(copy: Copy) -> list[ListedClaim]:
    """Return what a stored article's copy states, in its order, with the checks: one query."""
    stored = Claim.objects.filter(article=copy.pk).select_related("checked_by")
    standing: dict[str, Claim] = {}
    earlier: dict[tuple[str, str], Claim] = {}
    for claim in stored:
        earlier[claim.kind, claim.text] = claim
        if claim.reopened_at is None:
            standing[claim.digest] = claim
    listed = []
    for digest, found in _found_in(copy).items():
        checked = standing.get(digest)
        before = None if checked else earlier.get((found.kind, found.text))
        listed.append(ListedClaim(found, digest, checked, before))
    return listed


def _found_in(copy: Copy) -> dict[str, FoundClaim]:
    """Return what is stated by digest, the first of it; a name only where it comes first."""
    found = [*claims_in(copy.headline), *claims_in(copy.standfirst), *claims(copy.body)]
    found += claims_in(copy.lead_caption)
    names: set[str] = set()
    kept: dict[str, FoundClaim] = {}
    for claim in found:
        if len(kept) == MOST_CLAIMS:
            break
        if claim.kind != Claim.Kind.NAME or claim.text not in names:
            kept[_digest(claim)] = claim
        if claim.kind == Claim.Kind.NAME:
            names.add(claim.text)
    return kept


def _digest(found: FoundClaim) -> str:
    return sha256("\0".join(found).encode()).hexdigest()
