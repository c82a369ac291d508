"""What stood in for a picture once: replacements that are over."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

__all__ = ["Replacement"]


class Replacement(models.Model):
    """A period `[starts_at, ends_at)` in which readers got another picture in one's place.

    What stands in now is on the picture itself; a trigger keeps here what stood in before, so the
    past is shown as it was. Rows are written once, by that trigger alone (see migration 0013).
    """

    picture = models.ForeignKey(
        "articles.Picture", on_delete=models.PROTECT, related_name="replacements", db_index=False
    )
    by = models.ForeignKey("articles.Picture", on_delete=models.PROTECT, related_name="stood_in")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=("starts_at",), name="replacement_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="replacement_starts_before_it_ends"
            ),
            ExclusionConstraint(
                name="replacement_periods_dont_overlap",
                expressions=[
                    (
                        Func("picture_id", "picture_id", Value("[]"), function="int8range"),
                        "&&",
                    ),
                    (
                        Func(
                            "starts_at",
                            "ends_at",
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} in place of {self.picture}"
