"""Taking items in: what is new, what has changed, and what becomes of each.

A batch at a time, each in one transaction with its part of the report and with where its items came
from: whatever is cut off, the next run goes on from there.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import workflow
from articles.models import Intake, IntakeItem, Origin, Outcome, Section, User
from articles.models.search_entry import many_come_in
from articles.wire.ahead import ahead
from articles.wire.house import House
from articles.wire.items import BrokenOff, Item, Source, State, words
from articles.wire.library import Library
from articles.wire.mapping import Mapping
from articles.wire.markup import cut, placed, within_site

__all__ = ["BATCH", "Options", "Taken", "take"]

#: The format of a source whose items are files of their own.
FILES = "files"
#: Small enough that nobody waits for the rows of a batch, large enough to be fast.
BATCH = 100
HEADLINE, KICKER, STANDFIRST, DATELINE, SLUG, LANGUAGE, KEY = 200, 60, 600, 80, 100, 12, 500


@dataclass(slots=True)
class Options:
    """How items are taken in."""

    mapping: Mapping = field(default_factory=Mapping)
    #: Where what has no section of its own goes, and who wrote what names nobody.
    section: Section | None = None
    author_ids: list[int] = field(default_factory=list)
    uploads: Path | None = None
    as_dated: bool = False
    update: bool = False
    dry: bool = False


@dataclass(slots=True)
class Taken:
    """What became of an item; `brought` is what is to be stored of it, if anything."""

    line: IntakeItem
    brought: workflow.Brought | None = None
    #: Where it came in before, and its content now.
    again: tuple[Origin, dict[str, Any]] | None = None


def take(source: Source, by: User, options: Options, intake: Intake | None) -> Iterator[IntakeItem]:
    """Take the items in and yield a line of the report for each, a batch later.

    Without an intake the report isn't kept. Raises `BrokenOff`, once what was read
    before is stored, where the source can't be read on.
    """
    taking = Taking(source, by, options, intake)
    broken: list[BrokenOff] = []
    with closing(ahead(source.items, BATCH)) as read, ExitStack() as stack:
        items = _until_broken(read, broken.append)
        while batch := list(islice(items, BATCH)):
            yield from taking.batch(batch)
            if len(batch) == BATCH and not taking.many and not options.dry:
                stack.enter_context(many_come_in())
                taking.many = True
    if broken:
        raise broken[0]


def _until_broken(items: Iterator[Item], tell: Callable[[BrokenOff], None]) -> Iterator[Item]:
    try:
        yield from items
    except BrokenOff as broken:
        tell(broken)


class Taking:
    def __init__(self, source: Source, by: User, options: Options, intake: Intake | None) -> None:
        self.source, self.by, self.options, self.intake = source, by, options, intake
        dry = options.dry
        self.house = House(options.mapping, dry=dry)
        credit = options.mapping.credit or source.credit
        self.library = Library(by, source.name, options.uploads, credit, dry=dry)
        self.hosts = source.hosts | frozenset(options.mapping.hosts)
        #: Whether there is more than a batch of them.
        self.many = False
        self._keys: set[str] = set()

    def batch(self, items: list[Item]) -> list[IntakeItem]:
        """Take these items in, all of them or, where one can't be stored, each by itself."""
        if self.options.dry:
            return [taken.line for taken in self._taken(items)]
        try:
            return self._store(self._taken(items))
        except (DatabaseError, workflow.Refused):
            self._keys.difference_update(item.key for item in items)
        lines: list[IntakeItem] = []
        for item in items:
            lines += self._alone(item)
        return lines

    def _alone(self, item: Item) -> list[IntakeItem]:
        """Take one in; where it can't be stored, the report says why."""
        try:
            return self._store(self._taken([item]))
        except workflow.Refused as refusal:
            reason = str(refusal)
        except DatabaseError as error:
            reason = f"The database can't hold it: {str(error).splitlines()[0]}"
        line = self._line(item, Outcome.REFUSED, [reason])
        if self.intake:
            line.save(force_insert=True)
        return [line]

    def _taken(self, items: list[Item]) -> list[Taken]:
        for item in items:
            item.make_storable()
            item.key = _short(item.key)
        keys = [item.key for item in items]
        origins = Origin.objects.select_related("article").filter(
            source=self.source.name, key__in=keys
        )
        known = {origin.key: origin for origin in origins}
        return [self._one(item, known.get(item.key)) for item in items]

    def _one(self, item: Item, origin: Origin | None) -> Taken:
        if item.refused:
            return Taken(self._line(item, Outcome.REFUSED, [item.refused]))
        if item.left:
            return Taken(self._line(item, Outcome.LEFT, [item.left]))
        if item.key in self._keys:
            return Taken(self._line(item, Outcome.LEFT, ["It is in the file twice."]))
        self._keys.add(item.key)
        if origin is None:
            return self._new(item)
        return self._again(item, origin)

    def _again(self, item: Item, origin: Origin) -> Taken:
        """Return what becomes of an item that came in before."""
        article, digest = origin.article, item.digest()
        if article is None or origin.digest == digest:
            outcome = Outcome.UNCHANGED
        elif article.version != origin.version:
            outcome = Outcome.EDITED
        elif not self.options.update:
            outcome = Outcome.CHANGED
        else:
            outcome = Outcome.UPDATED
        notes: list[str] = []
        taken = Taken(self._line(item, outcome, notes))
        taken.line.article = article
        if outcome == Outcome.UPDATED:
            taken.again = origin, self._content(item, notes)[0]
            origin.digest, origin.path = digest, self._path(item)
        return taken

    def _new(self, item: Item) -> Taken:
        notes = list(item.notes)
        content, missing = self._content(item, notes)
        starts_at = item.published_at if self._is_published(item) else None
        spiked = item.state is State.TRASHED
        outcome = Outcome.SPIKED if spiked else Outcome.DRAFT
        if starts_at and item.embargo_until and starts_at < item.embargo_until:
            missing = f"it is under embargo until {workflow.moment(item.embargo_until)}."
        if starts_at and missing:
            notes.append(f"It stays a draft: {missing}")
            starts_at = None
        elif starts_at:
            outcome = Outcome.PUBLISHED if starts_at <= timezone.now() else Outcome.SCHEDULED
        if item.state is State.HIDDEN:
            notes.append("It was not for everybody there, so it is a draft whatever is asked.")
        line = self._line(item, outcome, notes)
        origin = Origin(
            source=self.source.name, key=item.key, digest=item.digest(), path=self._path(item)
        )
        reason = f"Brought in from {self._whence(item)}"
        brought = workflow.Brought(
            content, origin, reason, starts_at, spiked, item.embargo_until, {"from": item.address}
        )
        return Taken(line, brought)

    def _is_published(self, item: Item) -> bool:
        return self.options.as_dated and item.state is State.PUBLISHED

    def _content(self, item: Item, notes: list[str]) -> tuple[dict[str, Any], str]:
        """Return the fields of the copy, and what keeps it from being published, in a sentence."""

        def find(told: Any) -> Any:
            return self.library.find(told, notes)

        body, pictures = placed(item.body, item.pictures, find, self.hosts)
        lead = find(item.lead) if item.lead else None
        section = self.house.section(item.terms) or self.options.section
        headline = self._headline(item, body, notes)
        content = {
            "kicker": cut(item.kicker, KICKER),
            "headline": headline,
            "standfirst": self._standfirst(item, notes),
            "dateline": item.dateline[:DATELINE],
            "dated": item.dated or (item.published_at and timezone.localdate(item.published_at)),
            "body": body,
            "slug": _slug(item.slug) or _slug(headline) or "story",
            "language": item.language[:LANGUAGE],
            "section": section,
            "author_ids": self.house.authors(item.authors) or self.options.author_ids,
            "topic_ids": self.house.topics(item.terms),
            "lead_picture": lead,
            "lead_caption": item.lead.caption if lead and item.lead else "",
        }
        incomplete = [each for each in (lead, *pictures) if each and not (each.alt and each.credit)]
        missing = ""
        if section is None:
            missing = "none of its categories is a section here. Name one by the mapping."
        elif incomplete:
            missing = "a picture lacks its text for those who can't see it, or its credit."
        return content, missing

    def _headline(self, item: Item, body: str, notes: list[str]) -> str:
        if item.headline:
            headline = cut(item.headline, HEADLINE)
            if len(headline) == HEADLINE:
                notes.append("The headline is too long and was cut.")
            if headline:
                return headline
        notes.append("It has no headline; its first words stand in for one.")
        return cut(words(body), 90) or "Without a headline"

    def _standfirst(self, item: Item, notes: list[str]) -> str:
        if not item.standfirst:
            return ""
        standfirst = cut(item.standfirst, STANDFIRST)
        if len(standfirst) == STANDFIRST:
            notes.append("The standfirst is too long and was cut.")
        return standfirst

    def _path(self, item: Item) -> str:
        """Return where readers had it, for those who come by an old link."""
        path = unquote(within_site(item.address, self.hosts)) if item.address else ""
        return re.sub("/{2,}", "/", path)[:1000] if path.startswith("/") else ""

    def _whence(self, item: Item | Origin) -> str:
        """Return where it came from, for its history: of files among others, which."""
        called = item.called if isinstance(item, Item) else ""
        whence = (called or item.key) if self.source.format == FILES else self.source.name
        return self.source.whence or whence

    def _line(self, item: Item, outcome: Outcome, notes: list[str]) -> IntakeItem:
        return IntakeItem(
            intake=self.intake,
            key=_short(item.called or item.key),
            kind=item.kind[:20],
            headline=item.headline[:200],
            address=item.address[:1000],
            outcome=outcome,
            notes=notes,
        )

    def _store(self, batch: list[Taken]) -> list[IntakeItem]:
        with transaction.atomic():
            new = [taken for taken in batch if taken.brought]
            articles = workflow.bring_in_all(
                self.by, [each.brought for each in new if each.brought]
            )
            for taken, article in zip(new, articles, strict=True):
                taken.line.article = article
            for taken in batch:
                if taken.again:
                    origin, content = taken.again
                    reason = f"Brought in anew from {self._whence(origin)}"
                    workflow.bring_in_version(origin, content, self.by, reason)
            lines = [taken.line for taken in batch]
            return IntakeItem.objects.bulk_create(lines) if self.intake else lines


def _short(key: str) -> str:
    """Return a key as the field takes it; of one that is too long, its digest tells the end."""
    if len(key) <= KEY:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return f"{key[: KEY - len(digest)]}{digest}"


def _slug(text: str) -> str:
    """Return a slug as the field takes it, cut between words."""
    slug = slugify(text)
    if len(slug) > SLUG:
        slug = slug[: SLUG + 1].rpartition("-")[0] or slug[:SLUG]
    return slug
