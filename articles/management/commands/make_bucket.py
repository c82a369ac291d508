"""Make the bucket for pictures where S3_BUCKET names one that isn't there."""

from typing import Any

from botocore.exceptions import ClientError
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Make the bucket that S3_BUCKET names, for nobody but the site, unless it is there."

    def handle(self, **options: Any) -> None:
        bucket = getattr(default_storage, "bucket", None)
        if bucket is None:
            raise CommandError("S3_BUCKET names no bucket; set it as docs/operators.md says.")
        region = bucket.meta.client.meta.region_name
        place = {"CreateBucketConfiguration": {"LocationConstraint": region}}
        try:
            bucket.create(**(place if region and region != "us-east-1" else {}))
        except ClientError as error:
            if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
                raise CommandError(f"The bucket can't be made: {error}") from error
            self.stdout.write(f"{bucket.name} is there.")
        else:
            self.stdout.write(f"{bucket.name} was made.")
