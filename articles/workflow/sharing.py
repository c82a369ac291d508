"""Sharing: links for outsiders, each for one person, to one version, until it expires or is closed.

No Event is written: nothing happens to the article, and the links are their own record, which the
database keeps from being changed.
"""

from datetime import datetime, timedelta

from django.db import transaction

from articles import permissions
from articles.models import Article, Edition, Share, User, database_now
from articles.models.share import LONGEST
from articles.workflow.acting import acting
from articles.workflow.refusals import Refused
from articles.workflow.tokens import digest_of, new_secret

__all__ = [
    "is_open", "maker_sees", "note_opening", "revoke_share", "share", "share_of", "withdrawn_at",
]  # fmt: skip

#: An opening is noted once a browser in this time, and so many in all, so that a program that asks
#: on and on fills nothing. A messenger fetches the link just before a reader opens it: both count.
ONCE_IN, AT_MOST = timedelta(minutes=1), 10


def share(
    article: Article, by: User, *, version: int, recipient: str, lasts: timedelta
) -> tuple[Share, str]:
    """Make a link to this version, good for so long; return it and its secret.

    The secret (256 bits, fit for an address) is nowhere else: only its hash is stored. Raises
    `Refused` where this person may not, and for a version that isn't there.
    """
    recipient = recipient.strip()
    if not recipient:
        raise Refused("Say who the link is for.", "recipient")
    if not timedelta(0) < lasts <= LONGEST:
        raise Refused(f"A link is good for {LONGEST.days} days at most.", "lasts")
    with acting("share", article, by) as act:
        if not permissions.shares(by, act.article):
            raise act.refusal("Only whoever may change the copy now can show it to an outsider.")
        if not act.article.history.filter(version=version).exists():
            raise Refused("There is no such version.", "version")
        secret = new_secret()
        made = Share.objects.create(
            article=act.article,
            version=version,
            recipient=recipient,
            digest=digest_of(secret),
            made_by=by,
            made_at=act.standing.now,
            expires_at=act.standing.now + lasts,
        )
        return made, secret


def revoke_share(link: Share, by: User) -> Share:
    """Close a link at once. Closed twice, it was closed the first time."""
    with transaction.atomic():
        locked = Share.objects.select_for_update(of=("self",)).select_related("article")
        found = locked.get(pk=link.pk)
        if not permissions.revokes(by, found):
            raise Refused("Only whoever made a link, and the article's desk, can close it.")
        if found.revoked_at is None:
            found.revoked_at, found.revoked_by = database_now(), by
            found.save(update_fields=["revoked_at", "revoked_by"])
        return found


def share_of(secret: str) -> Share | None:
    """Return the link with this secret, open or not; None where there is none."""
    rows = Share.objects.select_related("article__section__parent", "made_by")
    return rows.filter(digest=digest_of(secret)).first()


def is_open(link: Share, at: datetime) -> bool:
    """Say whether the link shows its version at this moment.

    It dies with what it rests on too: when the article is spiked, when whoever made it may not see
    the article any more, and when the article is withdrawn afterwards.
    """
    article = link.article
    if not link.open_at(at) or article.spiked_at or not maker_sees(link):
        return False
    withdrawn = withdrawn_at(article)
    return withdrawn is None or withdrawn < link.made_at


def maker_sees(link: Share) -> bool:
    """Say whether whoever made the link is let in at the desk, and sees its article there."""
    return link.made_by.is_staff and permissions.sees(link.made_by, link.article)


def withdrawn_at(article: Article) -> datetime | None:
    """Return when the article was last withdrawn, or None."""
    withdrawn = Edition.objects.filter(article=article).exclude(withdrawal_notice="")
    return withdrawn.order_by("-ends_at").values_list("ends_at", flat=True).first()


def note_opening(link: Share, browser: str) -> None:
    """Note that somebody opened the link with this browser, once a minute at most."""
    browser = browser[:300]
    if _noted(link, browser, database_now()):
        return
    with transaction.atomic():
        Share.objects.select_for_update().get(pk=link.pk)
        now = database_now()
        if not _noted(link, browser, now):
            link.openings.create(at=now, browser=browser)


def _noted(link: Share, browser: str, now: datetime) -> bool:
    """Say whether this opening is noted already, or as many as are noted in this time."""
    lately = link.openings.filter(at__gt=now - ONCE_IN).values_list("browser", flat=True)
    noted = list(lately[:AT_MOST])
    return browser in noted or len(noted) == AT_MOST
