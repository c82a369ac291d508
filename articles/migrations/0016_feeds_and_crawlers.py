import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

FORMER = """
CREATE FUNCTION author_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_formeraddress (path, author_id) VALUES (OLD.slug, NEW.id)
    ON CONFLICT (path) WHERE author_id IS NOT NULL DO UPDATE SET author_id = EXCLUDED.author_id;
    RETURN NULL;
END $$;
CREATE TRIGGER author_moved AFTER UPDATE OF slug ON articles_author
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION author_moved();

CREATE FUNCTION topic_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_formeraddress (path, topic_id) VALUES (OLD.slug, NEW.id)
    ON CONFLICT (path) WHERE topic_id IS NOT NULL DO UPDATE SET topic_id = EXCLUDED.topic_id;
    RETURN NULL;
END $$;
CREATE TRIGGER topic_moved AFTER UPDATE OF slug ON articles_topic
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION topic_moved();

CREATE FUNCTION section_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- With a section, its subsections move.
    INSERT INTO articles_formeraddress (path, section_id)
    SELECT coalesce(parent.slug || '/', '') || OLD.slug, NEW.id
    FROM (SELECT) AS one LEFT JOIN articles_section AS parent ON parent.id = OLD.parent_id
    UNION ALL
    SELECT OLD.slug || '/' || slug, id FROM articles_section
    WHERE parent_id = NEW.id AND OLD.slug <> NEW.slug
    ON CONFLICT (path) WHERE section_id IS NOT NULL DO UPDATE SET section_id = EXCLUDED.section_id;
    RETURN NULL;
END $$;
CREATE TRIGGER section_moved AFTER UPDATE OF slug, parent_id ON articles_section
    FOR EACH ROW WHEN ((OLD.slug, OLD.parent_id) IS DISTINCT FROM (NEW.slug, NEW.parent_id))
    EXECUTE FUNCTION section_moved();
"""

NO_FORMER = """
DROP TRIGGER section_moved ON articles_section;
DROP TRIGGER topic_moved ON articles_topic;
DROP TRIGGER author_moved ON articles_author;
DROP FUNCTION section_moved();
DROP FUNCTION topic_moved();
DROP FUNCTION author_moved();
"""


def primary_key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def formerly_of(model):
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to=f"articles.{model}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_ways_through_the_archive")]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                models.Func(
                    models.F("published_at"),
                    output_field=models.DateTimeField(),
                    template="date_trunc('month', %(expressions)s AT TIME ZONE 'UTC')",
                ),
                models.F("article"),
                name="edition_by_month",
            ),
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", primary_key()),
                (
                    "path",
                    models.CharField(
                        help_text="As `Section.path`, or an author's or a topic's slug.",
                        max_length=130,
                    ),
                ),
                ("author", formerly_of("author")),
                ("section", formerly_of("section")),
                ("topic", formerly_of("topic")),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(section__isnull=False, author=None, topic=None)
                        | Q(section=None, author__isnull=False, topic=None)
                        | Q(section=None, author=None, topic__isnull=False),
                        name="former_address_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=Q(section__isnull=False),
                        fields=("path",),
                        name="former_section_address",
                    ),
                    models.UniqueConstraint(
                        condition=Q(author__isnull=False),
                        fields=("path",),
                        name="former_author_address",
                    ),
                    models.UniqueConstraint(
                        condition=Q(topic__isnull=False),
                        fields=("path",),
                        name="former_topic_address",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORMER, NO_FORMER),
        migrations.CreateModel(
            name="Hub",
            fields=[
                ("id", primary_key()),
                ("url", models.CharField(max_length=500, unique=True)),
                (
                    "told_until",
                    models.DateTimeField(help_text="It knows of what happened up to this moment."),
                ),
                (
                    "told",
                    models.JSONField(
                        default=list,
                        help_text="What of the last minutes before that it knows of.",
                    ),
                ),
                (
                    "told_at",
                    models.DateTimeField(help_text="When it was last told something.", null=True),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="How often it failed since it last went well."
                    ),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(help_text="Not tried before this moment."),
                ),
                (
                    "error",
                    models.TextField(blank=True, help_text="Why the last attempt failed."),
                ),
            ],
            options={"default_permissions": ()},
        ),
    ]
