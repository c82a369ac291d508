"""People who sign in at the desk."""

from django.contrib.auth.models import AbstractUser

__all__ = ["User"]


class User(AbstractUser):
    """A person at the desk; what they may do comes from their groups and their desks.

    Of our own from the first migration on, since Django can't swap the user model later.
    """

    def __str__(self) -> str:
        return self.get_full_name() or self.username
