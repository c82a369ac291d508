"""What is asked of a front's page: which front, as of when, in which order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse

from articles.desk.front_pages import order as orders
from articles.desk.front_pages.order import Order
from articles.desk.schedule import NewsroomTimeField, as_typed
from articles.models import Section

__all__ = ["Asked", "MomentForm", "front_url", "moment_query"]

SECOND = timedelta(seconds=1)


class MomentForm(forms.Form):
    """The moment at which a front is looked at, and from which it is arranged; empty: now."""

    at = NewsroomTimeField(label="At another moment", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        # What is linked to has seconds where something begins between two minutes.
        self.fields["at"].widget.attrs["step"] = "any"


def moment_query(at: datetime) -> dict[str, str]:
    """Return what an address says of a moment: the first whole second that isn't before it."""
    whole = (at + SECOND - timedelta.resolution).replace(microsecond=0)
    text, meant = as_typed(whole)
    return {"at": text, "at_meant": meant}


def front_url(section: Section | None, at: datetime | None = None, **more: str) -> str:
    """Return where a section's front (None: the site's) is arranged, as of a moment."""
    address = reverse("desk:front", args=[section.pk] if section else [])
    query = (moment_query(at) if at else {}) | more
    return f"{address}?{urlencode(query)}" if query else address


@dataclass
class Asked:
    """What one request asks for, read from its parameters."""

    section: Section | None
    now: datetime
    form: MomentForm
    #: None: now.
    chosen: datetime | None
    #: None: as it is stored.
    draft: Order | None
    #: What had been stored when this person began.
    seen: Order | None
    words: str
    #: What to put back at the press of a button.
    undo: Order | None

    @classmethod
    def read(cls, section: Section | None, now: datetime, data: QueryDict) -> "Asked":
        form = MomentForm(data)
        chosen = form.cleaned_data["at"] if form.is_valid() else None
        return cls(
            section,
            now,
            form,
            chosen,
            _moved(orders.read(data.get("slots", "")), data),
            orders.read(data.get("seen", "")),
            data.get("q", "")[:200].strip(),
            orders.read(data.get("undo", "")),
        )

    @property
    def at(self) -> datetime:
        return self.chosen or self.now

    @property
    def past(self) -> bool:
        return self.chosen is not None and self.chosen < self.now

    @property
    def ahead(self) -> bool:
        return self.chosen is not None and self.chosen >= self.now


def _moved(draft: Order | None, data: QueryDict) -> Order | None:
    """Return the draft with what was asked of it: `put=<article>-<slot>` or `off=<article>`."""
    if draft is None:
        return None
    article, _, slot = data.get("put", "").partition("-")
    if _number(article) and _number(slot) and 1 <= int(slot) <= len(draft):
        draft = orders.put(draft, int(article), int(slot))
    if _number(taken := data.get("off", "")):
        draft = orders.off(draft, int(taken))
    return draft


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
