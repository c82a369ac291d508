"""What must hold of a picture wherever it stands in an article."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Picture
from articles.preflight.proof import Finding, Proof, block, warn

__all__ = ["check_picture"]


def check_picture(proof: Proof, picture: Picture, where: str, field: str) -> Iterator[Finding]:
    """Yield what is to be said of a picture; `where` is what sentences call it.

    What readers get counts: where the picture has been replaced, the one in its place.
    """
    about = str(picture)
    if not picture.alt.strip():
        yield block(
            f"{where} has no text for readers who can't see it. Describe in the library "
            "what it shows.",
            field,
            about,
        )
    if not picture.credit.strip():
        yield block(f"{where} has no credit. Say in the library who is owed for it.", field, about)
    if unlicensed := _unlicensed(proof, picture.standing_in(proof.at)):
        yield warn(
            f"{where} may be shown {unlicensed} only; at other times readers don't see it. "
            "Choose another, change when the article appears, or have the licence renewed.",
            field,
            about,
        )


def _unlicensed(proof: Proof, picture: Picture) -> str:
    """Return when the picture may be shown, where the article is to be seen at other times too."""
    begin, end = picture.licence_from, picture.licence_until
    late = begin is not None and begin > proof.at
    soon = end is not None and (proof.until is None or end < proof.until)
    if not (late or soon):
        return ""
    words = []
    if begin and late:
        words.append(f"from {_moment(begin)}")
    if end and soon:
        words.append(f"until {_moment(end)}")
    return " ".join(words)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
