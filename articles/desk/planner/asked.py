"""What the address asks the planner for: filters, and how long a gap may be."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject
from django.http import QueryDict
from django.utils.http import urlencode

from articles.desk.planner.entry import Filters
from articles.models import Section, User
from articles.models.person import full_name

__all__ = ["GAPS", "Asked", "Choice", "choices"]

#: Hours without anything going live after which the planner says so; 0: never.
GAPS = (1, 2, 3, 4, 6, 8, 0)
GAP = 3


class Choice(NamedTuple):
    value: int
    words: str


@dataclass(frozen=True)
class Asked:
    """The filters as they stand in the address; what makes no sense is as if it weren't there."""

    filters: Filters = field(default_factory=Filters)
    gap: int = GAP

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        section, person = _number(query.get("section")), _number(query.get("person"))
        gap = _number(query.get("gap"), none=-1)
        return cls(Filters(section or None, person or None), gap if gap in GAPS else GAP)

    @property
    def query(self) -> str:
        """What an address of the planner carries on, with its question mark, or nothing."""
        asked = {"section": self.filters.section, "person": self.filters.person}
        carried = {name: value for name, value in asked.items() if value}
        if self.gap != GAP:
            carried["gap"] = self.gap
        return f"?{urlencode(carried)}" if carried else ""


def _number(text: str | None, none: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else none


def choices() -> tuple[list[Choice], list[Choice]]:
    """Return the sections in the order of the tree, and who is at the desk: one query for both."""
    found: dict[str, list[dict[str, Any]]] = {"section": [], "person": []}
    for kind, row in _sections().union(_people(), all=True):
        found[kind].append(row)
    sections = [Choice(row["id"], _path(row)) for row in sorted(found["section"], key=_in_tree)]
    people = [
        Choice(row["id"], full_name(row["first"], row["last"], row["username"]))
        for row in found["person"]
    ]
    return sections, sorted(people, key=lambda person: person.words.casefold())


def _sections() -> QuerySet:
    row = JSONObject(
        id="pk",
        name="name",
        order="order",
        parent="parent__name",
        parent_id="parent_id",
        parent_order="parent__order",
    )
    return Section.objects.order_by().values_list(Value("section"), row)


def _people() -> QuerySet:
    row = JSONObject(id="pk", username="username", first="first_name", last="last_name")
    staff = User.objects.filter(is_active=True, is_staff=True)
    return staff.order_by().values_list(Value("person"), row)


def _path(row: dict[str, Any]) -> str:
    return f"{row['parent']} / {row['name']}" if row["parent"] else row["name"]


def _in_tree(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what puts each subsection right under its section."""
    own = (row["order"], row["name"], row["id"])
    if row["parent_id"] is None:
        return *own, False
    return row["parent_order"], row["parent"], row["parent_id"], True, *own
