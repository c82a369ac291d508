"""The report on an intake, in lines and as a spreadsheet."""

from articles.models import IntakeItem, Outcome
from articles.spreadsheet import harmless
from articles.wire.running import Result

__all__ = ["COLUMNS", "lines", "row"]

COLUMNS = ("outcome", "kind", "key", "headline", "old address", "article", "notes")


def lines(result: Result) -> list[str]:
    """Return the counts as lines, the most first."""
    counts = [
        (count, f"{kind}: {Outcome(outcome).label}")
        for (kind, outcome), count in result.counts.most_common()
    ]
    counts += [(count, f"{name}: left out") for name, count in result.left.most_common()]
    counts += [
        (count, f"shortcode [{name}]: left in the text; map it")
        for name, count in result.unknown.most_common()
    ]
    return [f"{count:>7,}  {told}" for count, told in counts]


def row(line: IntakeItem) -> list[str]:
    """Return a line of the report as a line of a spreadsheet, in which nothing is a formula."""
    number = str(line.article_id or "")
    told = (line.get_outcome_display(), line.kind, line.key, line.headline, line.address, number)
    return [harmless(cell) for cell in (*told, " ".join(line.notes))]
