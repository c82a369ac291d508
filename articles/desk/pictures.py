"""The picture library at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import display

from articles.desk.library import KeptWhileUsed
from articles.desk.pages import UncountedList, UncountedPaginator
from articles.desk.tasks import prepare_later
from articles.desk.upload import PictureFileField
from articles.desk.widgets import FocalPointField, thumbnail
from articles.models import Article, Author, Edition, Picture

__all__ = ["PictureAdmin"]

#: What the dialog of the library shows at once; more are found by searching.
SHOWN = 36


def told(field: str) -> str:
    """Return the model's help text for a field that the form declares anew."""
    return str(getattr(Picture._meta.get_field(field), "help_text", ""))


class PictureForm(forms.ModelForm):
    file = PictureFileField(
        # No link to what is stored: the original is never served.
        widget=forms.FileInput({"class": "desk-input"}),
        help_text=told("file"),
    )
    focal_point = FocalPointField(help_text=told("focal_point"))

    class Meta:
        model = Picture
        fields = (
            "file", "focal_point", "alt", "caption", "credit", "source", "licence_from",
            "licence_until",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "focal_point" in self.fields and self.instance.pk:
            self.fields["focal_point"].widget.picture = self.instance

    def clean_file(self) -> Any:
        if self.instance.pk and "file" in self.changed_data and in_editions(self.instance):
            raise forms.ValidationError(
                "Readers have seen this picture, or will. Add the new one as a picture of its own."
            )
        return self.cleaned_data["file"]


def in_editions(picture: Picture) -> bool:
    """Say whether an edition shows the picture, be it over, live or waiting."""
    where = Q(lead_picture=picture) | Q(body__contains=f'data-picture="{picture.pk}"')
    return Edition.objects.filter(where).exists()


@admin.register(Picture)
class PictureAdmin(KeptWhileUsed):
    form = PictureForm
    list_display = ("shown_thumbnail", "name", "credit", "size", "licence_until", "prepared")
    list_display_links = ("shown_thumbnail", "name")
    sortable_by = ()
    readonly_fields = ("shown_thumbnail",)
    search_fields = ("alt", "caption", "credit")
    list_per_page = 50
    list_max_show_all = 0
    paginator = UncountedPaginator
    show_full_result_count = False
    fieldsets = (
        ("The picture", {"fields": ("file", "focal_point")}),
        ("What readers are told", {"fields": ("alt", "caption", "credit")}),
        ("Rights", {"fields": ("source", "licence_from", "licence_until")}),
    )

    class Media:
        js = (Script("desk/focus.js", defer=True),)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[UncountedList]:
        return UncountedList

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "library/",
                self.admin_site.admin_view(self.library),
                name="articles_picture_library",
            ),
            *super().get_urls(),
        ]

    def library(self, request: HttpRequest) -> HttpResponse:
        """Return the pictures that have the words in `q`, newest first, as the dialog has them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pictures = Picture.objects.all()
        for word in request.GET.get("q", "")[:100].split():
            pictures = pictures.filter(
                Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word)
            )
        shown = [
            {
                "picture": picture,
                "thumbnail": thumbnail(picture),
                "full": picture.sources("full", "webp")[0],
            }
            for picture in pictures[:SHOWN]
        ]
        return TemplateResponse(request, "desk/library_found.html", {"shown": shown})

    def has_change_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        """What readers see of a picture is for editors to change, once an edition shows it."""
        may = super().has_change_permission(request, obj)
        if obj is None or not may or request.user.has_perm("articles.review_article"):
            return may
        return not in_editions(obj)

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        """Show a rendition to those who may only look: the original is never served."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        return (("The picture", {"fields": ("shown_thumbnail",)}), *self.fieldsets[1:])

    def save_model(
        self, request: HttpRequest, obj: Picture, form: PictureForm, change: bool
    ) -> None:
        """A new file or focal point needs new renditions; readers wait until they are made."""
        if {"file", "focal_point"} & set(form.changed_data) or not change:
            obj.prepared = False
        super().save_model(request, obj, form, change)
        if not obj.prepared:
            prepare_later(obj)

    def uses(self, row: Picture) -> str:
        if Author.objects.filter(portrait=row).exists():
            return "as an author's portrait"
        where = Q(lead_picture=row) | Q(body__contains=f'data-picture="{row.pk}"')
        used = Article.objects.filter(where).exists() or in_editions(row)
        return "by articles" if used else ""

    @display(description="Picture")
    def shown_thumbnail(self, picture: Picture) -> SafeString | str:
        address = thumbnail(picture)
        if not address:
            return "being prepared"
        return format_html('<img class="desk-thumb" src="{}" alt="{}">', address, picture.alt)

    @display(description="What it shows")
    def name(self, picture: Picture) -> str:
        return str(picture)

    @display(description="Size")
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"
