import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

FROZEN = """
CREATE FUNCTION share_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    revoking text[] := ARRAY['revoked_at', 'revoked_by_id'];
BEGIN
    IF to_jsonb(NEW) - revoking IS DISTINCT FROM to_jsonb(OLD) - revoking
       OR OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'share % shows one version until it is revoked: nothing else changes', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'share_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER share_update BEFORE UPDATE ON articles_share
    FOR EACH ROW EXECUTE FUNCTION share_update();
"""

FROZEN_BACK = """
DROP TRIGGER share_update ON articles_share;
DROP FUNCTION share_update();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_placements"),
    ]

    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(help_text="The version it shows, and no other."),
                ),
                ("recipient", models.CharField(max_length=120, verbose_name="for whom")),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the secret.", max_length=64, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ShareOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "browser",
                    models.CharField(blank=True, help_text="What it calls itself.", max_length=300),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="articles.share",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(fields=["article", "-made_at"], name="share_by_article"),
        ),
        migrations.AddIndex(
            model_name="shareopening",
            index=models.Index(fields=["share", "-at", "-id"], name="share_opening_latest"),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient", ""), _negated=True), name="share_is_for_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at__gt", models.F("made_at")),
                    (
                        "expires_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("made_at"), "+", models.Value(datetime.timedelta(days=30))
                        ),
                    ),
                ),
                name="share_expires_within_30_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="share_revoked_by_somebody",
            ),
        ),
        migrations.RunSQL(FROZEN, FROZEN_BACK),
    ]
