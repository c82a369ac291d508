"""Sections, authors and topics at the desk."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet, URLField
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path, reverse
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles.desk.section_tree import TREE_ORDER
from articles.desk.signed_in import DeskRequest
from articles.models import Article, Author, Edition, Placement, Section, Topic

__all__ = ["AuthorAdmin", "KeptWhileUsed", "SectionAdmin", "TopicAdmin"]

#: What a search for names offers.
OFFERED = 12


class KeptWhileUsed(ModelAdmin):
    """Admin of what articles name: deleted only where none does, and one at a time."""

    compressed_fields = False
    #: What the form says of a field where the model says nothing.
    help_texts: ClassVar[dict[str, str]] = {}

    def uses(self, row: Any) -> str:
        """Return where the row is used, as it stands in a sentence; empty: nowhere."""
        raise NotImplementedError

    def get_form(
        self, request: DeskRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(request, obj, change, **{"help_texts": self.help_texts, **kwargs})

    def get_actions(self, request: DeskRequest) -> dict[str, Any]:
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name != "delete_selected"
        }

    def delete_view(
        self, request: DeskRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        used = self.uses(row) if row else ""
        if used and self.has_delete_permission(request, row):
            return self._kept(request, row, used)
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except IntegrityError:
            # It came into use just now: the database is the last to say no.
            return self._kept(request, row, "by articles")

    def _kept(self, request: DeskRequest, row: Model, used: str) -> HttpResponse:
        messages.error(request, f"{row} is used {used}, so it can't be deleted.")
        return HttpResponseRedirect(
            reverse(f"admin:articles_{self.opts.model_name}_change", args=[row.pk])
        )


def _in_copy(where: Q) -> str:
    """Return how articles or their editions use what this condition names."""
    used = Article.objects.filter(where).exists() or Edition.objects.filter(where).exists()
    return "by articles" if used else ""


class FoundByName(KeptWhileUsed):
    """Admin of what the article form finds while somebody types."""

    list_display: tuple[str, ...] = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    list_per_page = 50

    def get_urls(self) -> list[URLPattern]:
        name = f"articles_{self.opts.model_name}_names"
        return [
            path("names/", self.admin_site.admin_view(self.names), name=name),
            *super().get_urls(),
        ]

    def names(self, request: DeskRequest) -> JsonResponse:
        """Return `{"found": [{"id", "name"}]}` for the words in `q`, in the order of names."""
        if not self.has_view_permission(request):
            return JsonResponse({"found": []}, status=403)
        rows = self.model.objects.all()
        for word in request.GET.get("q", "")[:100].split():
            rows = rows.filter(name__icontains=word)
        found = rows.order_by("name", "pk").values("id", "name")[:OFFERED]
        return JsonResponse({"found": list(found)})


@admin.register(Author)
class AuthorAdmin(FoundByName):
    help_texts = {"portrait": "Shown on the author's page. It is one of the library's pictures."}
    when_empty = "Authors are the names that stand in bylines, each with a page of theirs."
    list_display = ("name", "slug", "user")
    list_select_related = ("user",)
    autocomplete_fields = ("portrait", "user")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = (
        (None, {"fields": ("name", "slug", "biography", "portrait")}),
        ("Where readers reach them", {"fields": ("email", "website", "social")}),
        ("At the desk", {"fields": ("user",)}),
    )

    def get_readonly_fields(
        self, request: DeskRequest, obj: Author | None = None
    ) -> tuple[str, ...]:
        # Whoever signs as an author owns their articles: that is for those who manage people.
        return () if request.user.has_perm("articles.change_user") else ("user",)

    def uses(self, row: Author) -> str:
        return _in_copy(Q(author_ids__contains=[row.pk]))


@admin.register(Topic)
class TopicAdmin(FoundByName):
    help_texts = {"name": "As readers see it, on articles and on the topic's page."}
    when_empty = "Topics say what articles are about, across sections: each gets a page of them."

    def uses(self, row: Topic) -> str:
        return _in_copy(Q(topic_ids__contains=[row.pk]))


@admin.register(Section)
class SectionAdmin(KeptWhileUsed):
    when_empty = "Sections are where articles appear, and who edits them: without one, none does."
    list_display = ("place_in_tree", "path", "order", "members")
    ordering = TREE_ORDER
    sortable_by = ()
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("desk",)
    fieldsets = (
        (None, {"fields": ("name", "slug", "parent", "order", "intro")}),
        ("Its desk", {"fields": ("desk", "claims_block")}),
    )

    def get_queryset(self, request: DeskRequest) -> QuerySet[Section]:
        return super().get_queryset(request).prefetch_related("desk")

    @display(description="Section")
    def place_in_tree(self, section: Section) -> str:
        return f"— {section.name}" if section.parent_id else section.name

    @display(description="Desk")
    def members(self, section: Section) -> str:
        return ", ".join(str(person) for person in section.desk.all()) or "—"

    def uses(self, row: Section) -> str:
        if row.subsections.exists():
            return "as the parent of subsections"
        if Placement.objects.on_front(row.pk).exists():
            return "by what stands or stood on its front page"
        return _in_copy(Q(section=row))
