"""The fields of two versions of an article compared, as people read them."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from articles.models import Article, Author, NoticeKind, Picture, Section, Topic
from articles.richtext.compare import compare_text

__all__ = ["Content", "FieldRow", "Names", "compare_fields", "label_of"]

#: The content beside the body, in the order of the form.
FIELDS = (
    "kicker", "headline", "standfirst", "dateline", "dated", "section_id", "author_ids",
    "topic_ids", "lead_picture_id", "lead_caption", "short_headline", "slug", "language",
    "notices",
)  # fmt: skip
LABELS = {"author_ids": "Authors", "topic_ids": "Topics", "body": "Body"}

#: The content of an article or an edition by attribute name.
Content = Mapping[str, Any]


class FieldRow(NamedTuple):
    """A field that differs: its name, and its text with what is new and what is gone marked."""

    name: str
    html: SafeString


class Names:
    """What people call the things that content refers to by id: four queries, whatever it holds."""

    def __init__(self, *contents: Content) -> None:
        def ids(field: str) -> set[int]:
            return {pk for content in contents for pk in _ids(content[field])}

        self.found: dict[str, Mapping[int, object]] = {
            "section_id": Section.objects.select_related("parent").in_bulk(ids("section_id")),
            "lead_picture_id": Picture.objects.in_bulk(ids("lead_picture_id")),
            "author_ids": Author.objects.in_bulk(ids("author_ids")),
            "topic_ids": Topic.objects.in_bulk(ids("topic_ids")),
        }

    def shown(self, field: str, value: object) -> str:
        """Return the value of a field as people read it."""
        if field in self.found:
            names = self.found[field]
            return ", ".join(str(names.get(pk, f"deleted since ({pk})")) for pk in _ids(value))
        if field == "notices" and isinstance(value, list):
            return "\n".join(f"{NoticeKind(each['kind']).label}: {each['text']}" for each in value)
        return "" if value is None else str(value)


def _ids(value: object) -> Iterable[int]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, int) else []


def label_of(field: str) -> str:
    """Return what the form calls a field."""
    name = LABELS.get(field) or str(Article._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return name[:1].upper() + name[1:]


def compare_fields(old: Content, new: Content) -> list[FieldRow]:
    """Return the fields, the body apart, that differ."""
    names = Names(old, new)
    return [
        FieldRow(
            label_of(field),
            compare_text(names.shown(field, old[field]), names.shown(field, new[field])),
        )
        for field in FIELDS
        if old[field] != new[field]
    ]
