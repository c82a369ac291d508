"""What was moved last, so it can be undone: kept in the session of who moved it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from articles.workflow.moving import Move

__all__ = ["Done", "keep_done", "keep_undone", "last_done"]

KEY = "planner_done"
#: Undo is offered so long; later the plan has gone on.
OFFERED = timedelta(minutes=15)


@dataclass(frozen=True)
class Done:
    """An act in the planner: the sentence that tells it, and the moves it made.

    Undoing it is an act as well, `undone`, which may be undone in turn.
    """

    words: str
    moves: list[Move]
    at: datetime
    undone: bool = False

    @property
    def token(self) -> str:
        """What an undo names, so that it undoes no other act than the one somebody looked at."""
        return self.at.isoformat()


def keep_done(request: HttpRequest, words: str, moves: list[Move]) -> None:
    """Keep this act as the last one."""
    _keep(request, Done(words, moves, timezone.now()))


def keep_undone(request: HttpRequest, done: Done) -> None:
    """Keep that this act was undone, or done again, as the last act."""
    back = [each.back for each in done.moves]
    _keep(request, Done(done.words, back, timezone.now(), not done.undone))


def _keep(request: HttpRequest, done: Done) -> None:
    rows = [[each.what, each.pk, _text(each.seen), _text(each.to)] for each in done.moves]
    kept = {"words": done.words, "moves": rows, "at": done.token, "undone": done.undone}
    request.session[KEY] = kept


def last_done(request: HttpRequest) -> Done | None:
    """Return the last act while it may be undone, or None."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    at = datetime.fromisoformat(kept["at"])
    if at < timezone.now() - OFFERED:
        return None
    moves = [Move(what, pk, _moment(seen), _moment(to)) for what, pk, seen, to in kept["moves"]]
    return Done(kept["words"], moves, at, kept["undone"])


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
