"""Sections, authors and topics by the names that copy has for them; who is missing is added."""

from collections.abc import Iterable

from django.utils.text import slugify

from articles.models import Author, Section, Topic
from articles.wire.decoding import Refused
from articles.wire.items import Name, Term
from articles.wire.mapping import Mapping

__all__ = ["House"]

NAME, TOPIC, SLUG, TOPIC_SLUG = 120, 80, 110, 70
#: What WordPress puts posts into that nobody put anywhere.
NOWHERE = "uncategorized"


class House:
    """All of them, held while items come in. With `dry` nobody is added, and ids are made up."""

    def __init__(self, mapping: Mapping, *, dry: bool = False) -> None:
        self.mapping, self.dry = mapping, dry
        self.added_authors: list[str] = []
        self.added_topics: list[str] = []
        self._sections = {each.path: each for each in Section.objects.in_order()}
        self._by_name = {each.name.lower(): each for each in reversed(self._sections.values())}
        self._by_slug = {each.slug: each for each in reversed(self._sections.values())}
        self._authors: dict[str, int] = {}
        self._author_slugs: dict[str, int] = {}
        for pk, name, slug in Author.objects.order_by("-pk").values_list("pk", "name", "slug"):
            self._authors[name.lower()] = self._author_slugs[slug] = pk
        self._topics: dict[str, int] = {}
        self._topic_slugs: set[str] = set()
        for pk, name, slug in Topic.objects.values_list("pk", "name", "slug"):
            self._topics[name.lower()] = pk
            self._topic_slugs.add(slug)
        self._check()

    def _check(self) -> None:
        """Raise `Refused` where the mapping names a section or an author that isn't here."""
        for path in self.mapping.sections.values():
            if path and path.strip("/") not in self._sections:
                known = ", ".join(sorted(self._sections)) or "none yet"
                raise Refused(f"The mapping names the section “{path}”. There are: {known}.")
        for slug in self.mapping.authors.values():
            if slug and slug not in self._author_slugs:
                known = ", ".join(sorted(self._author_slugs)) or "none yet"
                raise Refused(f"The mapping names the author “{slug}”. There are: {known}.")

    def section(self, terms: Iterable[Term]) -> Section | None:
        """Return the section that the first category that has one stands for."""
        return next((found for term in terms if (found := self._section(term))), None)

    def _section(self, term: Term) -> Section | None:
        if not term.is_category:
            return None
        if term.key in self.mapping.sections:
            return self._sections.get(self.mapping.sections[term.key].strip("/"))
        return (
            self._sections.get(term.key)
            or self._by_slug.get(term.key)
            or self._by_name.get(term.name.lower())
        )

    def topics(self, terms: Iterable[Term]) -> list[int]:
        """Return the ids of what the tags, and the categories that are no section, stand for."""
        found: dict[int, None] = {}
        for term in terms:
            name = self.mapping.topics.get(term.key, term.name)
            unplaced = term.key == NOWHERE and term.key not in self.mapping.topics
            if name and not unplaced and not self._section(term):
                found[self._topic(_line(name)[:TOPIC])] = None
        return list(found)

    def _topic(self, name: str) -> int:
        if name.lower() not in self._topics:
            slug = _free(slugify(name)[:TOPIC_SLUG] or "topic", self._topic_slugs)
            self.added_topics.append(name)
            pk = -len(self.added_topics)
            if not self.dry:
                pk = Topic.objects.create(name=name, slug=slug).pk
            self._topics[name.lower()] = pk
            self._topic_slugs.add(slug)
        return self._topics[name.lower()]

    def authors(self, names: Iterable[Name]) -> list[int]:
        """Return the ids of those who wrote it, in order."""
        return list(dict.fromkeys(self._author(each) for each in names if each.name or each.key))

    def _author(self, given: Name) -> int:
        if mapped := self.mapping.authors.get(given.key):
            return self._author_slugs[mapped]
        name = _line(given.name or given.key)[:NAME]
        if name.lower() not in self._authors:
            slug = _free(slugify(name)[:SLUG] or "author", self._author_slugs)
            self.added_authors.append(name)
            pk = -len(self.added_authors)
            if not self.dry:
                pk = Author.objects.create(name=name, slug=slug).pk
            self._authors[name.lower()] = self._author_slugs[slug] = pk
        return self._authors[name.lower()]


def _line(text: str) -> str:
    return " ".join(text.split())


def _free(slug: str, taken: Iterable[str]) -> str:
    """Return the slug with the first number after it that nobody has."""
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return found
