"""Bring in copy: a story of any format becomes a draft, an archive as many articles as it has."""

import hashlib
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views import View

from articles import permissions
from articles.desk.act_page import person
from articles.models import Article, Intake, Outcome, Section, User
from articles.wire import door
from articles.wire.decoding import Refused
from articles.wire.items import Source
from articles.wire.mapping import Mapping
from articles.wire.running import run
from articles.wire.taking import FILES, Options, take

__all__ = ["BringIn", "BringInForm"]

MEGABYTE = 1_000_000
#: A larger one keeps a browser waiting too long.
ARCHIVE_LIMIT = 10 * MEGABYTE
BOTH = "Paste the copy or choose a file, not both: one of them would be lost."
PASTED = "pasted copy"


class BringInForm(forms.Form):
    """Copy as text or as a file, and where it goes. `source` is what was found in it."""

    copy = forms.CharField(
        label="Copy",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Plain text, with a blank line between paragraphs, or Markdown. The first line "
        "may give the date and the headline: “date 2026-11-24 Headline: Ferry returns to the "
        "island”.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        help_text="A story as text, Word (.docx), HTML or Markdown; or what another system "
        "exported: WordPress, Ghost, ninjs, a feed, 10 MB at most.",
    )
    section = forms.ModelChoiceField(
        Section.objects.in_order(),
        required=False,
        empty_label="Not decided yet",
        help_text="Of an archive, for what names no section that is here.",
    )
    dated = forms.BooleanField(
        label="Publish what was published, with its own dates",
        required=False,
        help_text="Of an archive. Its old addresses lead here then.",
    )
    #: One of these has to be given.
    either = ("copy", "file")
    source: Source

    def __init__(self, by: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        self.by = by
        self._path: Path | None = None
        if not permissions.may_publish_unreviewed(by):
            del self.fields["dated"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        name = "file" if data.get("file") else "copy"
        if self.errors:
            return data
        if data["file"] and data["copy"].strip():
            raise ValidationError({"file": BOTH})
        try:
            if data["file"]:
                self.source = self._in_file(data["file"])
            else:
                self.source = self._story(data["copy"].encode(), PASTED)
        except Refused as refused:
            raise ValidationError({name: str(refused)}) from refused
        return data

    @property
    def is_archive(self) -> bool:
        return self.source.format != FILES

    def options(self) -> Options:
        data = self.cleaned_data
        return Options(section=data["section"], as_dated=data.get("dated", False))

    def _in_file(self, file: UploadedFile) -> Source:
        """Return what is in the file; one that is too large isn't read at all."""
        with NamedTemporaryFile(prefix="newsroom-", delete=False) as kept:
            self._path = Path(kept.name)
            for chunk in file.chunks():
                kept.write(chunk)
        open_file = cast("door.OpenFile", partial(self._path.open, "rb"))
        archive = door.archive(open_file, Mapping(), pages=False)
        if archive is None:
            return self._story(door.bytes_of(self._path), file.name or "a file")
        if (file.size or 0) > ARCHIVE_LIMIT:
            raise Refused(
                f"It has {(file.size or 0) / MEGABYTE:.1f} MB, and an archive may have 10 MB here. "
                "Whoever runs the site can bring in any with manage.py import_copy."
            )
        return archive

    def _story(self, data: bytes, whence: str) -> Source:
        item = door.story(data)
        item.key = f"{whence} {self.by.pk} {hashlib.sha256(data).hexdigest()}"
        return Source(name=FILES, format=FILES, items=iter([item]), whence=whence)

    def forget_file(self) -> None:
        if self._path:
            self._path.unlink(missing_ok=True)


class BringIn(View):
    """A page to paste or upload copy on; the draft opens with what was understood."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(BringInForm(person(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        by = person(request)
        form = BringInForm(by, request.POST, request.FILES)
        try:
            if not by.has_perm("articles.add_article") or not form.is_valid():
                return self.page(form, status=422)
            return self.archive(form) if form.is_archive else self.story(form)
        finally:
            form.forget_file()

    def story(self, form: BringInForm) -> HttpResponse:
        (line,) = take(form.source, form.by, form.options(), None)
        if line.outcome == Outcome.UNCHANGED:
            messages.info(self.request, "You have brought this in before: here it is.")
        elif line.article is None:
            form.add_error(None, " ".join(line.notes))
            return self.page(form, status=422)
        else:
            messages.success(self.request, "The copy is a draft now. This is what was understood:")
        for note in line.notes:
            messages.info(self.request, note)
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[line.article_id])
        )

    def archive(self, form: BringInForm) -> HttpResponse:
        name = form.cleaned_data["file"].name
        given = {"publish_as_dated": True} if form.cleaned_data.get("dated") else {}
        intake = Intake.objects.create(by=form.by, names=name, options=given)
        result = run([form.source], form.by, form.options(), intake)
        messages.success(self.request, f"Items of {name} taken in: {result.total}.")
        return HttpResponseRedirect(reverse("desk:intake", args=[intake.pk]))

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
            "intakes_url": reverse("desk:intakes"),
        }
        return TemplateResponse(self.request, "desk/bring_in.html", context, status=status)
