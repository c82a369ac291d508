"""One intake from end to end: the sources one after another, and what it came to."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from articles.models import Intake, IntakeItem, Outcome, User
from articles.wire.items import BrokenOff, Source
from articles.wire.taking import Options, take

__all__ = ["Result", "run"]


@dataclass(slots=True)
class Result:
    """What an intake came to: counts by kind and outcome, and what isn't worth a line each."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    noted: int = 0
    #: Comments and the like, by what they are.
    left: Counter[str] = field(default_factory=Counter)
    #: Shortcodes that nobody knows.
    unknown: Counter[str] = field(default_factory=Counter)
    #: Why a source couldn't be read to its end.
    broken: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def refused(self) -> int:
        return sum(n for (_, outcome), n in self.counts.items() if outcome == Outcome.REFUSED)

    def add(self, line: IntakeItem) -> None:
        self.counts[line.kind, line.outcome] += 1
        self.noted += bool(line.notes)

    def as_stored(self) -> dict[str, Any]:
        """Return it as `Intake.counted` has it."""
        return {
            "outcomes": [[*which, count] for which, count in self.counts.most_common()],
            "left": dict(self.left.most_common()),
            "unknown": dict(self.unknown.most_common()),
            "broken": self.broken,
        }


def run(
    sources: Iterable[Source],
    by: User,
    options: Options,
    intake: Intake | None,
    tell: Callable[[Source, IntakeItem, Result], None] = lambda *_told: None,
) -> Result:
    """Take all the sources in, tell of each item, and store with the intake what it came to."""
    result = Result()
    for source in sources:
        try:
            for line in take(source, by, options, intake):
                result.add(line)
                tell(source, line, result)
        except BrokenOff as broken:
            result.broken.append(f"{source.name}: {broken}")
        result.left.update(source.counted)
        result.unknown.update(source.unknown)
    if intake is not None:
        intake.ended_at, intake.counted = timezone.now(), result.as_stored()
        intake.save(update_fields=["ended_at", "counted"])
    return result
