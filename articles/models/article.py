"""Articles: the working copies, which readers can never reach."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from articles.models.copy import Copy
from articles.models.edition import Edition
from articles.models.picture import Picture
from articles.models.section import Section

__all__ = ["Article", "ArticleQuerySet"]


def search_vector() -> SearchVector:
    """Return what the desk searches in; the index is on the very same expression."""
    return SearchVector("headline", "kicker", "standfirst", "slug", config="simple")


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_periods(self, at: datetime) -> Self:
        """Add what the desk's lists say of time, each null where there is none.

        Read those of what is live first: while it is, `ended_at` is its planned end, and
        `withdrawn_at` may speak of an earlier edition.

        `live_since`, `live_until`, `live_version`: of the edition readers see at `at`;
        `next_at`: when the next edition starts; `ended_at`: when the last one ended;
        `withdrawn_at`: the same where it was withdrawn.
        """
        editions = Edition.objects.filter(article=OuterRef("pk"))
        live = editions.visible(at)
        begun = editions.filter(starts_at__lte=at).order_by("-starts_at")
        withdrawn = Q(withdrawal_notice__gt="")
        return self.annotate(
            live_since=Subquery(live.values("starts_at")[:1]),
            live_until=Subquery(live.values("ends_at")[:1]),
            live_version=Subquery(live.values("article_version")[:1]),
            next_at=Subquery(
                editions.filter(starts_at__gt=at).order_by("starts_at").values("starts_at")[:1]
            ),
            ended_at=Subquery(begun.values("ends_at")[:1]),
            withdrawn_at=Subquery(begun.filter(withdrawn).values("ends_at")[:1]),
        )

    def search(self, words: str) -> Self:
        """Return the articles whose headline, kicker, standfirst or slug has all the words.

        The last word may be unfinished. Nothing but words is read, so no operator can fail.
        """
        terms = ["".join(filter(str.isalnum, word)) for word in words[:200].split()]
        terms = [term for term in terms if term]
        if not terms:
            return self
        raw = " & ".join(f"'{term}'" for term in terms) + ":*"
        query = SearchQuery(raw, config="simple", search_type="raw")
        return self.annotate(found=search_vector()).filter(found=query)


class Article(Copy):
    """The working copy and its editorial state.

    `state` is all that is stored; whether it is scheduled, live, ended or changed since is derived
    from its editions. `workflow` alone writes `state` and what follows it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        REVIEW = "review", "in review"
        PUBLISHED = "published", "published"

    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    spiked_at = models.DateTimeField(null=True, editable=False)
    embargo_until = models.DateTimeField("embargo", null=True, editable=False)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts the saves; the database raises it."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    #: What the next history row says of who and why, as django-simple-history names it.
    _history_user: models.Model
    _change_reason: str

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["state", "spiked_at", "embargo_until", "submitted_by"],
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        ordering = ("-updated_at", "-pk")
        permissions = [
            ("submit_article", "Can submit articles for review"),
            ("review_article", "Can send back, publish and schedule on their desks"),
            ("edit_all_sections", "Is on the desk of every section"),
            ("withdraw_article", "Can withdraw what readers see"),
            ("publish_unreviewed", "Can publish without a second pair of eyes"),
        ]
        indexes = [
            models.Index(fields=("-updated_at", "-id"), name="article_newest"),
            models.Index(fields=("section", "-updated_at", "-id"), name="article_by_section"),
            models.Index(fields=("state", "-updated_at", "-id"), name="article_by_state"),
            models.Index(fields=("created_by", "-updated_at", "-id"), name="article_by_creator"),
            models.Index(
                fields=("section", "updated_at", "id"),
                condition=Q(state="review"),
                name="article_in_review",
            ),
            models.Index(
                fields=("updated_at", "id"),
                condition=Q(state="draft", spiked_at=None, submitted_by__isnull=False),
                name="article_returned",
            ),
            models.Index(
                fields=("embargo_until",),
                condition=Q(embargo_until__isnull=False),
                name="article_by_embargo",
            ),
            models.Index(
                fields=("-updated_at", "-id"),
                condition=Q(spiked_at__isnull=False),
                name="article_spiked",
            ),
            models.Index(
                fields=("-updated_at", "-id"),
                condition=Q(version__gt=1),
                name="article_saved_again",
            ),
            GinIndex(fields=("author_ids",), name="article_by_author"),
            GinIndex(search_vector(), name="article_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "review", "published")), name="article_state_known"
            ),
            models.CheckConstraint(
                condition=Q(spiked_at=None) | Q(state="draft"), name="article_spiked_is_draft"
            ),
        ]

    def edition_at(self, at: datetime) -> Edition | None:
        """Return the edition readers see at this moment."""
        return Edition.objects.visible(at).filter(article=self).first()

    def waiting(self, at: datetime) -> models.QuerySet[Edition]:
        """Return the editions that start after this moment, soonest first."""
        return Edition.objects.filter(article=self, starts_at__gt=at).order_by("starts_at")

    def content_at(self, version: int) -> dict[str, Any] | None:
        """Return the content by attribute name as it was in a version; None where there is none."""
        # A save past the workflow writes its row under the number before: the first one is it.
        kept = self.history.filter(version=version).order_by("history_id").first()
        if kept is None:
            return self.content() if version == self.version else None
        return {name: getattr(kept, name) for name in self.content_fields()}

    def as_edition(self, at: datetime) -> Edition:
        """Return an unsaved edition of the working copy, as preview and freezing want it."""
        return self._unsaved_edition(self.version, at, self.content())

    def version_as_edition(self, version: int, at: datetime) -> Edition | None:
        """Return an unsaved edition of a version in the history; None where there is none."""
        content = self.content_at(version)
        if content is None:
            return None
        edition = self._unsaved_edition(version, at, content)
        # The history may speak of what was deleted since: the page goes without it.
        sections = Section.objects.select_related("parent")
        edition.section = sections.filter(pk=content["section_id"]).first()
        edition.lead_picture = Picture.objects.filter(pk=content["lead_picture_id"]).first()
        return edition

    def _unsaved_edition(self, version: int, at: datetime, content: dict[str, Any]) -> Edition:
        first = self.editions.order_by("starts_at").values_list("published_at", flat=True).first()
        return Edition(
            article=self,
            article_version=version,
            starts_at=at,
            published_at=min(first, at) if first else at,
            **content,
        )

    def save_state(self) -> None:
        """Store the editorial state alone; the copy, its version and its history stay."""
        type(self).objects.filter(pk=self.pk).update(
            state=self.state,
            spiked_at=self.spiked_at,
            submitted_by=self.submitted_by_id,
            embargo_until=self.embargo_until,
        )
