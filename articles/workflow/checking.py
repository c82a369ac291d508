"""Checking what copy states: who ticked which claim against what."""

from collections.abc import Collection

from django.db import transaction

from articles import permissions
from articles.models import Article, Claim, User, claims_of, database_now
from articles.workflow.refusals import Refused

__all__ = ["check_claims", "reopen_claim"]


def check_claims(article: Article, by: User, digests: Collection[str], source: str) -> int:
    """Tick claims of the stored copy against a source; return how many weren't ticked before.

    Raises `Refused` where one of them isn't in the copy any more: nothing is ticked then.
    """
    if not source.strip():
        raise Refused("Say what it was checked against: a document, a person, a link.", "source")
    if not digests:
        raise Refused("Select what you have checked.", "claim")
    with transaction.atomic():
        locked = _locked(article.pk, by)
        listed = {claim.digest: claim for claim in claims_of(locked)}
        wanted = set(digests)
        if not wanted <= set(listed):
            raise Refused(
                "A sentence you selected was changed meanwhile. Look at the list again: "
                "nothing was ticked."
            )
        now = database_now()
        made = [
            Claim(
                article=locked,
                **claim.found._asdict(),
                digest=claim.digest,
                source=source.strip(),
                checked_at=now,
                checked_by=by,
            )
            for claim in listed.values()
            if claim.digest in wanted and not claim.checked
        ]
        return len(Claim.objects.bulk_create(made))


def reopen_claim(claim: Claim, by: User) -> None:
    """Take a tick back; who had set it, and against what, stays on record."""
    with transaction.atomic():
        _locked(claim.article_id, by)
        Claim.objects.standing().filter(pk=claim.pk).update(
            reopened_at=database_now(), reopened_by=by
        )


def _locked(article_id: int, by: User) -> Article:
    rows = Article.objects.select_for_update(of=("self",)).select_related("section__parent")
    article = rows.get(pk=article_id)
    if reason := permissions.checks_refusal(by, article):
        raise Refused(reason)
    return article
