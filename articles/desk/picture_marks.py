"""What has to be known of a picture at a glance."""

from datetime import datetime

from articles.desk.labels import Tag, short_moment
from articles.models import Picture

__all__ = ["marks"]


def marks(picture: Picture, at: datetime) -> list[Tag]:
    """Return what has to be known of a picture, the weightiest first."""
    found = []
    if not picture.alt.strip():
        found.append(Tag("danger", "No text"))
    if not picture.credit.strip():
        found.append(Tag("danger", "No credit"))
    if picture.replaced_by_id:
        found.append(Tag("warning", "Replaced"))
    if picture.licence_until and picture.licence_until <= at:
        found.append(Tag("danger", "Licence over"))
    elif picture.licence_until:
        found.append(Tag("warning", f"Until {short_moment(picture.licence_until)}"))
    if picture.licence_from and picture.licence_from > at:
        found.append(Tag("warning", f"From {short_moment(picture.licence_from)}"))
    if not picture.prepared:
        found.append(Tag("info", "Being prepared"))
    return found
