"""What the demo newsroom has planned: its assignments."""

import tomllib
from datetime import datetime
from pathlib import Path

from articles import workflow
from articles.demo.people import Staff
from articles.demo.reading import moment

__all__ = ["plan"]

FILE = Path(__file__).parent / "plans.toml"


def plan(staff: Staff, now: datetime) -> None:
    """Store the assignments, each planned by whoever edits its section."""
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["plan"]:
        section = staff.sections[row["section"]]
        workflow.assign(
            staff.editor(section),
            title=row["title"],
            brief=row.get("brief", ""),
            section=section,
            person=staff.users[row["person"]] if "person" in row else None,
            deadline=moment(row.get("deadline"), now),
            planned_at=moment(row.get("slot"), now),
        )
