"""Where an article stands, and which verbs that leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from articles import permissions
from articles.languages import for_the_desk
from articles.models import Article, Edition, Event, User, database_now

__all__ = ["VERBS", "Standing", "moment", "reasons", "told", "why_not"]

#: In the order of the workflow bar.
VERBS = (
    "submit", "send_back", "publish", "reschedule", "cancel", "set_end", "correct", "clarify",
    "update", "withdraw", "set_embargo", "lift_embargo", "spike", "revive",
)  # fmt: skip

DONE = {
    "submit": "submitted it",
    "send_back": "sent it back",
    "publish": "published it",
    "reschedule": "rescheduled it",
    "cancel": "cancelled a version that was scheduled",
    "set_end": "changed its end",
    "correct": "published a correction",
    "clarify": "published a clarification",
    "update": "published an update",
    "withdraw": "withdrew it",
    "set_embargo": "set an embargo",
    "lift_embargo": "lifted the embargo",
    "spike": "spiked it",
    "revive": "revived it",
    "bring_in": "brought it in with its own dates",
    "replace_picture": "replaced a picture in it for readers",
    "restore_picture": "gave readers a picture in it back that had been replaced",
    "place": "placed it in slot {slot} of {front}",
    "move_placement": "changed how long it stands in slot {slot} of {front}",
    "unplace": "took it out of slot {slot} of {front}",
}


def moment(at: datetime) -> str:
    """Return a moment for people at the desk, in the newsroom's zone, which is named."""
    zone = timezone.get_current_timezone_name()
    with for_the_desk():  # also where a command or a task asks
        return f"{date_format(timezone.localtime(at), 'j F Y, H:i')} ({zone})"


def told(event: Event) -> str:
    """Return what happened, by whom and when, as a sentence."""
    on = f"on {moment(event.at)}"
    starts_at = datetime.fromisoformat(event.details.get("starts_at") or event.at.isoformat())
    if event.verb == "publish" and starts_at > event.at:
        return f"{event.person} scheduled it for {moment(starts_at)} {on}."
    return f"{event.person} {DONE[event.verb].format_map(event.details)} {on}."


@dataclass
class Standing:
    """An article and its editions around one moment: two queries."""

    article: Article
    now: datetime
    live: Edition | None
    waiting: list[Edition]
    last: Edition | None  #: the latest that has begun; the live one, or one that has ended

    @classmethod
    def of(cls, article: Article, now: datetime | None = None) -> "Standing":
        now = now or database_now()
        editions = Edition.objects.filter(article=article)
        last = editions.filter(starts_at__lte=now).order_by("-starts_at").first()
        waiting = list(editions.filter(starts_at__gt=now).order_by("starts_at"))
        ongoing = last is not None and (last.ends_at is None or last.ends_at > now)
        return cls(article, now, last if ongoing else None, waiting, last)

    @property
    def current(self) -> list[Edition]:
        """What readers see and will see, soonest first."""
        return [self.live, *self.waiting] if self.live else self.waiting

    @property
    def has_unpublished_changes(self) -> bool:
        """Whether no current edition carries the working copy as it is."""
        return all(each.article_version != self.article.version for each in self.current)

    @property
    def withdrawn(self) -> bool:
        return not self.live and self.last is not None and bool(self.last.withdrawal_notice)


def _spiked(standing: Standing) -> str:
    return "It is spiked. Revive it first." if standing.article.spiked_at else ""


def _submit(standing: Standing) -> str:
    if standing.article.state == Article.State.REVIEW:
        return "It is in review already."
    if standing.article.state == Article.State.PUBLISHED and not standing.has_unpublished_changes:
        return "Nothing has changed since it was published."
    return _spiked(standing)


def _publish(standing: Standing) -> str:
    if standing.live and standing.live.article_version == standing.article.version:
        return "Readers see this version already."
    return _spiked(standing)


def _send_back(standing: Standing) -> str:
    return "" if standing.article.state == Article.State.REVIEW else "It isn't in review."


def _waiting(standing: Standing) -> str:
    return "" if standing.waiting else "No version of it is scheduled."


def _live(standing: Standing) -> str:
    return "" if standing.live else "Readers don't see it now."


def _spike(standing: Standing) -> str:
    if standing.article.spiked_at:
        return "It is spiked already."
    if standing.live:
        return "Readers see it now. It has to be withdrawn first."
    return "A version of it is scheduled. Cancel that first." if standing.waiting else ""


def _revive(standing: Standing) -> str:
    return "" if standing.article.spiked_at else "It isn't spiked."


def _lift_embargo(standing: Standing) -> str:
    return "" if standing.article.embargo_until else "It has no embargo."


STATE_RULES: dict[str, Callable[[Standing], str]] = {
    "submit": _submit,
    "send_back": _send_back,
    "publish": _publish,
    "bring_in": _spiked,
    "reschedule": _waiting,
    "cancel": _waiting,
    "set_end": _live,
    "correct": _live,
    "clarify": _live,
    "update": _live,
    "withdraw": _live,
    "spike": _spike,
    "revive": _revive,
    "set_embargo": _spiked,
    "lift_embargo": _lift_embargo,
}


def state_refusal(verb: str, standing: Standing) -> str:
    """Return why the article's state doesn't allow the verb; empty: it does."""
    return STATE_RULES[verb](standing)


def _reason(verb: str, standing: Standing, person: User) -> str:
    if reason := permissions.refusal(person, verb, standing.article):
        return reason
    if verb == "set_embargo" and standing.live:
        return permissions.refusal(person, "withdraw", standing.article)
    return state_refusal(verb, standing)


def reasons(article: Article, person: User, standing: Standing | None = None) -> dict[str, str]:
    """Return for each verb why this person can't do it now; empty: they can.

    A fixed number of queries for all of them.
    """
    standing = standing or Standing.of(article)
    return {verb: _reason(verb, standing, person) for verb in VERBS}


def why_not(verb: str, article: Article, person: User) -> str:
    """Return why this person can't do this now, as a sentence; empty: they can."""
    return _reason(verb, Standing.of(article), person)
