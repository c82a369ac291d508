"""The demo's stories as they stand in the files, with their times worked out from a moment."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

__all__ = ["Change", "Later", "Story", "moment", "newsroom", "stories"]

HERE = Path(__file__).parent
TEXTS = ("kicker", "headline", "short_headline", "standfirst", "dateline", "body")

AWAY = re.compile(r"([+-])(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")
TOMORROW = re.compile(r"tomorrow (\d\d:\d\d)")
DAY = re.compile(r"\{(day|date)([+-]\d+)?\}")


@dataclass(frozen=True)
class Change:
    """A passage that differs between two versions."""

    before: str
    now: str


@dataclass(frozen=True)
class Later:
    """A later version: from when on, what it says to readers or editors, and what differs."""

    at: datetime
    kind: str = ""  #: of the notice to readers; empty where there is none
    text: str = ""
    content: dict[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Story:
    """One story: its texts by field name, what it names by slug, and how it is to end up.

    `notice` was put on it in the past, `next` is to come. The text is that of the time between.
    """

    state: str
    section: str  #: the path of its section, or empty
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    picture: str
    content: dict[str, str]
    since: datetime | None = None
    until: datetime | None = None
    note: str = ""
    withdrawal_notice: str = ""
    notice: Later | None = None
    next: Later | None = None


def newsroom() -> dict[str, Any]:
    """Return people, sections, authors, topics and pictures as they stand in the file."""
    return tomllib.loads((HERE / "newsroom.toml").read_text(encoding="utf-8"))


def stories(now: datetime) -> list[Story]:
    """Return all the stories, the oldest first, those without a time last."""
    read = [story for path in sorted(HERE.glob("stories/*.toml")) for story in _stories(path, now)]
    return sorted(read, key=lambda story: (story.since is None, story.since or now))


def _stories(path: Path, now: datetime) -> Iterator[Story]:
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    for table in file["story"]:
        since = moment(table.get("since"), now)
        day = timezone.localdate(since or now)
        yield Story(
            state=table["state"],
            section=table.get("section", file["section"]),
            authors=tuple(table["authors"]),
            topics=tuple(table["topics"]),
            picture=table.get("picture", ""),
            content={
                "slug": table["slug"],
                "lead_caption": table.get("caption", ""),
                **_texts(table, day),
            },
            since=since,
            until=moment(table.get("until"), now),
            note=table.get("note", ""),
            withdrawal_notice=table.get("withdrawal_notice", ""),
            notice=_later(table.get("notice"), now, day),
            next=_later(table.get("next"), now, day),
        )


def _later(table: dict[str, Any] | None, now: datetime, day: date) -> Later | None:
    at = moment(table["at"], now) if table else None
    if not table or not at:
        return None
    pairs = table.get("change", [])
    return Later(
        at=at,
        kind=table.get("kind", ""),
        text=table.get("text", table.get("note", "")),
        content=_texts(table, day),
        changes=tuple(
            Change(*(_dated(pair[key], day) for key in ("before", "now"))) for pair in pairs
        ),
    )


def _texts(table: dict[str, str], day: date) -> dict[str, str]:
    return {name: _dated(table[name], day) for name in TEXTS if name in table}


def _dated(text: str, day: date) -> str:
    """Put in the days that the text counts from the story's own: {day-1}, {date+30}.

    Line ends are for those who read the files; they become spaces.
    """

    def said(found: re.Match[str]) -> str:
        meant = day + timedelta(days=int(found[2] or 0))
        return f"{meant:%A}" if found[1] == "day" else f"{meant:%-d %B %Y}"

    return DAY.sub(said, " ".join(text.split()))


def moment(text: str | None, now: datetime) -> datetime | None:
    """Return the moment meant by `-1d2h30m`, `+3d` or `tomorrow 07:00`, in the newsroom's zone."""
    if text is None:
        return None
    if found := TOMORROW.fullmatch(text):
        day = timezone.localdate(now) + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(found[1])))
    if not (found := AWAY.fullmatch(text)):
        raise ValueError(f"no moment: {text}")
    days, hours, minutes = (int(number or 0) for number in found.groups()[1:])
    away = timedelta(days=days, hours=hours, minutes=minutes)
    return now - away if found[1] == "-" else now + away
