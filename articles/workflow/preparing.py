"""What the desk leaves to the task queue."""

from django.db import transaction
from django_tasks import task

from articles.models import Picture

__all__ = ["prepare_later", "prepare_picture"]


@task()
def prepare_picture(picture_id: int) -> None:
    """Make the renditions of a picture; those that exist are left, so it may run again."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture:
        picture.prepare()


def prepare_later(picture: Picture) -> None:
    """Have the renditions made once the picture is stored for good."""
    transaction.on_commit(lambda: prepare_picture.enqueue(picture.pk))
