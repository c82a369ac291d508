"""What readers are told of changes to an article."""

from datetime import datetime
from typing import NamedTuple, Self

from articles.models import Edition, NoticeKind

__all__ = ["Notice", "corrections", "updates"]


class Notice(NamedTuple):
    label: str
    text: str
    at: datetime

    @classmethod
    def of(cls, stored: dict[str, str]) -> Self:
        label = str(NoticeKind(stored["kind"]).label)
        return cls(label, stored["text"], datetime.fromisoformat(stored["at"]))


def corrections(edition: Edition) -> list[Notice]:
    """Return what was corrected or made clearer, newest first: it stands above the text.

    Whoever reads on must know it first.
    """
    return _newest_first(edition, NoticeKind.CORRECTION, NoticeKind.CLARIFICATION)


def updates(edition: Edition) -> list[Notice]:
    """Return what was added, newest first: it stands below the text, which has it already."""
    return _newest_first(edition, NoticeKind.UPDATE)


def _newest_first(edition: Edition, *kinds: NoticeKind) -> list[Notice]:
    found = [Notice.of(each) for each in edition.notices if each["kind"] in kinds]
    return sorted(found, key=lambda notice: notice.at, reverse=True)
