"""What the press is told: which answers changed, in the transaction that changed them."""

from django.db import migrations

#: An edition stands on its own page, beside others of its topics and its section, and in lists.
KEYS = """
CREATE FUNCTION press_keys(articles_edition) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['lists', 'article-' || $1.article_id, 'section-' || coalesce($1.section_id, 0)]
        || ARRAY(SELECT 'topic-' || topic FROM unnest($1.topic_ids) AS topic)
$$;

-- A payload holds 8,000 bytes. Whoever changes that much at once has all of it printed anew.
CREATE FUNCTION tell_press(keys text[]) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('newsroom_press', CASE
        WHEN cardinality(keys) > 200 THEN '*' ELSE array_to_string(keys, ' ')
    END)
    WHERE cardinality(keys) > 0
$$;

CREATE FUNCTION editions_touch_press() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM tell_press(ARRAY(
            SELECT DISTINCT unnest(press_keys(each)) FROM new_rows AS each));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM tell_press(ARRAY(
            SELECT DISTINCT unnest(press_keys(each)) FROM old_rows AS each));
    ELSE
        PERFORM tell_press(ARRAY(
            SELECT DISTINCT unnest(press_keys(each)) FROM old_rows AS each
            UNION SELECT DISTINCT unnest(press_keys(each)) FROM new_rows AS each));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER edition_added_touches_press AFTER INSERT ON articles_edition
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION editions_touch_press();
CREATE TRIGGER edition_changed_touches_press AFTER UPDATE ON articles_edition
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION editions_touch_press();
CREATE TRIGGER edition_removed_touches_press AFTER DELETE ON articles_edition
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION editions_touch_press();
"""
KEYS_BACK = """
DROP TRIGGER edition_removed_touches_press ON articles_edition;
DROP TRIGGER edition_changed_touches_press ON articles_edition;
DROP TRIGGER edition_added_touches_press ON articles_edition;
DROP FUNCTION editions_touch_press();
DROP FUNCTION tell_press(text[]);
DROP FUNCTION press_keys(articles_edition);
"""

#: What stands on any page, and what stands on fronts. Words for search come with their edition;
#: they are touched by themselves when all are made anew.
OTHERS = {
    "articles_section": "*",
    "articles_author": "*",
    "articles_topic": "*",
    "articles_replacement": "*",
    "articles_placement": "lists",
}
TOUCH = """
CREATE FUNCTION touch_press() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_press(TG_ARGV);
    RETURN NULL;
END $$;
"""
OF_TABLE = """
CREATE TRIGGER {table}_touches_press AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION touch_press('{key}');
"""

#: A picture that no reader gets changes often: while it is described, and while files are made.
PICTURES = """
CREATE FUNCTION pictures_touch_press() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM articles_pictureuse WHERE picture_id = NEW.id AND edition_id IS NOT NULL
        UNION ALL SELECT 1 FROM articles_author WHERE portrait_id = NEW.id
    ) THEN
        PERFORM tell_press(ARRAY['*']);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER picture_touches_press AFTER UPDATE ON articles_picture
    FOR EACH ROW EXECUTE FUNCTION pictures_touch_press();
"""
PICTURES_BACK = """
DROP TRIGGER picture_touches_press ON articles_picture;
DROP FUNCTION pictures_touch_press();
"""

#: The moments at which something changes by itself.
MOMENTS = """
CREATE FUNCTION press_moments(first timestamptz, last timestamptz)
RETURNS TABLE (at timestamptz, keys text[]) LANGUAGE sql STABLE AS $$
    SELECT starts_at, press_keys(edition) FROM articles_edition AS edition
    WHERE starts_at > first AND starts_at <= last
    UNION ALL SELECT ends_at, press_keys(edition) FROM articles_edition AS edition
    WHERE ends_at > first AND ends_at <= last
    UNION ALL SELECT starts_at, ARRAY['lists'] FROM articles_placement
    WHERE starts_at > first AND starts_at <= last
    UNION ALL SELECT ends_at, ARRAY['lists'] FROM articles_placement
    WHERE ends_at > first AND ends_at <= last
    UNION ALL SELECT licence_from, ARRAY['*'] FROM articles_picture
    WHERE licence_from > first AND licence_from <= last
    UNION ALL SELECT licence_until, ARRAY['*'] FROM articles_picture
    WHERE licence_until > first AND licence_until <= last
$$;
"""


def touching(tables: dict[str, str]) -> str:
    return TOUCH + "".join(OF_TABLE.format(table=table, key=key) for table, key in tables.items())


def untouched(tables: dict[str, str]) -> str:
    drops = (f"DROP TRIGGER {table}_touches_press ON {table};" for table in tables)
    return "\n".join([*drops, "DROP FUNCTION touch_press();"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_picture_files")]

    operations = [
        migrations.RunSQL(KEYS, KEYS_BACK),
        migrations.RunSQL(touching(OTHERS), untouched(OTHERS)),
        migrations.RunSQL(PICTURES, PICTURES_BACK),
        migrations.RunSQL(MOMENTS, "DROP FUNCTION press_moments(timestamptz, timestamptz);"),
    ]
