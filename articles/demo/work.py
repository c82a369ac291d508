"""What the demo's people did at the desk: claims ticked, notes written, fronts arranged."""

import tomllib
from pathlib import Path

from articles import workflow
from articles.demo.people import Staff
from articles.models import Article, Section, claims_of, database_now
from articles.richtext.anchor import Passage

__all__ = ["do"]

FILE = Path(__file__).parent / "work.toml"


def do(staff: Staff) -> None:
    """Store it all; the stories are there already, the demo's articles alone."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for article in Article.objects.filter(editions__isnull=False).distinct():
        _tick(article, staff, said["source"])
    for row in said["checking"]:
        _tick(_story(row["slug"]), staff, said["source"], row["kinds"])
    for row in said["note"]:
        article, passage = _story(row["slug"]), row.get("passage")
        note = workflow.write_note(
            article,
            staff.users[row["by"]],
            row["text"],
            Passage(passage) if passage else None,
        )
        for reply in row.get("reply", []):
            workflow.answer_note(note, staff.users[reply["by"]], reply["text"])
    for row in said["front"]:
        section = staff.sections[row["section"]] if row["section"] else None
        _place(_story(row["slug"]), staff, section, row["slot"])


def _story(slug: str) -> Article:
    return Article.objects.get(slug=slug)


def _tick(
    article: Article, staff: Staff, sources: dict[str, str], kinds: list[str] | None = None
) -> None:
    """Tick the article's claims of these kinds, or all, as whoever is on its desk."""
    claims = [each for each in claims_of(article) if kinds is None or each.found.kind in kinds]
    for kind, source in sources.items():
        chosen = [each.digest for each in claims if each.found.kind == kind]
        if chosen:
            workflow.check_claims(article, staff.editor(article.section), chosen, source)


def _place(article: Article, staff: Staff, section: Section | None, slot: int) -> None:
    """Put the article on a front: at once where readers see it, else as soon as they do."""
    now = database_now()
    waiting = None if article.edition_at(now) else article.waiting(now).first()
    at = waiting.starts_at if waiting else None
    workflow.place(article, staff.users["chief"], section=section, slot=slot, at=at)
