"""Assignments, with what the database keeps of them, and the indexes of the home of the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ASSIGNMENT = """
-- Whether the copy is still to come follows from the article. It is kept here by the database, so
-- that what is open and late is found through an index, however many plans were done before.
CREATE FUNCTION copy_is_awaited(wanted bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    awaited boolean := true;
BEGIN
    -- The lock makes a verb on the article and the plan of it wait for each other.
    SELECT state = 'draft' AND spiked_at IS NULL INTO awaited
        FROM articles_article WHERE id = wanted FOR SHARE;
    RETURN coalesce(awaited, true);
END $$;

CREATE FUNCTION assignment_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.article_id IS NOT NULL
       AND NEW.article_id IS DISTINCT FROM OLD.article_id THEN
        RAISE EXCEPTION 'assignment % has its article already', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'assignment_keeps_its_article';
    END IF;
    NEW.awaits_copy := copy_is_awaited(NEW.article_id);
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_write
    BEFORE INSERT OR UPDATE OF article_id, awaits_copy ON articles_assignment
    FOR EACH ROW EXECUTE FUNCTION assignment_write();

CREATE FUNCTION assignment_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_assignment SET awaits_copy = NOT awaits_copy
        WHERE article_id = NEW.id
          AND awaits_copy <> (NEW.state = 'draft' AND NEW.spiked_at IS NULL);
    RETURN NULL;
END $$;
CREATE TRIGGER assignment_follows AFTER UPDATE OF state, spiked_at ON articles_article
    FOR EACH ROW WHEN (
        (OLD.state, OLD.spiked_at) IS DISTINCT FROM (NEW.state, NEW.spiked_at)
    ) EXECUTE FUNCTION assignment_follows();

CREATE FUNCTION assignment_is_dropped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'assignment % can be dropped, not deleted', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'assignment_not_deleted';
END $$;
CREATE TRIGGER assignment_not_deleted BEFORE DELETE ON articles_assignment
    FOR EACH ROW EXECUTE FUNCTION assignment_is_dropped();
"""

ASSIGNMENT_BACK = """
DROP TRIGGER assignment_not_deleted ON articles_assignment;
DROP TRIGGER assignment_follows ON articles_article;
DROP TRIGGER assignment_write ON articles_assignment;
DROP FUNCTION assignment_is_dropped();
DROP FUNCTION assignment_follows();
DROP FUNCTION assignment_write();
DROP FUNCTION copy_is_awaited(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_claims"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The story, in a line.", max_length=200, verbose_name="what"
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="What to find out, whom to ask, how long.",
                        max_length=4000,
                    ),
                ),
                (
                    "deadline",
                    models.DateTimeField(
                        blank=True, help_text="When the copy has to be submitted.", null=True
                    ),
                ),
                (
                    "planned_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When readers are to see it. A plan: it publishes nothing.",
                        null=True,
                        verbose_name="planned slot",
                    ),
                ),
                (
                    "awaits_copy",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="There is no copy, or it is a draft. The database keeps it: see migration 0007.",
                    ),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(
                        editable=False, help_text="When the plan was given up.", null=True
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, editable=False, help_text="Counts the changes of the plan."
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "article",
                    models.OneToOneField(
                        blank=True,
                        help_text="The copy, once it was begun.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignment",
                        to="articles.article",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who writes it; empty while nobody does.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        help_text="Where it is to appear, and whose desk plans it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "ordering": ("deadline", "pk"),
                "indexes": [
                    models.Index(fields=["deadline", "id"], name="assignment_by_deadline"),
                    models.Index(
                        condition=models.Q(("dropped_at", None)),
                        fields=["planned_at"],
                        name="assignment_by_slot",
                    ),
                    models.Index(
                        condition=models.Q(("awaits_copy", True), ("dropped_at", None)),
                        fields=["deadline", "id"],
                        name="assignment_open",
                    ),
                    models.Index(
                        condition=models.Q(("awaits_copy", True), ("dropped_at", None)),
                        fields=["person", "deadline", "id"],
                        name="assignment_by_person",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")), name="assignment_says_what"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("state", "review")),
                fields=["section", "updated_at", "id"],
                name="article_in_review",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(
                    ("spiked_at", None), ("state", "draft"), ("submitted_by__isnull", False)
                ),
                fields=["updated_at", "id"],
                name="article_returned",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["starts_at"], name="edition_by_start"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["ends_at"], name="edition_by_end"),
        ),
        migrations.RunSQL(ASSIGNMENT, ASSIGNMENT_BACK),
    ]
