"""Pictures on S3 or what speaks its language: for us alone, as the originals among them are."""

from typing import Any

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

__all__ = ["MediaOnS3"]


class MediaOnS3(S3Storage):
    """Readers get renditions from the site, which knows until when a licence lasts."""

    def url(self, name: str, *_args: Any, **_parameters: Any) -> str:
        return f"{settings.MEDIA_URL}{filepath_to_uri(clean_name(name))}"
