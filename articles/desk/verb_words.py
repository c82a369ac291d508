"""What a verb did, in words: the message above the article once it is done."""

from collections.abc import Callable
from datetime import datetime

from articles.desk.schedule import in_words
from articles.models import Event

__all__ = ["happened"]


def happened(event: Event) -> str:
    """Return what this act did, as sentences for the person who did it."""
    sentences = [WORDS[event.verb](event)]
    if event.details.get("hotfix"):
        sentences.append("The version that was waiting still takes over when it is due.")
    if event.details.get("unreviewed"):
        sentences.append("The record says that no second pair of eyes saw it.")
    if event.details.get("changed_by_publisher"):
        sentences.append("The record says that you changed the text after it was submitted.")
    return " ".join(sentences)


def _moment(event: Event, name: str) -> datetime | None:
    text = event.details.get(name)
    return datetime.fromisoformat(text) if text else None


def _until(event: Event) -> str:
    until = _moment(event, "until")
    return f", until {in_words(until)}" if until else ""


def _published(event: Event) -> str:
    starts_at = _moment(event, "starts_at")
    if starts_at and starts_at > event.at:
        return f"Goes live on {in_words(starts_at)}{_until(event)}."
    return f"Readers see it now{_until(event)}."


def _end_set(event: Event) -> str:
    return f"Readers see it{_until(event) or ' until further notice'}."


def _notice(kind: str) -> Callable[[Event], str]:
    return lambda event: f"Readers see it now, with the {kind}{_until(event)}."


def _cancelled(event: Event) -> str:
    starts_at = _moment(event, "starts_at")
    return f"The version for {in_words(starts_at)} is cancelled." if starts_at else "Cancelled."


def _withdrawn(event: Event) -> str:
    cancelled = len(event.details.get("cancelled", ()))
    more = f" Versions that were waiting are cancelled: {cancelled}." if cancelled else ""
    return f"Withdrawn. Readers find your notice at its address.{more}"


def _embargo(event: Event) -> str:
    until = _moment(event, "embargo_until")
    return f"Under embargo until {in_words(until)}." if until else "Under embargo."


WORDS: dict[str, Callable[[Event], str]] = {
    "submit": lambda _: "Submitted. It is on its desk for review.",
    "send_back": lambda _: "Sent back, with your note.",
    "publish": _published,
    "reschedule": _published,
    "cancel": _cancelled,
    "set_end": _end_set,
    "correct": _notice("correction"),
    "clarify": _notice("clarification"),
    "update": _notice("update"),
    "withdraw": _withdrawn,
    "set_embargo": _embargo,
    "lift_embargo": lambda _: "The embargo is lifted.",
    "spike": lambda _: "Spiked. You can revive it at any time.",
    "revive": lambda _: "Revived: it is a draft again.",
}
