"""Where entries come from, a file a table."""

from articles.desk.planner.entry import Source
from articles.desk.planner.sources.assignments import ASSIGNMENTS, UNPLANNED
from articles.desk.planner.sources.editions import EDITIONS
from articles.desk.planner.sources.embargoes import EMBARGOES
from articles.desk.planner.sources.in_review import IN_REVIEW
from articles.desk.planner.sources.placements import PLACEMENTS

__all__ = ["SOURCES", "SOURCE_OF", "UNDATED"]

SOURCES: tuple[Source, ...] = (EDITIONS, EMBARGOES, PLACEMENTS, ASSIGNMENTS)
UNDATED: tuple[Source, ...] = (IN_REVIEW, UNPLANNED)
#: Which source has an entry, by what the entry is called in its address.
SOURCE_OF: dict[str, Source] = {
    "start": EDITIONS,
    "end": EDITIONS,
    "embargo": EMBARGOES,
    "placement": PLACEMENTS,
    "placement-end": PLACEMENTS,
    "slot": ASSIGNMENTS,
    "deadline": ASSIGNMENTS,
    "review": IN_REVIEW,
}
