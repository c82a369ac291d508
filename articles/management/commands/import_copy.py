"""Bring in plain text copy as drafts."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import workflow
from articles.models import Author, Section, User
from articles.wire.decoding import SIZE_LIMIT
from articles.wire.text import Refused, take_in


class Command(BaseCommand):
    help = (
        "Make a draft of each plain text file and tell what was understood of it. "
        "A file that is refused doesn't keep the others out; the exit code is 1 then."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument(
            "--section", metavar="PATH", help="Where they appear, such as world or sport/football."
        )
        parser.add_argument(
            "--author",
            action="append",
            default=[],
            metavar="SLUG",
            help="Who wrote them, by the slug of the author's page; repeat it for several.",
        )
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help=(
                "Whose drafts they are. Without it, the account of the first author who has one; "
                "else the first superuser."
            ),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Tell what would come in, and store nothing."
        )

    def handle(self, *, files: list[Path], dry_run: bool, **options: Any) -> None:
        authors = [find_author(slug) for slug in options["author"]]
        section = find_section(options["section"]) if options["section"] else None
        by = find_person(options["by"], authors)
        placed = {"section": section, "author_ids": [author.pk for author in authors]}
        refused = 0
        for file in files:
            try:
                self.bring_in(file, by, placed, dry_run)
            except (Refused, workflow.Refused) as refusal:
                self.stderr.write(f"{file}: not brought in. {refusal}")
                refused += 1
        if refused:
            raise CommandError(f"{refused} of {len(files)} not brought in.")

    def bring_in(self, file: Path, by: User, placed: dict[str, Any], dry_run: bool) -> None:
        incoming = take_in(read_bytes(file))
        self.stdout.write(f"{file}: {incoming.headline}")
        for note in incoming.notes:
            self.stdout.write(f"  {note}")
        if dry_run:
            self.stdout.write("  Nothing was stored.")
            return
        reason = f"Brought in from {file.name}"
        article = workflow.create(by, reason=reason, **incoming.content(), **placed)
        self.stdout.write(self.style.SUCCESS(f"  It is draft {article.pk}, by {by}."))


def read_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            # One more than may be, so that what is too large is refused without being read whole.
            return opened.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise Refused(f"It can't be read: {error.strerror}.") from error


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
