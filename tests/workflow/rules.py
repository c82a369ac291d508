"""The rules once more, in plain Python and without a database: what the workflow is held against.

Written from the design, not from the code. An act that isn't allowed, or that was done already,
answers False and changes nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime

DESK = {"emil", "ada", "clara"}
OWN = DESK | {"rosa"}
CHIEF = {"clara"}


@dataclass
class Version:
    """A published version: what it says, from when, the end asked for, and when it was cut."""

    number: int
    headline: str
    notices: tuple[str, ...]
    start: datetime
    until: datetime | None = None
    cut: datetime | None = None


@dataclass
class Story:
    """An article that Rosa created and signed, on the desk of Emil and Ada."""

    headline: str
    number: int = 1
    state: str = "draft"
    spiked: bool = False
    embargo: datetime | None = None
    submitter: str = ""
    notices: tuple[str, ...] = ()
    versions: list[Version] = field(default_factory=list)

    # What readers see

    def end(self, version: Version) -> datetime | None:
        following = [each.start for each in self.versions if each.start > version.start]
        return min((end for end in (version.until, version.cut, *following) if end), default=None)

    def seen(self, at: datetime) -> Version | None:
        for version in self.versions:
            end = self.end(version)
            if version.start <= at and (end is None or at < end):
                return version
        return None

    def waiting(self, now: datetime) -> list[Version]:
        ahead = [version for version in self.versions if version.start > now]
        return sorted(ahead, key=lambda version: version.start)

    def is_current(self, now: datetime) -> bool:
        """Whether the working copy is what readers see or will see."""
        current = [self.seen(now), *self.waiting(now)]
        return any(version and version.number == self.number for version in current)

    # Who may publish

    def publishes(self, who: str) -> bool:
        if who in CHIEF:
            return True
        return who in DESK and self.state == "review" and who != self.submitter

    # The verbs

    def save(self, who: str, headline: str) -> bool:
        writes = who in DESK or (who == "rosa" and self.state != "review")
        if self.spiked or not writes or headline == self.headline:
            return False
        self.headline = headline
        self.number += 1
        return True

    def submit(self, who: str, now: datetime) -> bool:
        nothing_new = self.state == "published" and self.is_current(now)
        if who not in OWN or self.spiked or self.state == "review" or nothing_new:
            return False
        self.state, self.submitter = "review", who
        return True

    def send_back(self, who: str) -> bool:
        if who not in DESK or self.state != "review":
            return False
        self.state = "draft"
        return True

    def spike(self, who: str, now: datetime) -> bool:
        if who not in OWN or self.spiked or self.seen(now) or self.waiting(now):
            return False
        self.state, self.spiked = "draft", True
        return True

    def revive(self, who: str) -> bool:
        if who not in OWN or not self.spiked:
            return False
        self.spiked = False
        return True

    def publish(self, who: str, now: datetime, at: datetime | None, until: datetime | None) -> bool:
        start = at or now
        live = self.seen(now)
        if self.spiked or not self.publishes(who) or self.published_already(now, at, until):
            return False
        if until is None and live and live.until and live.until > start:
            until = live.until
        if live and live.number == self.number:
            return False
        embargoed = self.embargo and start < self.embargo
        taken = any(version.start == start for version in self.waiting(now))
        if start < now or embargoed or taken or (until and until <= start):
            return False
        self.versions.append(Version(self.number, self.headline, self.notices, start, until))
        self.state = "published"
        return True

    def published_already(self, now: datetime, at: datetime | None, until: datetime | None) -> bool:
        candidates = [version for version in self.waiting(now) if version.start == at]
        if at is None and (live := self.seen(now)):
            candidates = [live]
        return any(
            version.number == self.number and until in (None, version.until)
            for version in candidates
        )

    def notify(self, who: str, now: datetime, notice: str) -> bool:
        """Correct, clarify or update."""
        live = self.seen(now)
        if not live or self.spiked or not self.publishes(who):
            return False
        self.notices = (*self.notices, notice)
        self.number += 1
        until = live.until if live.until and live.until > now else None
        for version in self.waiting(now):
            version.notices = (*version.notices, notice)
        self.versions.append(Version(self.number, self.headline, self.notices, now, until))
        self.state = "published"
        return True

    def reschedule(
        self, who: str, now: datetime, version: Version, at: datetime, until: datetime | None
    ) -> bool:
        others = [each for each in self.waiting(now) if each is not version]
        taken = any(each.start == at for each in others)
        embargoed = self.embargo and at < self.embargo
        same = (version.start, version.until) == (at, until)
        if who not in DESK or version.start <= now or same:
            return False
        if at < now or taken or embargoed or (until and until <= at):
            return False
        version.start, version.until = at, until
        return True

    def cancel(self, who: str, now: datetime, version: Version) -> bool:
        if who not in DESK or version.start <= now:
            return False
        self.versions.remove(version)
        if self.state == "published" and not self.is_current(now):
            current = self.seen(now) or self.waiting(now)
            if version.number == self.number:
                self.state = "review" if self.submitter else "draft"
            elif not current:
                self.state = "draft"
        return True

    def set_end(self, who: str, now: datetime, until: datetime) -> bool:
        live = self.seen(now)
        if who not in DESK or not live or until <= now or live.until == until:
            return False
        live.until = until
        return True

    def withdraw(self, who: str, now: datetime) -> bool:
        live = self.seen(now)
        if who not in CHIEF or not live:
            return False
        for version in self.waiting(now):
            self.versions.remove(version)
        live.cut = now
        self.state = "draft"
        return True

    def set_embargo(self, who: str, now: datetime, until: datetime) -> bool:
        live = self.seen(now)
        too_early = any(version.start < until for version in self.waiting(now))
        allowed = CHIEF if live else DESK
        if who not in allowed or self.spiked or until <= now or too_early or until == self.embargo:
            return False
        if live:
            live.cut = now
            if not self.waiting(now):
                self.state = "draft"
        self.embargo = until
        return True

    def lift_embargo(self, who: str) -> bool:
        if who not in DESK or self.embargo is None:
            return False
        self.embargo = None
        return True
