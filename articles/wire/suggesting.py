"""A first mapping for what is to be brought in."""

from collections.abc import Iterable

from articles.models import Author, Section
from articles.wire.items import BrokenOff, Source
from articles.wire.mapping import Seen, suggested

__all__ = ["suggest"]


def suggest(sources: Iterable[Source]) -> str:
    """Read through the sources and return a mapping as TOML."""
    seen = Seen()
    for source in sources:
        try:
            for item in source.items:
                seen.categories.update(
                    (each.key, each.name) for each in item.terms if each.is_category
                )
                seen.authors.update((each.key, each.name) for each in item.authors)
        except BrokenOff:
            # What was read is worth a mapping; bringing it in tells where it breaks off.
            pass
        seen.shortcodes.update(source.unknown)
        seen.hosts |= source.hosts
        seen.credit = seen.credit or source.credit
    sections = {each.slug: each.path for each in Section.objects.in_order()}
    authors = {name.lower(): slug for name, slug in Author.objects.values_list("name", "slug")}
    return suggested(seen, sections, authors)
