"""Articles at the desk: the list and the form."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles import permissions, workflow
from articles.desk import verbs
from articles.desk.bar import bar
from articles.desk.bulk import BULK_VERBS
from articles.desk.comparison import compare_bodies, compare_fields
from articles.desk.filters import (
    AuthorFilter,
    SectionFilter,
    StateFilter,
    UpdatedFilter,
    WhoseFilter,
)
from articles.desk.form import ArticleForm
from articles.desk.history import history_page
from articles.desk.labels import Listed, short_moment, tags
from articles.desk.pages import ArticleList, UncountedPaginator
from articles.desk.refused_save import refused_save
from articles.desk.signed_in import DeskRequest
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.richtext import clean

__all__ = ["ArticleAdmin"]

#: As many as fit beside the form; the history has them all.
EVENTS_SHOWN = 20

COPY = ("kicker", "headline", "standfirst", "dateline", "dated", "body")
FIELDSETS = (
    ("Copy", {"fields": COPY}),
    ("Where it appears", {"fields": ("section", "author_ids", "topic_ids")}),
    ("Lead picture", {"fields": ("lead_picture", "lead_caption")}),
    ("Search and lists", {"fields": ("short_headline", "slug", "language")}),
)
#: The same for those who may look only, with what is stored as ids and HTML made readable.
READING = {
    "body": "readable_body",
    "author_ids": "readable_authors",
    "topic_ids": "readable_topics",
}


@admin.register(Article)
class ArticleAdmin(ModelAdmin):
    form = ArticleForm
    compressed_fields = False
    list_fullwidth = True
    list_display = (
        "shown_headline", "shown_state", "section", "shown_authors", "shown_live", "shown_next",
        "shown_updated",
    )  # fmt: skip
    list_filter = (
        WhoseFilter, StateFilter, SectionFilter, AuthorFilter, ("updated_at", UpdatedFilter),
    )  # fmt: skip
    list_filter_submit = True
    list_select_related = ("section__parent",)
    list_per_page = 50
    list_max_show_all = 0
    list_disable_select_all = True
    list_before_template = "desk/zone.html"
    paginator = UncountedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()
    ordering = ("-updated_at", "-pk")
    # The search itself is the model's, on its own index: see get_search_results.
    search_fields = ("headline",)
    search_help_text = "Words of the headline, kicker, standfirst or slug"
    actions = BULK_VERBS

    class Media:
        js = (Script("desk/library.js", defer=True), Script("desk/article.js", defer=True))

    # Who may do what: articles.permissions

    def has_view_permission(self, request: DeskRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return super().has_view_permission(request)
        return permissions.sees(request.user, obj)

    def has_change_permission(self, request: DeskRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return permissions.sees(request.user, obj) and permissions.edits(request.user, obj)

    def has_delete_permission(self, request: DeskRequest, obj: Article | None = None) -> bool:
        """Articles are spiked, never deleted."""
        return False

    def has_submit_permission(self, request: DeskRequest) -> bool:
        return request.user.has_perm("articles.submit_article")

    def has_review_permission(self, request: DeskRequest) -> bool:
        return request.user.has_perm("articles.review_article")

    # The list

    def get_queryset(self, request: DeskRequest) -> QuerySet[Article]:
        visible = cast(ArticleQuerySet, permissions.visible_to(request.user))
        return visible.with_periods(timezone.now())

    def get_changelist(self, request: DeskRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_search_results(
        self, request: DeskRequest, queryset: ArticleQuerySet, search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return queryset.search(search_term) if search_term else queryset, False

    @display(description="Headline")
    def shown_headline(self, article: Listed) -> str:
        return article.headline

    @display(description="State")
    def shown_state(self, article: Listed) -> SafeString:
        # With the version that this person saw, for the verbs on several at once.
        return format_html(
            '{}<input type="hidden" name="version-{}" value="{}">',
            format_html_join(
                " ", '<span class="desk-tag desk-tag-{}">{}</span>', tags(article, timezone.now())
            ),
            article.pk,
            article.version,
        )

    @display(description="Authors")
    def shown_authors(self, article: Listed) -> str:
        return article.byline or "—"

    @display(description="Live since")
    def shown_live(self, article: Listed) -> str:
        return short_moment(article.live_since) or "—"

    @display(description="Next version")
    def shown_next(self, article: Listed) -> str:
        return short_moment(article.next_at) or "—"

    @display(description="Updated")
    def shown_updated(self, article: Listed) -> str:
        return short_moment(article.updated_at)

    # The form

    def get_urls(self) -> list[URLPattern]:
        return [*verbs.urls(self.admin_site), *super().get_urls()]

    def get_fieldsets(self, request: DeskRequest, obj: Article | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return FIELDSETS
        return [
            (title, {"fields": [READING.get(name, name) for name in options["fields"]]})
            for title, options in FIELDSETS
        ]

    @display(description="Body")
    def readable_body(self, article: Article) -> SafeString:
        body = mark_safe(clean(article.body))  # noqa: S308 - cleaned right here
        return format_html('<div class="desk-copy">{}</div>', body)

    @display(description="Authors")
    def readable_authors(self, article: Article) -> str:
        return ", ".join(author.name for author in article.authors()) or "—"

    @display(description="Topics")
    def readable_topics(self, article: Article) -> str:
        return ", ".join(topic.name for topic in article.topics()) or "—"

    def changeform_view(
        self,
        request: DeskRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return self._form_or_refusal(request, object_id, form_url, extra_context)
        except workflow.Refused:
            # Something came between the form's own checks and the update, whose checks held. Now
            # ours find it too, and give back all that was typed.
            return self._form_or_refusal(request, object_id, form_url, extra_context)

    def _form_or_refusal(
        self, request: DeskRequest, object_id: str | None, *args: Any
    ) -> HttpResponse:
        if request.method == "POST" and object_id:
            article = self.get_object(request, unquote(object_id))
            if article and not self.has_change_permission(request, article):
                return refused_save(self, request, article)
        return super().changeform_view(request, object_id, *args)

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, article = context["adminform"].form, context["original"]
        if article:
            events = article.events.select_related("person")[:EVENTS_SHOWN]
            context["events"] = [(workflow.told(event), event.note) for event in events]
            context["bar"] = bar(request, Article.objects.get(pk=article.pk))
        stale = getattr(form, "stale", None)
        if stale:
            context["stale"] = stale
            context["stale_at"] = short_moment(stale.saved_at)
            context["differences"] = compare_fields(form.instance, stale.current)
            context["blocks"] = compare_bodies(form.instance.body, stale.current.body)
        response = super().render_change_form(request, context, *args, **kwargs)
        if stale:
            response.status_code = 409
        return response

    def save_form(self, request: DeskRequest, form: ArticleForm, change: bool) -> Article:
        """Save through the workflow, which checks version and permission and keeps the history."""
        article = super().save_form(request, form, change)
        reason = form.cleaned_data["reason"]
        if change:
            return workflow.save_copy(article, request.user, reason=reason, based_on=form.base)
        return workflow.create(request.user, reason=reason, **article.content())

    def save_model(
        self, request: DeskRequest, obj: Article, form: ArticleForm, change: bool
    ) -> None:
        """Nothing is left to do: `save_form` has saved it."""

    def history_view(
        self, request: DeskRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        article = self.get_object(request, unquote(object_id))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return history_page(self, request, article)
