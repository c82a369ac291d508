"""What an intake comes to, in words and as a file."""

from collections import Counter
from dataclasses import dataclass, field

from articles.models import IntakeItem, Outcome

__all__ = ["COLUMNS", "Tally", "row"]

COLUMNS = ("outcome", "kind", "key", "headline", "old address", "article", "notes")
#: In a spreadsheet these begin a formula.
FORMULA = tuple("=+-@\t\r")


@dataclass(slots=True)
class Tally:
    """Counts by kind and outcome, and each note by how often it was made."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    noted: int = 0

    def add(self, line: IntakeItem) -> None:
        self.counts[line.kind, line.outcome] += 1
        self.noted += bool(line.notes)

    @property
    def refused(self) -> int:
        return sum(n for (_, outcome), n in self.counts.items() if outcome == Outcome.REFUSED)

    @property
    def total(self) -> int:
        return self.counts.total()

    def lines(self) -> list[str]:
        """Return the counts as lines, the most first."""
        return [
            f"{count:>7,}  {kind}: {Outcome(outcome).label}"
            for (kind, outcome), count in self.counts.most_common()
        ]


def row(line: IntakeItem) -> list[str]:
    """Return a line of the report as a line of a spreadsheet, in which nothing is a formula."""
    number = str(line.article_id or "")
    told = (line.get_outcome_display(), line.kind, line.key, line.headline, line.address, number)
    cells = [*told, " ".join(line.notes)]
    return [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]
