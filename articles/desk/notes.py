"""Notes on an article: the panel beside its form, and the page of them where scripts are off."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db import OperationalError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.cache import patch_vary_headers
from django.views import View
from django_htmx.http import trigger_client_event
from psycopg.errors import DeadlockDetected, LockNotAvailable

from articles import permissions, workflow
from articles.desk.act_page import BUSY, article_for, person
from articles.models import Article, Note, User
from articles.models.note import NOTE_LENGTH
from articles.richtext.anchor import Passage, Place, places, plain
from articles.workflow import Refused

__all__ = ["urls"]

#: Threads that are shown; who needs older ones than that needs fewer notes.
THREADS_SHOWN = 200
#: What completing a name offers.
OFFERED = 8
#: Characters of a text in the editor that passages are looked for in.
TEXT_LENGTH = 500_000


class NoteForm(forms.Form):
    """A note, and the passage it is about with what stands around it, as the editor has them."""

    text = forms.CharField(max_length=NOTE_LENGTH, error_messages={"required": "Write something."})
    passage = forms.CharField(required=False, strip=False)
    before = forms.CharField(required=False, strip=False)
    after = forms.CharField(required=False, strip=False)

    @property
    def quoted(self) -> Passage:
        data = self.cleaned_data
        return Passage(data["passage"], data["before"], data["after"])


class Done(NamedTuple):
    """What was done, as a sentence, and the note that is looked at next."""

    said: str
    note_id: int


@dataclass
class Thread:
    """A note as it is shown: where its passage is in the stored text, and what one may do."""

    note: Note
    place: Place | None
    reads: str  #: the passage as it reads now, where it was changed
    settles: bool
    own: list[int]  #: which of its notes this person may take back

    @property
    def gone(self) -> bool:
        return bool(self.note.passage) and self.place is None

    @property
    def field(self) -> str:
        """The id of the field for a reply."""
        return f"note-{self.note.pk}-reply"

    @property
    def order(self) -> tuple[bool, int]:
        """On the whole article first, then as the passages come in the text; gone ones last."""
        return self.gone, self.place.start if self.place else -1


def threads_of(article: Article, reader: User) -> list[Thread]:
    """Return the article's notes for this person: five queries, however many there are."""
    text = plain(article.body)
    notes = list(article.notes.threads().order_by("-written_at", "-pk")[:THREADS_SHOWN])[::-1]
    found = places(text, [passage_of(note) for note in notes])
    threads = [thread(note, place, text, reader) for note, place in zip(notes, found, strict=True)]
    return sorted(threads, key=lambda each: each.order)


def thread(note: Note, place: Place | None, text: str, reader: User) -> Thread:
    shown = [note, *note.replies.all()]
    return Thread(
        note=note,
        place=place,
        reads=text[place.start : place.end] if place and not place.exact else "",
        settles=permissions.settles(reader, note),
        own=[each.pk for each in shown if not permissions.take_back_refusal(reader, each)],
    )


def passage_of(note: Note) -> Passage:
    return Passage(note.passage, note.before, note.after)


class NotesPage(View):
    """What all of them answer with: the notes as they are now, and what was done or refused."""

    admin_site: AdminSite = admin.site
    http_method_names = ["post"]

    def act(self, article: Article, form: NoteForm, note_id: int) -> Done:
        """Do it and return what was done; raises `Refused`."""
        raise NotImplementedError

    def post(self, request: HttpRequest, article_id: int, note_id: int = 0) -> HttpResponse:
        article = article_for(person(request), article_id)
        form = NoteForm(request.POST)
        try:
            done = self.act(article, form, note_id)
        except Refused as refused:
            return self.page(article, str(refused), note_id, status=422)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                raise
            return self.page(article, BUSY, note_id, status=503)
        if request.headers.get("HX-Request"):
            return trigger_client_event(
                self.page(article), "notes:done", done._asdict(), after="settle"
            )
        messages.success(request, done.said)
        notes = reverse("admin:articles_article_notes", args=[article.pk])
        return HttpResponseRedirect(f"{notes}#note-{done.note_id}")

    def page(
        self, article: Article, refused: str = "", note_id: int = 0, status: int = 200
    ) -> HttpResponse:
        threads = threads_of(article, person(self.request))
        beside = bool(self.request.headers.get("HX-Request"))  # the text is there to be shown
        context: dict[str, Any] = {
            "article": article,
            "open": [each for each in threads if not each.note.resolved_at],
            "resolved": [each for each in threads if each.note.resolved_at],
            "refused": refused,
            "refused_at": note_id,
            "typed": self.request.POST if refused else {},
            "length": NOTE_LENGTH,
            "beside": beside,
        }
        if not beside:
            context |= self.admin_site.each_context(self.request)
            context |= {"title": "Notes", "subtitle": str(article), "opts": Article._meta}
        template = "desk/notes.html" if beside else "desk/notes_page.html"
        response = TemplateResponse(self.request, template, context, status=status)
        patch_vary_headers(response, ["HX-Request"])
        return response


class Notes(NotesPage):
    """GET: all notes of the article. POST: one more."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, article_id: int) -> HttpResponse:
        return self.page(article_for(person(request), article_id))

    def act(self, article: Article, form: NoteForm, note_id: int) -> Done:
        text = text_in(form)
        note = workflow.write_note(article, person(self.request), text, form.quoted)
        return Done(written("Note written.", article, text), note.pk)


class Replies(NotesPage):
    """POST: a reply below a note."""

    def act(self, article: Article, form: NoteForm, note_id: int) -> Done:
        text = text_in(form)
        note = workflow.answer_note(note_for(article, note_id), person(self.request), text)
        return Done(written("Reply written.", article, text), note.pk)


class Settling(NotesPage):
    """POST: a verb on a note that asks for nothing else."""

    said = ""

    def settle(self, note: Note, by: User) -> None:
        raise NotImplementedError

    def act(self, article: Article, form: NoteForm, note_id: int) -> Done:
        self.settle(note_for(article, note_id), person(self.request))
        return Done(self.said, note_id)


class Resolving(Settling):
    said = "Note resolved."

    def settle(self, note: Note, by: User) -> None:
        workflow.resolve_note(note, by)


class Reopening(Settling):
    said = "Note reopened."

    def settle(self, note: Note, by: User) -> None:
        workflow.reopen_note(note, by)


class TakingBack(Settling):
    said = "Taken back."

    def settle(self, note: Note, by: User) -> None:
        workflow.take_back_note(note, by)


class Whereabouts(View):
    """POST the words of the editor as one line: where in them each passage is now, as JSON.

    `{"places": [{"note", "start", "end", "exact", "resolved"}]}`, in characters (code points);
    notes whose passage is gone aren't among them.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, article_id: int) -> JsonResponse:
        article = article_for(person(request), article_id)
        quoting = article.notes.filter(parent=None).exclude(passage="")
        notes = list(quoting.order_by("-written_at", "-pk")[:THREADS_SHOWN])
        text = request.POST.get("text", "")[:TEXT_LENGTH]
        found = places(text, [passage_of(note) for note in notes])
        rows = [
            {"note": note.pk, **place._asdict(), "resolved": bool(note.resolved_at)}
            for note, place in zip(notes, found, strict=True)
            if place
        ]
        return JsonResponse({"places": rows})


class Mentionable(View):
    """GET: who sees the article and can be mentioned, by the letters in `q`, as JSON."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, article_id: int) -> JsonResponse:
        article = article_for(person(request), article_id)
        people = permissions.who_sees(article).exclude(pk=person(request).pk)
        for word in request.GET.get("q", "")[:100].split():
            named = Q(username__icontains=word)
            people = people.filter(
                named | Q(first_name__icontains=word) | Q(last_name__icontains=word)
            )
        found = people.order_by("username")[:OFFERED]
        rows = [{"username": each.username, "name": str(each)} for each in found]
        return JsonResponse({"found": rows})


def text_in(form: NoteForm) -> str:
    """Return the words that were typed; raises `Refused` with what is wrong with them."""
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data["text"]


def written(done: str, article: Article, text: str) -> str:
    """Return what was done, and which of the mentioned it can't reach."""
    _, unknown = workflow.mentioned(article, text)
    if not unknown:
        return done
    names = ", ".join(f"@{name}" for name in unknown)
    return f"{done} Nobody who sees this article is called {names}, so nobody was told there."


def note_for(article: Article, note_id: int) -> Note:
    return get_object_or_404(Note.objects.select_related("article"), article=article, pk=note_id)


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses below one article, to come before those of its admin."""

    def page(route: str, name: str, view: type[View]) -> URLPattern:
        address = f"<int:article_id>/notes/{route}"
        return path(address, site.admin_view(view.as_view()), name=f"articles_article_{name}")

    return [
        page("", "notes", Notes),
        page("people/", "notes_people", Mentionable),
        page("places/", "notes_places", Whereabouts),
        page("<int:note_id>/replies/", "note_replies", Replies),
        page("<int:note_id>/resolve/", "note_resolve", Resolving),
        page("<int:note_id>/reopen/", "note_reopen", Reopening),
        page("<int:note_id>/take-back/", "note_take_back", TakingBack),
    ]
