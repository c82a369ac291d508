"""The demo's pictures, drawn and stored with all their renditions."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.files.base import ContentFile

from articles.demo.pictures import draw
from articles.models import Picture

__all__ = ["fill"]


def fill(newsroom: dict[str, Any]) -> dict[str, Picture]:
    """Draw and store all the pictures; return them by name."""
    made: dict[str, Picture] = {}
    # Pillow lets go of the interpreter while it encodes, so threads use all the cores.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        work = []
        for row in newsroom["picture"]:
            made[row["name"]] = _picture(row, newsroom["credit"])
            work.append(threads.submit(_render, made[row["name"]]))
    for rendered in work:
        rendered.result()
    for picture in made.values():
        picture.prepare()
    return made


def _picture(row: dict[str, str], credit: str) -> Picture:
    return Picture.objects.create(
        file=ContentFile(draw(row["name"]), name=f"{row['name']}.jpg"),
        alt=row["alt"],
        caption=row["caption"],
        credit=credit,
        source="Drawn by the demo itself",
    )


def _render(picture: Picture) -> None:
    """Make the renditions, and leave the database to the thread that has the transaction."""
    picture.file.make(picture.file.renditions)
