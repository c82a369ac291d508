"""What a verb says when it can't be done."""

from datetime import datetime

from articles.models import Article, User

__all__ = ["Refused", "Stale"]


class Refused(Exception):  # noqa: N818 - it isn't an error: somebody asked, and the answer is no
    """A verb can't be done. Its text is a sentence for editors: which rule, and what to do.

    `field` names what it is about (`at`, `until`, `note`, `notice`), or is empty.
    """

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class Stale(Refused):
    """Somebody saved a newer version since this one was read. `current` is the stored article."""

    def __init__(self, current: Article, saved_by: User | None, saved_at: datetime) -> None:
        self.current, self.saved_by, self.saved_at = current, saved_by, saved_at
        super().__init__(
            f"{saved_by or 'Somebody'} saved a newer version since you opened this one. "
            "Look at both before you go on."
        )

    @classmethod
    def of(cls, current: Article) -> "Stale":
        """Return the refusal for this stored article, with who saved it last: one query."""
        last = current.history.select_related("history_user").order_by("-history_id").first()
        if last is None:
            return cls(current, None, current.updated_at)
        return cls(current, last.history_user, last.history_date)
