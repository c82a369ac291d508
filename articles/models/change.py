"""Changes: the order in which those who mirror the site are told of what readers see and don't.

Nothing runs when an edition begins or ends, and a transaction may commit later than the moment it
wrote. So each edition's begin and end has a row with the moment from which it may be told, and
`settled_until()` says up to which moment no such row can come any more. Triggers write the rows;
migration 0017 explains why nothing is missed.
"""

from datetime import datetime
from typing import Literal, Self

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q

from articles.models.edition import Edition

__all__ = ["Change", "ChangeQuerySet", "settled_until"]


def settled_until() -> datetime:
    """Return the moment before which all changes are known, aware, in UTC.

    It is now, or when the oldest transaction began that changes editions at this moment. Ask in a
    statement of its own before the changes are read, and outside of a transaction that repeats its
    reads; on the server that is written to, since a replica doesn't know who writes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT changes_settled_until()")
        return cursor.fetchone()[0]


class ChangeQuerySet(models.QuerySet["Change"]):
    def told_before(self, moment: datetime) -> Self:
        """Return the changes readers could see by then, in the order in which they are told.

        An edition that ends where the next one of its article begins is no change of its own.
        """
        following = Edition.objects.filter(
            article=OuterRef("edition__article"), starts_at=OuterRef("edition__ends_at")
        )
        return self.filter(~Q(Exists(following), ends=True), told_at__lt=moment).order_by(
            "told_at", "pk"
        )

    def after(self, told_at: datetime, pk: int) -> Self:
        """Return what follows this change; the first condition alone is what the index answers."""
        return self.filter(Q(told_at__gt=told_at) | Q(pk__gt=pk), told_at__gte=told_at)

    def with_periods(self) -> Self:
        """Load of each edition what says what the change is, and not its content."""
        names = ("article_id", "starts_at", "ends_at", "published_at", "withdrawal_notice")
        fields = [f"edition__{name}" for name in names]
        return self.select_related("edition").only("ends", "told_at", *fields)


class Change(models.Model):
    """The begin of an edition, or its end where one is known; also those that lie ahead."""

    edition = models.ForeignKey(
        Edition, on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    ends = models.BooleanField()
    told_at = models.DateTimeField(
        help_text="When the edition begins or ends, or when that was stored, if that was later."
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=("told_at", "id"), name="change_told")]
        constraints = [
            models.UniqueConstraint(fields=("edition", "ends"), name="change_once"),
        ]

    def __str__(self) -> str:
        return f"Edition {self.edition_id} {'ends' if self.ends else 'begins'}"

    @property
    def at(self) -> datetime:
        """When readers saw it: what was brought in later is older than the moment it was told."""
        ended = self.edition.ends_at if self.ends else None
        return ended or self.edition.starts_at

    @property
    def kind(self) -> Literal["published", "updated", "ended", "withdrawn"]:
        """What readers saw happen."""
        if self.ends:
            return "withdrawn" if self.edition.withdrawal_notice else "ended"
        return "updated" if self.edition.updated_at else "published"
