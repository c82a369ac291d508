"""Articles at the desk: the list and the form."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, QuerySet
from django.forms.widgets import Script
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles import permissions, workflow
from articles.desk import (
    assignment_panel,
    autosave,
    claims,
    comparing,
    merge_page,
    notes,
    own_lists,
    preview,
    restoring,
    shares,
    taking_out,
    verbs,
)
from articles.desk.bar import bar
from articles.desk.bulk import BULK_VERBS
from articles.desk.columns import headline
from articles.desk.filters import (
    AuthorFilter,
    SectionFilter,
    StateFilter,
    UpdatedFilter,
    WhoseFilter,
)
from articles.desk.form import ArticleForm
from articles.desk.history import history_page, versions_beside
from articles.desk.labels import Listed
from articles.desk.merging import Merge
from articles.desk.pages import ArticleList, PartedPaginator
from articles.desk.refused_save import refused_save
from articles.desk.signed_in import DeskRequest
from articles.desk.table import as_csv
from articles.desk.unsaved import sent_again, writing
from articles.models import Article, Note
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
    when_empty = (
        "All articles that are yours to see are listed here. "
        "Write one, or bring in copy that you have already."
    )
    list_filter = (
        WhoseFilter, StateFilter, SectionFilter, AuthorFilter, ("updated_at", UpdatedFilter),
    )  # fmt: skip
    list_filter_submit = True
    list_select_related = ("section__parent", "created_by")
    list_per_page = 50
    list_max_show_all = 0
    list_disable_select_all = True
    list_before_template = "desk/list_head.html"
    paginator = PartedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()
    ordering = ("-updated_at", "-pk")
    # The search itself is the model's, on its own index: see get_search_results.
    search_fields = ("headline",)
    search_help_text = "Words of the headline, kicker, standfirst or slug"
    actions = BULK_VERBS

    class Media:
        js = (
            Script("desk/library.js", defer=True),
            Script("desk/kept.js", defer=True),
            Script("desk/writing.js", defer=True),
            Script("desk/article.js", defer=True),
        )

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
        return self.as_listed(permissions.visible_to(request.user))

    def as_listed(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        """Return the articles with what the list says of them."""
        plan = {"deadline": F("assignment__deadline"), "planned_at": F("assignment__planned_at")}
        noted = Exists(Note.objects.open().filter(article=OuterRef("pk")))
        rows = cast(ArticleQuerySet, articles).with_periods(timezone.now())
        return rows.annotate(**plan, noted=noted)

    def get_changelist(self, request: DeskRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_search_results(
        self, request: DeskRequest, queryset: ArticleQuerySet, search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return queryset.search(search_term) if search_term else queryset, False

    def get_paginator(
        self, request: DeskRequest, queryset: QuerySet[Article], *args: Any, **options: Any
    ) -> PartedPaginator:
        parts = permissions.visible_parts(request.user)
        return PartedPaginator(queryset, *args, parts=parts, **options)

    def get_list_display(self, request: DeskRequest) -> list[Any]:
        return [headline, *(each.shown for each in own_lists.chosen_columns(request.user))]

    def get_list_display_links(self, request: DeskRequest, list_display: Any) -> list[Any]:
        return [headline]

    def changelist_view(
        self, request: DeskRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = own_lists.list_head(request) | (extra_context or {})
        return super().changelist_view(request, context)

    def csv_view(self, request: DeskRequest) -> StreamingHttpResponse | HttpResponseRedirect:
        """Answer with what the list shows for the same filters, as a table."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = cast(ArticleList, self.get_changelist_instance(request))
        except IncorrectLookupParameters:
            listed = reverse("admin:articles_article_changelist")
            return HttpResponseRedirect(f"{listed}?{ERROR_FLAG}=1")
        return as_csv(found, own_lists.chosen_columns(request.user), self._address)

    def _address(self, article: Article | Listed) -> str:
        return reverse("admin:articles_article_change", args=[article.pk])

    # The form

    def get_urls(self) -> list[URLPattern]:
        table = self.admin_site.admin_view(self.csv_view)
        return [
            path("csv/", table, name="articles_article_csv"),
            *verbs.urls(self.admin_site),
            *assignment_panel.urls(self.admin_site),
            *autosave.urls(self.admin_site),
            *claims.urls(self.admin_site),
            *comparing.urls(self.admin_site),
            *merge_page.urls(self.admin_site),
            *notes.urls(self.admin_site),
            *own_lists.urls(self.admin_site),
            *preview.urls(self.admin_site),
            *restoring.urls(self.admin_site),
            *shares.urls(self.admin_site),
            *taking_out.urls(self.admin_site),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: DeskRequest, obj: Article | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return FIELDSETS
        return [
            (title, {"fields": [READING.get(name, name) for name in options["fields"]]})
            for title, options in FIELDSETS
        ]

    def get_changeform_initial_data(self, request: DeskRequest) -> dict[str, Any]:
        """Clean a body that comes with the address: anybody may have written the link."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        return initial | {"body": clean(initial["body"])} if "body" in initial else initial

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
        if request.method == "POST" and (answer := sent_again(request)):
            return answer
        if request.method == "POST" and object_id:
            article = self.get_object(request, unquote(object_id))
            if article and not self.has_change_permission(request, article):
                return refused_save(self, request, article)
        return super().changeform_view(request, object_id, *args)

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, article = context["adminform"].form, context["original"]
        if stale := getattr(form, "stale", None):
            return merge_page.page(self, request, Merge.of(form, stale.current))
        context["writing"] = writing(request, form, article)
        if article:
            events = article.events.select_related("person")[:EVENTS_SHOWN]
            context["events"] = [(workflow.told(event), event.note) for event in events]
            context |= claims.claims_context(article)
            context |= versions_beside(article)
            context["open_shares"] = shares.open_shares(article)
            context["bar"] = bar(request, Article.objects.get(pk=article.pk))
            context["ways_out"] = taking_out.ways_out(article)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_form(self, request: DeskRequest, form: ArticleForm, change: bool) -> Article:
        """Save through the workflow, which checks version and permission and keeps the history."""
        article = super().save_form(request, form, change)
        reason = form.cleaned_data["reason"]
        if change:
            saved = workflow.save_copy(article, request.user, reason=reason, based_on=form.base)
        else:
            saved = workflow.create(request.user, reason=reason, **article.content())
        autosave.close_form(request, saved)
        return saved

    def response_add(
        self, request: DeskRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponseRedirect:
        return self.response_change(request, obj)

    def response_change(self, request: DeskRequest, obj: Article) -> HttpResponseRedirect:
        """Go on in the form; its address no longer names a text that was restored and saved."""
        messages.success(request, f"Saved as version {obj.version}.")
        return HttpResponseRedirect(self._address(obj))

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
