"""The picture library at the desk."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.forms.widgets import Script
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import display

from articles import permissions
from articles.desk.library import KeptWhileUsed
from articles.desk.pages import UncountedList, UncountedPaginator
from articles.desk.picture_filters import CareFilter
from articles.desk.picture_marks import marks
from articles.desk.picture_replace import Replace, restore
from articles.desk.picture_upload import describe, upload
from articles.desk.picture_uses import uses_of, vanishes_from
from articles.desk.picture_words import PictureForm
from articles.desk.signed_in import DeskRequest
from articles.desk.widgets import thumbnail
from articles.models import Author, Picture, PictureUse
from articles.models.picture import PictureQuerySet
from articles.workflow.preparing import prepare_later

__all__ = ["PictureAdmin"]

#: What the dialog of the library shows at once; more are found by searching.
SHOWN = 36
#: Headlines that a message names.
NAMED = 5


@admin.register(Picture)
class PictureAdmin(KeptWhileUsed):
    form = PictureForm
    add_form_template = "desk/picture_add.html"
    list_fullwidth = True
    # The template shows pictures rather than rows; this is what the search and Django's checks see.
    list_display = ("name",)
    sortable_by = ()
    readonly_fields = ("shown_thumbnail",)
    list_filter = (CareFilter,)
    list_filter_submit = True
    # The search itself is the model's, on its own index: see get_search_results.
    search_fields = ("alt",)
    search_help_text = "Words of the caption, credit, description or source"
    list_per_page = 60
    list_max_show_all = 0
    list_before_template = "desk/picture_drop.html"
    paginator = UncountedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fieldsets = (
        ("The picture", {"fields": ("file", "focal_point")}),
        ("What readers are told", {"fields": ("alt", "caption", "credit")}),
        ("Where it is from", {"fields": ("taken_at", "source", "licence_from", "licence_until")}),
    )

    class Media:
        css = {"all": ("desk/pictures.css",)}
        js = (Script("desk/focus.js", defer=True), Script("desk/pictures.js", defer=True))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        replace = Replace.as_view(admin_site=self.admin_site)
        return [
            path("library/", view(self.library), name="articles_picture_library"),
            path("upload/", view(upload), name="articles_picture_upload"),
            path("<int:picture_id>/describe/", view(describe), name="articles_picture_describe"),
            path("<int:picture_id>/replace/", view(replace), name="articles_picture_replace"),
            path("<int:picture_id>/restore/", view(restore), name="articles_picture_restore"),
            *super().get_urls(),
        ]

    # The library

    def get_changelist(self, request: DeskRequest, **kwargs: Any) -> type[UncountedList]:
        return UncountedList

    def get_queryset(self, request: DeskRequest) -> QuerySet[Picture]:
        used = Exists(PictureUse.objects.filter(picture=OuterRef("pk")))
        return super().get_queryset(request).annotate(used=used)

    def get_search_results(
        self, request: DeskRequest, queryset: PictureQuerySet, search_term: str
    ) -> tuple[QuerySet[Picture], bool]:
        return queryset.search(search_term), False

    def changelist_view(
        self, request: DeskRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, {"title": "Pictures", **(extra_context or {})})
        if isinstance(response, TemplateResponse) and response.context_data:
            at = timezone.now()
            rows = response.context_data["cl"].result_list
            response.context_data["pictures"] = [
                {"picture": row, "thumbnail": thumbnail(row), "marks": marks(row, at)}
                for row in rows
            ]
        return response

    def library(self, request: DeskRequest) -> HttpResponse:
        """Return the pictures that have the words in `q`, newest first, as the dialog has them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = Picture.objects.filter(replaced_by=None).search(request.GET.get("q", ""))
        shown = [
            {
                "picture": picture,
                "thumbnail": thumbnail(picture),
                "full": picture.placed,
            }
            for picture in found[:SHOWN]
        ]
        return TemplateResponse(request, "desk/library_found.html", {"shown": shown})

    # One picture

    def has_change_permission(self, request: DeskRequest, obj: Picture | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return permissions.changes_picture(request.user, obj)

    def get_fieldsets(self, request: DeskRequest, obj: Picture | None = None) -> Any:
        """Show a rendition to those who may only look: the original is never served."""
        if obj is None:
            return self.fieldsets
        fields: tuple[str, ...] = ("shown_thumbnail",)
        if self.has_change_permission(request, obj):
            fields = ("focal_point",) if obj.is_published() else ("focal_point", "file")
        return (("The picture", {"fields": fields}), *self.fieldsets[1:])

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if picture := context["original"]:
            context["uses"] = uses_of(picture, request.user, timezone.now())
            context["replaces"] = not permissions.replacing_refusal(request.user)
            context["marks"] = marks(picture, timezone.now())
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: DeskRequest, obj: Picture, form: PictureForm, change: bool
    ) -> None:
        """Make what readers get anew before it is stored, so they never miss the picture."""
        if "file" in form.changed_data or not change:
            obj.prepared = False
            self._drop_file_of(obj)
        elif "focal_point" in form.changed_data:
            obj.file.make(obj.file.renditions)
        super().save_model(request, obj, form, change)
        if not obj.prepared:
            obj.prepare_for_desk()
            prepare_later(obj)
        if change and {"licence_from", "licence_until"} & set(form.changed_data):
            self._tell_where_it_vanishes(request, obj)

    def _drop_file_of(self, picture: Picture) -> None:
        """Remove the file that another takes the place of, once that is stored for good."""
        if before := Picture.objects.filter(pk=picture.pk).first():
            transaction.on_commit(lambda: before.file.delete(save=False))

    def _tell_where_it_vanishes(self, request: DeskRequest, picture: Picture) -> None:
        headlines = vanishes_from(picture, request.user, timezone.now())
        if not headlines:
            return
        named = "; ".join(f"“{headline}”" for headline in headlines[:NAMED])
        more = " and others" if len(headlines) > NAMED else ""
        messages.warning(
            request,
            f"Readers won’t see it all the time any more in {named}{more}. "
            "Replace it everywhere, or put another picture into these.",
        )

    def delete_model(self, request: DeskRequest, obj: Picture) -> None:
        super().delete_model(request, obj)
        # Nobody can use it any more, and what was uploaded by mistake must be gone from the disk.
        transaction.on_commit(lambda: obj.file.delete(save=False))

    def uses(self, row: Picture) -> str:
        if Author.objects.filter(portrait=row).exists():
            return "as an author's portrait"
        if row.replaces.exists() or row.stood_in.exists():
            return "in place of another picture"
        if row.replacements.exists():
            return "where another stood in for it once"
        return "by articles" if row.uses.exists() else ""

    @display(description="Picture")
    def shown_thumbnail(self, picture: Picture) -> SafeString | str:
        address = thumbnail(picture)
        if not address:
            return "being prepared"
        return format_html('<img class="desk-thumb" src="{}" alt="{}">', address, picture.alt)

    @display(description="What it shows")
    def name(self, picture: Picture) -> str:
        return str(picture)
