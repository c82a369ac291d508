"""Bring in copy: pasted or uploaded plain text becomes a draft."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views import View

from articles import workflow
from articles.desk.act_page import person
from articles.models import Article, Section, User
from articles.wire import text
from articles.wire.decoding import SIZE_LIMIT

__all__ = ["BringIn", "BringInForm"]

MEGABYTE = 1_000_000
BOTH = "Paste the copy or choose a file, not both: one of them would be lost."


class BringInForm(forms.Form):
    """Copy as text or as a file, and where it goes. `incoming` is what was understood."""

    copy = forms.CharField(
        label="Copy",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Plain text, with a blank line between paragraphs. The first line may give the "
        "date and the headline: “date 2026-11-24 Headline: Ferry returns to the island”.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        help_text="A plain text file of 5 MB at most.",
        widget=forms.FileInput(attrs={"accept": ".txt,.text,.md,text/plain"}),
    )
    section = forms.ModelChoiceField(
        Section.objects.in_order(), required=False, empty_label="Not decided yet"
    )
    #: One of these has to be given.
    either = ("copy", "file")
    incoming: text.Incoming

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        name = "file" if data.get("file") else "copy"
        if self.errors:
            return data
        if data["file"] and data["copy"].strip():
            raise ValidationError({"file": BOTH})
        try:
            copy = contents(data["file"]) if data["file"] else data["copy"].encode()
            self.incoming = text.take_in(copy)
        except text.Refused as refused:
            raise ValidationError({name: str(refused)}) from refused
        return data

    def create(self, by: User) -> Article:
        """Store the draft; raises `workflow.Refused`."""
        section = self.cleaned_data["section"]
        return workflow.create(
            by, reason="Copy brought in", section=section, **self.incoming.content()
        )


def contents(file: UploadedFile) -> bytes:
    """Return the bytes of the file; one that is too large isn't read at all."""
    size = file.size or 0
    if size > SIZE_LIMIT:
        megabytes = f"{size / MEGABYTE:.1f}"
        raise text.Refused(
            f"It has {megabytes} MB, and copy may have 5 MB at most. Bring it in in parts."
        )
    return file.read()


class BringIn(View):
    """A page to paste or upload copy on; the draft opens with what was understood."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(BringInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BringInForm(request.POST, request.FILES)
        by = person(request)
        if not by.has_perm("articles.add_article") or not form.is_valid():
            return self.page(form, status=422)
        article = form.create(by)
        messages.success(request, "The copy is a draft now. This is what was understood:")
        for note in form.incoming.notes:
            messages.info(request, note)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def page(self, form: BringInForm, status: int = 200) -> HttpResponse:
        refused = ""
        if not person(self.request).has_perm("articles.add_article"):
            refused, status = "You may not write articles here.", 403
        context = {
            **self.admin_site.each_context(self.request),
            "title": "Bring in copy",
            "opts": Article._meta,
            "form": form,
            "refused": refused,
            "list_url": reverse("admin:articles_article_changelist"),
        }
        return TemplateResponse(self.request, "desk/bring_in.html", context, status=status)
