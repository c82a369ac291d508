"""What partners hand in: drafts on a desk, once for each key; what is bad waits with its reason."""

import hashlib
from functools import partial
from io import BytesIO

from django.db import IntegrityError, transaction

from articles.models import Delivery, Outcome, Partner, database_now
from articles.wire import door
from articles.wire.decoding import Refused
from articles.wire.items import BrokenOff, Source
from articles.wire.mapping import Mapping
from articles.wire.taking import FILES, Options, take

__all__ = ["LARGEST", "Twice", "hand_in", "try_again"]

#: Bytes at once.
LARGEST = 5_000_000


class Twice(Exception):  # noqa: N818 -- nothing went wrong here
    """Another copy was handed in under this key."""


def hand_in(partner: Partner, key: str, data: bytes, name: str = "") -> Delivery:
    """Take in what was handed in, and return what became of it; twice with a key acts once.

    Raises `Twice` where the key came with something else before.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(
                partner=partner,
                key=key,
                digest=digest,
                received_at=database_now(),
                name=name[:200],
                data=data,
            )
    except IntegrityError:
        delivery = Delivery.objects.get(partner=partner, key=key)
        if delivery.digest != digest:
            raise Twice(f"The key {key} came with another text before. Choose a new one.") from None
        return delivery
    return try_again(delivery)


def try_again(delivery: Delivery) -> Delivery:
    """Take in what is in a delivery, if nobody has; where it can't be, say why in it."""
    with transaction.atomic():
        delivery = (
            Delivery.objects.select_for_update(of=("self",))
            .select_related("partner__desk")
            .get(pk=delivery.pk)
        )
        if delivery.settled_at:
            return delivery
        try:
            with transaction.atomic():
                delivery.article_ids = _taken(delivery)
        except (Refused, BrokenOff) as refusal:
            delivery.reason = str(refusal)
        else:
            delivery.reason, delivery.data = "", b""
            delivery.settled_at = database_now()
        delivery.save()
    return delivery


def _taken(delivery: Delivery) -> list[int]:
    """Take in the items; return the articles. Raises `Refused` where one of them can't be."""
    partner = delivery.partner
    options = Options(section=partner.desk, update=True)
    lines = list(take(_source(delivery), partner.made_by, options, None))
    bad = next((each for each in lines if each.outcome == Outcome.REFUSED), None)
    if bad or not lines:
        raise Refused(" ".join(bad.notes) if bad else "There is no story in it.")
    left = [each for each in lines if each.article_id is None]
    if len(left) == len(lines):
        raise Refused(" ".join(left[0].notes))
    return [each.article_id for each in lines if each.article_id]


def _source(delivery: Delivery) -> Source:
    data, name = bytes(delivery.data), f"partner {delivery.partner_id}"
    open_file: door.OpenFile = partial(BytesIO, data)
    source = door.archive(open_file, Mapping(), pages=False)
    if source is None:
        item = door.story(data)
        item.key = delivery.key
        source = Source(name=name, format=FILES, items=iter([item]))
    # What one partner calls something is nobody else's.
    source.name, source.whence = f"{name} {source.name}"[:200], delivery.partner.name
    return source
