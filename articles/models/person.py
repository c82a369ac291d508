"""People who sign in at the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models

__all__ = ["User", "full_name"]


def full_name(first: str, last: str, username: str) -> str:
    """Return what somebody is called: as `User.__str__`, for rows that are read as plain values."""
    return f"{first} {last}".strip() or username


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
        return full_name(self.first_name, self.last_name, self.username)
