"""Times as the home of the desk says them: how long ago, and at what hour of which day."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince

from articles.desk.schedule import comes_twice
from articles.models.person import full_name

__all__ = ["ago", "day_and_hour", "due", "name"]

MINUTE = timedelta(minutes=1)


def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago it was, roughly: `3 hours ago`."""
    if now - moment < MINUTE:
        return "just now"
    return f"{timesince(moment, now, depth=1)} ago"


def day_and_hour(moment: datetime, now: datetime) -> str:
    """Return the moment in the newsroom's zone: `today, 18:00`, `tomorrow, 08:00`, or its date."""
    local, today = timezone.localtime(moment), timezone.localdate(now)
    days = {today: "today", today + timedelta(days=1): "tomorrow"}
    day = days.get(local.date()) or date_format(local, "l j F")
    if local.year != today.year:
        day = f"{day} {local.year}"
    # Within an hour that clocks show twice, the offset from UTC says which of them it is.
    offset = f" (UTC{local.isoformat()[-6:]})" if comes_twice(moment) else ""
    return f"{day}, {date_format(local, 'H:i')}{offset}"


def due(deadline: datetime | None, now: datetime) -> str:
    """Return what a deadline means now; empty: there is none."""
    if deadline is None:
        return ""
    when = day_and_hour(deadline, now)
    if deadline <= now:
        return f"was due {when}, {ago(deadline, now)}"
    return f"due {when}"


def name(by: dict[str, str]) -> str:
    """Return the name of somebody as the database gave them: `first`, `last` and `username`."""
    return full_name(by["first"], by["last"], by["username"])
