import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

TRIGGERS = """
CREATE FUNCTION note_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM articles_note
        WHERE id = NEW.parent_id AND article_id = NEW.article_id AND parent_id IS NULL
    ) THEN
        RAISE EXCEPTION 'a reply is to a note on the same article, and to no reply'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reply_to_a_note_there';
    END IF;
    IF NEW.event_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM articles_event WHERE id = NEW.event_id AND article_id = NEW.article_id
    ) THEN
        RAISE EXCEPTION 'a note comes with an act on the same article'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_an_event_there';
    END IF;
    RETURN NEW;
END $$;

-- Answers speak of what was said, so that stays: a note is resolved and reopened, nothing else.
CREATE FUNCTION note_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    settled text[] := ARRAY['resolved_at', 'resolved_by_id'];
BEGIN
    IF to_jsonb(NEW) - settled IS DISTINCT FROM to_jsonb(OLD) - settled THEN
        RAISE EXCEPTION 'note % is written: it can only be resolved or reopened', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'note_is_written';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER note_insert BEFORE INSERT ON articles_note
FOR EACH ROW EXECUTE FUNCTION note_insert();
CREATE TRIGGER note_update BEFORE UPDATE ON articles_note
FOR EACH ROW EXECUTE FUNCTION note_update();
"""

NO_TRIGGERS = """
DROP TRIGGER note_update ON articles_note;
DROP TRIGGER note_insert ON articles_note;
DROP FUNCTION note_update();
DROP FUNCTION note_insert();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_buffers_and_presence")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="mails",
            field=models.BooleanField(
                default=True,
                help_text="Mail about notes, mentions and what comes back. What waits is on the home page.",
                verbose_name="gets mail",
            ),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("written_at", models.DateTimeField()),
                ("passage", models.TextField(blank=True, max_length=2000)),
                ("before", models.CharField(blank=True, max_length=64)),
                ("after", models.CharField(blank=True, max_length=64)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="articles.article",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        help_text="The act it came with, such as sending the article back.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.event",
                    ),
                ),
                (
                    "mentions",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="articles.note",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("written_at", "pk"),
                "indexes": [
                    models.Index(fields=["article", "written_at"], name="note_by_article"),
                    models.Index(
                        condition=Q(("parent", None), ("resolved_at", None)),
                        fields=["article"],
                        name="note_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
                    models.CheckConstraint(
                        condition=Q(resolved_at=None, resolved_by=None)
                        | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                        name="note_resolved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=Q(parent=None) | Q(passage="", resolved_at=None, event=None),
                        name="reply_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=Q(parent=None) | ~Q(parent=F("pk")), name="reply_to_another"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("path", models.CharField(help_text="Where at the desk it leads.", max_length=300)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "next_attempt_at",
                    models.DateTimeField(help_text="Not tried before this moment."),
                ),
                ("error", models.TextField(blank=True, help_text="Why the last attempt failed.")),
                (
                    "given_up_at",
                    models.DateTimeField(
                        help_text="Since when nobody tries any more, unless somebody asks for it.",
                        null=True,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                "ordering": ("created_at", "pk"),
                "indexes": [
                    models.Index(
                        condition=Q(("given_up_at", None), ("sent_at", None)),
                        fields=["person", "next_attempt_at"],
                        name="outgoing_waiting",
                    ),
                    models.Index(
                        condition=Q(("attempts__gt", 0), ("sent_at", None)),
                        fields=["created_at", "id"],
                        name="outgoing_failing",
                    ),
                    models.Index(fields=["person", "sent_at"], name="outgoing_by_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(sent_at=None) | Q(given_up_at=None),
                        name="outgoing_sent_or_given_up",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
