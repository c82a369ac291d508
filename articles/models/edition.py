"""Editions: what readers see, frozen, each with the period in which they see it."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, OuterRef, Q
from django.db.models.functions import JSONObject, Left
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import path_of
from articles.models.author import Author
from articles.models.copy import Copy
from articles.models.topic import Topic

__all__ = ["MONTH", "Edition", "EditionQuerySet", "NoticeKind"]

#: In which month readers first saw the article, whatever zone the newsroom is in; a timestamp
#: without a zone. The index `edition_by_month` is on the very same expression.
MONTH = Func(
    F("published_at"),
    template="date_trunc('month', %(expressions)s AT TIME ZONE 'UTC')",
    output_field=models.DateTimeField(),
)

#: So many characters of a body are looked through for the words to show with a search result.
SEARCH_BODY = 5_000


class NoticeKind(models.TextChoices):
    """What a notice to readers says of the change it stands on."""

    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")


#: When readers were last told of a correction or clarification of the edition; null: never.
CORRECTED_AT = Func(F("notices"), function="corrected_at", output_field=models.DateTimeField())


def named(model: type[models.Model], column: str) -> ArraySubquery:
    """Return name and slug of each row whose id is in the outer row's array, in its order."""
    place = Func(
        OuterRef(column), F("pk"), function="array_position", output_field=models.IntegerField()
    )
    rows = model._default_manager.filter(pk__any_of=OuterRef(column))
    rows = rows.alias(place=place).order_by("place")
    return ArraySubquery(rows.values(row=JSONObject(name="name", slug="slug")))


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible(self, at: datetime) -> Self:
        """Return what readers see at this moment: the only definition there is."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)

    def newest_first(self) -> Self:
        """Return them by the moment readers first saw the article, newest first."""
        return self.order_by("-published_at", "-pk")

    def in_section(self, section_ids: list[int]) -> Self:
        # One value and not as many as there are sections, so that the query is always the same.
        return self.filter(section__pk__any_of=section_ids)

    def by_author(self, author: Author) -> Self:
        return self.filter(author_ids__contains=[author.pk])

    def about(self, topic: Topic) -> Self:
        return self.filter(topic_ids__contains=[topic.pk])

    def corrected(self) -> Self:
        """Return those that were corrected or clarified, with the last time as `corrected_at`."""
        return self.annotate(corrected_at=CORRECTED_AT).filter(corrected_at__isnull=False)

    def for_list(self) -> Self:
        """Return what a list of articles shows, in one query: no body, with byline and picture."""
        return (
            self.select_related("lead_picture__replaced_by", "section", "section__parent")
            .annotate(byline=named(Author, "author_ids"))
            .defer("body", "notices", "withdrawal_notice")
        )

    def for_page(self) -> Self:
        """Return what an article's own page shows, in one query: with authors and topics."""
        return self.select_related(
            "lead_picture__replaced_by", "section", "section__parent"
        ).annotate(byline=named(Author, "author_ids"), tags=named(Topic, "topic_ids"))

    def for_search(self) -> Self:
        """Return what a page of search results shows, in one query: with the body's beginning."""
        beginning = Left("body", SEARCH_BODY)
        return self.for_list().annotate(tags=named(Topic, "topic_ids"), beginning=beginning)


class Edition(Copy):
    """One published version of an article and its period `[starts_at, ends_at)`.

    Triggers refuse a change of its content, a change of the past, and a start before the embargo.
    """

    #: Set by `for_list()`, `for_search()` and `for_page()`: dicts of `name` and `slug`.
    byline: list[dict[str, Any]]
    tags: list[dict[str, Any]]
    #: Set by `for_search()`.
    beginning: str

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="editions"
    )
    article_version = models.PositiveIntegerField(
        help_text="The version of the working copy that was frozen."
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(
        null=True,
        help_text="The first moment at which readers don't see it; null: no end in sight.",
    )
    until = models.DateTimeField(
        null=True,
        help_text="The end an editor asked for; ends_at is earlier where the next edition begins.",
    )
    published_at = models.DateTimeField(help_text="When readers first saw the article.")
    withdrawal_notice = models.TextField(
        blank=True, help_text="What the address says since it was withdrawn."
    )
    brought_in = models.BooleanField(
        default=False,
        help_text="Came with its own dates from elsewhere, so it may start in the past.",
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        indexes = [
            models.Index(fields=("article", "starts_at"), name="edition_by_article"),
            models.Index(fields=("-published_at", "-id"), name="edition_newest"),
            models.Index(fields=("section", "-published_at", "-id"), name="edition_by_section"),
            models.Index(MONTH, "article", name="edition_by_month"),
            models.Index(fields=("starts_at",), name="edition_by_start"),
            models.Index(fields=("ends_at",), name="edition_by_end"),
            models.Index(
                fields=("-ends_at",), condition=Q(until=F("ends_at")), name="edition_ended_as_asked"
            ),
            models.Index(
                fields=("-ends_at",),
                condition=Q(withdrawal_notice__gt=""),
                name="edition_withdrawn",
            ),
            GinIndex(fields=("author_ids",), name="edition_by_author"),
            GinIndex(fields=("topic_ids",), name="edition_by_topic"),
            models.Index(
                CORRECTED_AT.desc(),
                F("id").desc(),
                condition=Q(IsNull(lhs=CORRECTED_AT, rhs=False)),
                name="edition_corrected",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__lt=F("ends_at")),
                name="edition_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(ends_at__isnull=False, ends_at__lte=F("until")),
                name="edition_ends_when_asked",
            ),
            models.CheckConstraint(
                condition=Q(published_at__lte=F("starts_at")), name="edition_published_before_start"
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_notice="") | Q(ends_at__isnull=False),
                name="edition_withdrawn_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=False) & ~Q(slug="") & ~Q(headline=""),
                name="edition_has_an_address",
            ),
            ExclusionConstraint(
                name="edition_periods_dont_overlap",
                expressions=[
                    (
                        Func("article_id", "article_id", models.Value("[]"), function="int8range"),
                        "&&",
                    ),
                    (
                        Func(
                            "starts_at",
                            "ends_at",
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                # Deferrable, so that rescheduling may move two neighbours in one transaction.
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address readers use; the id alone finds it, section and slug may change."""
        section = self.section
        path = section.path if section else "-"
        return path_of("reader:article", path, self.slug or "-", self.article_id)

    @property
    def updated_at(self) -> datetime | None:
        """When readers saw this version first, or None while it is the first one."""
        return self.starts_at if self.starts_at > self.published_at else None
