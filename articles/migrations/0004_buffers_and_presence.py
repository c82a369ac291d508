import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_groups")]

    operations = [
        migrations.CreateModel(
            name="Buffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.UUIDField(
                        help_text="Made up by the form that was opened: one a browser tab."
                    ),
                ),
                (
                    "based_on",
                    models.PositiveIntegerField(
                        help_text="The version the form began with; null: a new article.", null=True
                    ),
                ),
                (
                    "content",
                    models.JSONField(
                        help_text="What was typed, by name of the form's field: a list of texts each."
                    ),
                ),
                ("typed_at", models.DateTimeField(help_text="When the last key came.")),
                ("discarded_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="buffers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-typed_at", "-pk"),
                "indexes": [
                    models.Index(fields=["person", "article"], name="buffer_by_article"),
                    models.Index(fields=["typed_at"], name="buffer_by_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "form"), name="buffer_one_a_form"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article", None), ("based_on", None)),
                            models.Q(("article__isnull", False), ("based_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="buffer_based_on_a_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("saved_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["saved_at"], name="saved_form_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "form"), name="saved_form_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "seen_at",
                    models.DateTimeField(help_text="When the open form was last heard of."),
                ),
                (
                    "typed_at",
                    models.DateTimeField(help_text="When the last key came from it.", null=True),
                ),
                (
                    "writes",
                    models.BooleanField(
                        default=False,
                        help_text="Holds the article: others are told before they type into it.",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["seen_at"], name="presence_seen")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "person"), name="presence_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("writes", True)),
                        fields=("article",),
                        name="presence_one_writes",
                    ),
                ],
            },
        ),
    ]
