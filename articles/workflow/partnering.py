"""Partners: let one in with a token, change what they may, close them out."""

from typing import Any

from django.db import transaction

from articles import permissions
from articles.models import Partner, User, database_now
from articles.workflow.refusals import Refused
from articles.workflow.tokens import digest_of, new_secret

__all__ = ["close_partner", "make_partner", "partner_of", "renew_token"]


def make_partner(by: User, **given: Any) -> tuple[Partner, str]:
    """Let a partner in; return it and its token, of which only the hash is stored."""
    _allow(by)
    token = new_secret()
    sections = given.pop("sections", ())
    with transaction.atomic():
        partner = Partner.objects.create(made_by=by, digest=digest_of(token), **given)
        partner.sections.set(sections)
    return partner, token


def renew_token(partner: Partner, by: User) -> str:
    """Give the partner another token; the old one is worth nothing from now on."""
    _allow(by)
    token = new_secret()
    Partner.objects.filter(pk=partner.pk).update(digest=digest_of(token), closed_at=None)
    return token


def close_partner(partner: Partner, by: User) -> None:
    """Close the partner out; what they took stays on record."""
    _allow(by)
    Partner.objects.open().filter(pk=partner.pk).update(closed_at=database_now())


def partner_of(token: str) -> Partner | None:
    """Return the partner whose token this is, unless they are closed out."""
    return Partner.objects.open().select_related("desk").filter(digest=digest_of(token)).first()


def _allow(by: User) -> None:
    if not permissions.keeps_partners(by):
        raise Refused("Only a chief editor lets partners in.")
