import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

CORRECTED = """
-- Immutable, since the moments in notices say their offset; so an index can hold it.
CREATE FUNCTION corrected_at(notices jsonb) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT max((notice->>'at')::timestamptz) FROM jsonb_array_elements(notices) AS notice
    WHERE notice->>'kind' IN ('correction', 'clarification')
$$;
"""

CORRECTED_BACK = "DROP FUNCTION corrected_at(jsonb);"

TOPICS = """
CREATE FUNCTION edition_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE articles_editiontopic SET published_at = NEW.published_at
        WHERE edition_id = NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM articles_editiontopic WHERE edition_id = OLD.id;
    ELSE
        INSERT INTO articles_editiontopic (edition_id, topic_id, article_id, published_at)
        SELECT DISTINCT NEW.id, named.id, NEW.article_id, NEW.published_at
        FROM unnest(NEW.topic_ids) AS named(id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER edition_topics AFTER INSERT OR DELETE OR UPDATE OF published_at
    ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_topics();

INSERT INTO articles_editiontopic (edition_id, topic_id, article_id, published_at)
SELECT DISTINCT edition.id, named.id, edition.article_id, edition.published_at
FROM articles_edition AS edition, unnest(edition.topic_ids) AS named(id);
"""

TOPICS_BACK = """
DROP TRIGGER edition_topics ON articles_edition;
DROP FUNCTION edition_topics();
"""


CORRECTED_AT = models.Func(
    models.F("notices"), function="corrected_at", output_field=models.DateTimeField()
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_search")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="series",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Its articles are the parts of a series: readers are led from part to part, in "
                    "the order in which they were published."
                ),
            ),
        ),
        migrations.RunSQL(CORRECTED, CORRECTED_BACK),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                CORRECTED_AT.desc(),
                models.F("id").desc(),
                condition=models.Q(django.db.models.lookups.IsNull(lhs=CORRECTED_AT, rhs=False)),
                name="edition_corrected",
            ),
        ),
        migrations.CreateModel(
            name="EditionTopic",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "edition_id",
                        "topic_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="in_topics",
                        to="articles.edition",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.topic",
                    ),
                ),
                ("article_id", models.BigIntegerField()),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["topic", "-published_at", "-article_id"],
                        name="edition_topic_newest",
                    )
                ],
            },
        ),
        migrations.RunSQL(TOPICS, TOPICS_BACK),
    ]
