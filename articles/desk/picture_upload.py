"""Many pictures at once: each comes in a request of its own, and is then given its words."""

from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from articles import permissions, photo, workflow
from articles.desk.act_page import person
from articles.desk.picture_words import WordsForm
from articles.desk.widgets import thumbnail
from articles.models import Picture
from articles.workflow.preparing import prepare_later

__all__ = ["describe", "upload"]


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one picture, the request's body being its file; answer with what is to be filled in.

    Not as a form: so nothing is read, not even by the protection against forged requests, before
    its size is known. 422 comes with a sentence, as plain text.
    """
    try:
        length = sent_bytes(request)
        content = request.read(length) if length <= photo.MOST_BYTES else b""
        name = unquote(request.headers.get("X-File-Name", ""))[:200]
        if not content and length:
            photo.refuse_size(length)
        picture = workflow.add_picture(person(request), ContentFile(content, name=name))
    except (workflow.Refused, photo.Unusable) as refused:
        return HttpResponse(str(refused), content_type="text/plain", status=422)
    prepare_later(picture)
    return HttpResponse(card(request, picture, WordsForm(instance=picture)), status=201)


def sent_bytes(request: HttpRequest) -> int:
    """Return how many bytes the browser says it sends; none where it doesn't say so in a number."""
    said = request.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() else 0


@require_POST
def describe(request: HttpRequest, picture_id: int) -> HttpResponse:
    """Store what a picture shows and who is owed; answer with its card, 422 where some is missing.

    Who may: whoever may change the picture on its own page.
    """
    picture = get_object_or_404(Picture, pk=picture_id)
    if not permissions.changes_picture(person(request), picture):
        raise PermissionDenied
    form = WordsForm(request.POST, instance=picture)
    if not form.is_valid():
        return HttpResponse(card(request, picture, form), status=422)
    form.save()
    return HttpResponse(card(request, picture, form, said="Saved."))


def card(request: HttpRequest, picture: Picture, form: WordsForm, said: str = "") -> str:
    context = {
        "picture": picture,
        "form": form,
        "said": said,
        "thumbnail": thumbnail(picture),
        "full": picture.placed,
    }
    return render_to_string("desk/picture_uploaded.html", context, request)
