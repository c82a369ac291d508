"""Merging what somebody typed with what others saved meanwhile: field by field, block by block."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.forms import ModelForm
from django.http import QueryDict

from articles.desk.comparison import Content, Names, label_of
from articles.desk.widgets import known_ids
from articles.models import Article
from articles.richtext.merge import CHOICES, Merged, merge

__all__ = ["CHOICE", "MERGED_WITH", "FieldMerge", "Merge", "number"]

#: The version that was merged with, as the page sends it back, and how its choices are called.
MERGED_WITH, CHOICE = "merged_with", "choice-"
#: Fields that hold ids, of one thing or several.
ONE_ID, IDS = {"section", "lead_picture"}, {"author_ids", "topic_ids"}


@dataclass(frozen=True)
class FieldMerge:
    """A field in three versions, as people read it; `theirs_value` is what is stored."""

    name: str
    label: str
    base: str
    mine: str
    theirs: str
    theirs_value: object
    mine_changed: bool
    theirs_changed: bool
    alike: bool

    @property
    def collides(self) -> bool:
        return self.mine_changed and self.theirs_changed and not self.alike

    @property
    def changed_by(self) -> str:
        """Who changed it: "mine", "theirs", "both" or nobody, which is empty."""
        if self.mine_changed:
            return "both" if self.theirs_changed else "mine"
        return "theirs" if self.theirs_changed else ""


@dataclass(frozen=True)
class Merge:
    """What one person typed, on `base`, and the version that is stored since: three versions.

    `form` is bound to what was typed; it needn't be valid. Where the version it stands on isn't
    known, `base` is None: what differs then collides, and nothing counts as removed.
    """

    article: Article
    form: ModelForm
    typed_on: int
    base: Content | None
    version: int  #: of theirs
    theirs: Content

    @classmethod
    def of(cls, form: ModelForm, article: Article) -> "Merge":
        """Return the merge with the stored article as it is."""
        typed_on = number(form.data.get("based_on"))
        base = article.content_at(typed_on)
        return cls(article, form, typed_on, base, article.version, article.content())

    @classmethod
    def with_version(cls, form: ModelForm, article: Article, version: int) -> "Merge | None":
        """Return the merge with a version of the article; None where the history has none such."""
        theirs = article.content_at(version)
        if theirs is None:
            return None
        return replace(cls.of(form, article), version=version, theirs=theirs)

    @cached_property
    def fields(self) -> list[FieldMerge]:
        """All fields of the form but the body."""
        return list(self._fields())

    @cached_property
    def body(self) -> Merged:
        base = self.base["body"] if self.base else None
        return merge(base, self.form["body"].data or "", self.theirs["body"])

    @cached_property
    def questions(self) -> dict[str, tuple[str, ...]]:
        """What has to be chosen, by its name on the page, and the choices there are."""
        found: dict[str, tuple[str, ...]] = {
            field.name: CHOICES[:2] for field in self.fields if field.collides
        }
        for place, part in enumerate(self.body.collisions):
            found[f"body-{place}"] = CHOICES if part.mine and part.theirs else CHOICES[:2]
        return found

    def unanswered(self, data: QueryDict) -> list[str]:
        """Return the questions to which the data has no answer."""
        return [
            name for name, choices in self.questions.items()
            if data.get(f"{CHOICE}{name}") not in choices
        ]  # fmt: skip

    def result(self, data: QueryDict) -> QueryDict:
        """Return what the form would send for the merged copy, on the version it was merged with.

        `data` is what was typed, with an answer to each question.
        """
        made = data.copy()
        for field in self.fields:
            chosen = data.get(f"{CHOICE}{field.name}") if field.collides else field.changed_by
            if chosen == "theirs":
                made.setlist(field.name, _sent(field.theirs_value))
        names = [name for name in self.questions if name.startswith("body-")]
        choices = [str(data[f"{CHOICE}{name}"]) for name in names]
        made["body"] = self.body.body(choices)
        made["based_on"] = str(self.version)
        for name in [MERGED_WITH, *(f"{CHOICE}{name}" for name in self.questions)]:
            made.pop(name, None)
        return made

    def _fields(self) -> Iterator[FieldMerge]:
        names = [name for name in self.form.fields if name in _attributes() and name != "body"]
        typed = {_attributes()[name]: _typed(name, self.form[name].data) for name in names}
        known = Names(*filter(None, [self.base, self.theirs, typed]))
        for name in names:
            attribute = _attributes()[name]
            base = self.base[attribute] if self.base else None
            theirs = self.theirs[attribute]
            alike = self._is_typed(name, theirs)
            yield FieldMerge(
                name,
                label_of(attribute),
                known.shown(attribute, base),
                known.shown(attribute, typed[attribute]),
                known.shown(attribute, theirs),
                theirs,
                not self._is_typed(name, base) if self.base else not alike,
                theirs != base if self.base else not alike,
                alike,
            )

    def _is_typed(self, name: str, value: object) -> bool:
        """Say whether this value is what was typed."""
        typed = self.form[name].data
        if isinstance(value, str) and isinstance(typed, str):
            return _plain(value) == _plain(typed)
        return not self.form.fields[name].has_changed(value, typed)


def number(typed: str | None) -> int:
    """Return the number of a version as it was sent; 0 where it is none."""
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else 0


def _attributes() -> dict[str, str]:
    """Return the content fields by the name that forms have for them."""
    names = Article.content_fields()
    return {Article._meta.get_field(name).name: name for name in names}


def _plain(text: str) -> str:
    """Return text without what browsers make of its line ends."""
    return "\n".join(text.splitlines()).strip()


def _typed(name: str, data: Any) -> object:
    """Return what was typed as content has it, as far as its ids go."""
    if name in IDS:
        return known_ids(data or [])
    if name in ONE_ID:
        return next(iter(known_ids([data])), None)
    return data or ""


def _sent(value: object) -> list[str]:
    """Return a stored value as a form sends it."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return ["" if value is None else str(value)]
