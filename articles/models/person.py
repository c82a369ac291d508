"""People who sign in at the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models

__all__ = ["User"]


class User(AbstractUser):
    """A person at the desk; what they may do comes from their groups and their desks.

    Of our own from the first migration on, since Django can't swap the user model later.
    """

    mails = models.BooleanField(
        "gets mail",
        default=True,
        help_text="Mail about notes, mentions and what comes back. What waits is on the home page.",
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username
