"""Bring in copy of any format: single stories, or a whole archive."""

import csv
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import permissions, workflow
from articles.models import Author, Intake, IntakeItem, Outcome, Section, User
from articles.wire import door, report, restoring, suggesting
from articles.wire.decoding import Refused
from articles.wire.items import Source
from articles.wire.mapping import Mapping
from articles.wire.running import Result, run
from articles.wire.taking import Options

#: So many items are told of one by one; more are for the report's file and the desk.
TOLD = 100
#: How often the bar moves, in seconds.
TICK = 0.2


class Command(BaseCommand):
    help = (
        "Bring in stories and whole archives: plain text, HTML, Markdown, Word (.docx), WordPress "
        "(WXR), Ghost, ninjs, RSS and Atom; folders of them too. What a file is, is found in it. "
        "They become drafts, or with --publish-as-dated what they were. Run again, it takes in "
        "what is new. Nothing is fetched from the network. What is refused keeps nothing else "
        "out; the exit code is 1 then."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("paths", nargs="+", metavar="PATH", type=Path)
        add("--section", metavar="PATH", help="Where what names no section appears: sport/football")
        add(
            "--author",
            action="append",
            default=[],
            metavar="SLUG",
            help="Who wrote what names nobody, by the slug of an author's page; may be repeated.",
        )
        add(
            "--by",
            metavar="USERNAME",
            help=(
                "Whose drafts they are. Without it, the account of the first author who has one; "
                "else the first superuser."
            ),
        )
        add("--mapping", metavar="FILE", type=Path, help="What categories and authors mean here.")
        add(
            "--suggest-mapping",
            action="store_true",
            help="Print a first mapping for these files, and store nothing.",
        )
        add(
            "--uploads",
            metavar="DIR",
            type=Path,
            help="Where the pictures are: wp-content/uploads.",
        )
        add("--pages", action="store_true", help="Take in pages, not posts alone.")
        add(
            "--publish-as-dated",
            action="store_true",
            help="Publish what was published, with its own date; its old address leads here.",
        )
        add(
            "--update",
            action="store_true",
            help="Make what has changed since it came in a new version, unless editors changed it.",
        )
        add("--report", metavar="FILE", type=Path, help="Write the report there too, as CSV.")
        add("--dry-run", action="store_true", help="Tell what would come in, and store nothing.")

    def handle(self, *, paths: list[Path], **given: Any) -> None:
        try:
            mapping = read_mapping(given["mapping"])
            if any(map(restoring.is_archive, paths)):
                self.restore(paths)
                return
            if given["suggest_mapping"]:
                self.stdout.write(suggesting.suggest(self.sources(paths, mapping, given)))
                return
            self.bring_in(paths, mapping, given)
        except (Refused, workflow.Refused) as refusal:
            raise CommandError(str(refusal)) from refusal

    def restore(self, paths: list[Path]) -> None:
        """Bring in a whole newsroom, by itself."""
        if len(paths) > 1:
            raise Refused("A whole newsroom comes in alone: name one folder.")
        restoring.restore(paths[0], self.stdout.write)
        self.stdout.write(
            "The newsroom is here. Nobody has a password: set one with manage.py changepassword. "
            "Pictures are prepared by manage.py prepare_pictures."
        )

    def sources(
        self, paths: list[Path], mapping: Mapping, given: dict[str, Any]
    ) -> Iterator[Source]:
        return door.sources(door.files_in(paths), mapping, pages=given["pages"])

    def bring_in(self, paths: list[Path], mapping: Mapping, given: dict[str, Any]) -> None:
        authors = [find_author(slug) for slug in given["author"]]
        options = Options(
            mapping=mapping,
            section=find_section(given["section"]) if given["section"] else None,
            author_ids=[author.pk for author in authors],
            uploads=find_folder(given["uploads"]),
            as_dated=given["publish_as_dated"],
            update=given["update"],
            dry=given["dry_run"],
        )
        by = find_person(given["by"], authors)
        if not by.has_perm("articles.add_article"):
            raise workflow.Refused("You may not write articles here.")
        if options.as_dated and not permissions.may_publish_unreviewed(by):
            raise workflow.Refused(f"{by} may not publish: choose a chief editor with --by.")
        intake = None if options.dry else begun(by, paths, given)
        bar = Bar(self.stderr)
        with written(given["report"]) as write:

            def tell(source: Source, line: IntakeItem, result: Result) -> None:
                write(report.row(line))
                self.tell_one(line, result, by, options)
                bar.move(source, result.total)

            result = run(self.sources(paths, mapping, given), by, options, intake, tell)
        bar.end()
        self.tell(result, intake)

    def tell_one(self, line: IntakeItem, result: Result, by: User, options: Options) -> None:
        if line.outcome == Outcome.REFUSED:
            self.stderr.write(f"{line.key}: not brought in. {line.notes[0]}")
            return
        if line.outcome == Outcome.UNCHANGED or result.total > TOLD:
            return
        self.stdout.write(f"{line.key}: {line.headline}")
        for note in line.notes:
            self.stdout.write(f"  {note}")
        if line.address:
            self.stdout.write(f"  It was at {line.address}")
        if options.dry:
            self.stdout.write(f"  It would be: {line.get_outcome_display()}.")
        elif line.article_id and line.outcome == Outcome.DRAFT:
            self.stdout.write(self.style.SUCCESS(f"  It is draft {line.article_id}, by {by}."))
        elif line.article_id:
            outcome = line.get_outcome_display()
            self.stdout.write(self.style.SUCCESS(f"  Article {line.article_id}: {outcome}."))

    def tell(self, result: Result, intake: Intake | None) -> None:
        if result.total > TOLD:
            self.stdout.write(f"The first {TOLD} of {result.total:,} items are told of above.")
        self.stdout.write(f"Items: {result.total:,}, with notes: {result.noted:,}.")
        for text in report.lines(result):
            self.stdout.write(text)
        if intake is None:
            self.stdout.write("Nothing was stored.")
        else:
            self.stdout.write(f"The report is at the desk: Bring in copy, report {intake.pk}.")
        if result.broken:
            raise CommandError(" ".join(result.broken))
        if result.refused:
            raise CommandError(f"{result.refused} of {result.total} not brought in.")


class Bar:
    """How far it is, at which rate, and how long it will take; on a terminal alone."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.begun = time.monotonic()
        self.moved = 0.0
        self.shown = bool(getattr(stream, "isatty", lambda: False)())

    def move(self, source: Source, items: int) -> None:
        now = time.monotonic()
        if not self.shown or now - self.moved < TICK:
            return
        self.moved = now
        spent, done = now - self.begun, source.read
        left = f", {spent / done * (1 - done):.0f} s left" if done else ""
        part = f"{'█' * int(20 * done):░<20} {done:4.0%} " if done else ""
        self.stream.write(f"\r{part}{items:,} items, {items / spent:.0f}/s{left}   ", ending="")
        self.stream.flush()

    def end(self) -> None:
        if self.moved:
            self.stream.write("")


def begun(by: User, paths: list[Path], given: dict[str, Any]) -> Intake:
    kept = ("publish_as_dated", "update", "pages", "section", "author")
    options = {name: given[name] for name in kept if given[name]}
    return Intake.objects.create(by=by, names="\n".join(map(str, paths)), options=options)


@contextmanager
def written(path: Path | None) -> Iterator[Any]:
    """Give what writes a row of the report's file; without one it writes nowhere."""
    if path is None:
        yield lambda _row: None
        return
    try:
        file = path.open("w", newline="", encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} can't be written: {error.strerror}.") from error
    with file:
        writer = csv.writer(file)
        writer.writerow(report.COLUMNS)
        yield writer.writerow


def read_mapping(path: Path | None) -> Mapping:
    if path is None:
        return Mapping()
    try:
        return Mapping.read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The mapping {path} can't be read: {error}.") from error


def find_folder(path: Path | None) -> Path | None:
    if path and not path.is_dir():
        raise CommandError(f"{path} is no folder. Name the one that has the pictures.")
    return path


def find_section(path: str) -> Section:
    if section := Section.objects.with_path(path).first():
        return section
    raise CommandError(
        unknown("section", path, sorted(each.path for each in Section.objects.in_order()))
    )


def find_author(slug: str) -> Author:
    if author := Author.objects.select_related("user").filter(slug=slug).first():
        return author
    raise CommandError(unknown("author", slug, Author.objects.values_list("slug", flat=True)))


def find_person(username: str | None, authors: list[Author]) -> User:
    active = User.objects.filter(is_active=True)
    if username:
        if person := active.filter(username=username).first():
            return person
        known = active.values_list("username", flat=True)
        raise CommandError(unknown("active user", username, known))
    accounts = [author.user for author in authors if author.user and author.user.is_active]
    superusers = active.filter(is_superuser=True).order_by("pk")
    if person := next(iter([*accounts, *superusers[:1]]), None):
        return person
    raise CommandError("Say with --by whose drafts they are: there is no superuser.")


def unknown(kind: str, given: str, known: Iterable[str]) -> str:
    names = ", ".join(known)
    there = f"There are: {names}." if names else "There is none yet."
    return f"There is no {kind} “{given}”. {there}"
