"""Local time in and out: moments as editors type and read them, in the newsroom's zone.

A local time that doesn't exist (clocks go forward) or exists twice (they go back) is never
guessed: the moments it could mean are offered, and the person chooses one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

__all__ = ["NewsroomTimeField", "as_typed", "comes_twice", "in_words", "moments", "nearest"]

MINUTE = timedelta(minutes=1)
#: What browsers send for `datetime-local`, and what people type where there is no such input.
FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
YEARS = range(1970, 2200)
#: A moment, or what was typed and the moment that was chosen for it, if one had to be.
Value = datetime | tuple[str, str] | str | None


def moments(local: datetime) -> list[datetime]:
    """Return the moments, in UTC, at which the newsroom's clocks show this: none, one or two."""
    zone = timezone.get_default_timezone()
    read = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = ((moment, moment.astimezone(zone).replace(tzinfo=None, fold=0)) for moment in read)
    return sorted(moment for moment, clock in shown if clock == local)


def comes_twice(moment: datetime) -> bool:
    """Say whether the newsroom's clocks show this time a second time, because they go back."""
    local = moment.astimezone(timezone.get_default_timezone())
    return len(moments(local.replace(tzinfo=None, fold=0))) > 1


def nearest(local: datetime) -> list[datetime]:
    """Return the last minute before and the first after the gap this local time falls into."""
    zone = timezone.get_default_timezone()
    local = local.replace(second=0)
    # Read by the clock from before the gap it lies behind the change, and the other way round.
    before, after = sorted(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    new_offset = after.astimezone(zone).utcoffset()
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        if middle.astimezone(zone).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return [before, after]


def in_words(moment: datetime) -> str:
    """Return the moment as a sentence says it: `Tuesday 24 November 2026, 08:00 (Europe/London)`.

    Within an hour that clocks show twice, the offset from UTC says which of them it is.
    """
    zone = timezone.get_default_timezone()
    local = moment.astimezone(zone)
    offset = f", UTC{local.isoformat()[-6:]}" if comes_twice(moment) else ""
    return f"{date_format(local, 'l j F Y, H:i')} ({zone}{offset})"


def typed(text: str) -> datetime | None:
    """Return the local time somebody typed, without a zone, or None where it is no time."""
    for each in FORMATS:
        try:
            return datetime.strptime(text.strip(), each)  # noqa: DTZ007 -- the zone is the question
        except ValueError:
            continue
    return None


def offered_for(text: str) -> list[datetime]:
    """Return the moments among which a person has to choose; none where the time is plain."""
    local = typed(text)
    if local is None or local.year not in YEARS:
        return []
    found = moments(local)
    if len(found) == 1:
        return []
    return found or nearest(local)


def options(text: str) -> list[tuple[str, str]]:
    """Return the moments a person has to choose from, each with its words."""
    local, offered = typed(text), offered_for(text)
    twice = bool(offered and local and moments(local))
    order = ("The first time: ", "The second time: ") if twice else ("", "")
    return [
        (moment.isoformat(), before + in_words(moment))
        for before, moment in zip(order, offered, strict=False)
    ]


def as_typed(value: Value) -> tuple[str, str]:
    """Return the local time as it stands in the field, and the moment that is meant by it."""
    if isinstance(value, str):  # as it came with an address
        return value, ""
    if not isinstance(value, datetime):
        return value or ("", "")
    local = value.astimezone(timezone.get_default_timezone())
    shown = local.replace(tzinfo=None).isoformat(timespec="seconds").removesuffix(":00")
    return shown, value.astimezone(UTC).isoformat()


class NewsroomTimeInput(forms.Widget):
    """A local time with its zone beside it and, where the time isn't plain, what it could mean.

    The value is the text and, in UTC, the moment that was chosen for it, if one had to be.
    """

    template_name = "desk/verb_moment.html"

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> tuple[str, str]:
        return data.get(name, ""), data.get(f"{name}_meant", "")

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None
    ) -> SafeString:
        text, meant = as_typed(value)
        widget = {
            "name": name,
            "text": text,
            "meant": meant,
            "options": options(text),
            "zone": str(timezone.get_default_timezone()),
            "attrs": flatatt(self.build_attrs(self.attrs, attrs)),
            "id": (attrs or {}).get("id", ""),
            "required": self.is_required,
        }
        return render_to_string(self.template_name, {"widget": widget})

    def use_required_attribute(self, initial: object) -> bool:
        return False


class NewsroomTimeField(forms.Field):
    """A moment, typed as local time in the newsroom's zone; cleans to an aware datetime in UTC."""

    widget = NewsroomTimeInput

    def clean(self, value: Value) -> datetime | None:
        text, meant = as_typed(value)
        if not text.strip():
            if self.required:
                raise ValidationError("Give a day and a time.", code="required")
            return None
        local = typed(text)
        if local is None or local.year not in YEARS:
            raise ValidationError(
                "Give a day and a time of that day, such as 2026-11-25 08:00.", code="invalid"
            )
        offered = offered_for(text)
        if not offered:
            return moments(local)[0]
        for moment in offered:
            if moment.isoformat() == meant:
                return moment
        raise ValidationError(_question(local, offered), code="unclear")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(as_typed(initial)[0] != as_typed(data)[0])


def _question(local: datetime, offered: list[datetime]) -> str:
    zone = timezone.get_default_timezone()
    when = date_format(local, "l j F Y")
    if moments(local):
        return f"On {when} the clocks go back, so {local:%H:%M} comes twice. Choose which you mean."
    before, after = (f"{moment.astimezone(zone):%H:%M}" for moment in offered)
    return (
        f"On {when} the clocks go forward, so {local:%H:%M} doesn't exist. "
        f"The nearest times are {before} and {after}: choose one, or give another time."
    )
