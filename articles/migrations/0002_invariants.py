"""What always holds, kept by the database: also for psql, bulk methods and code yet to be written."""

from django.db import migrations

CLOCK = """
-- The one clock. A function, so that tests can put one of their own in its place.
CREATE FUNCTION newsroom_now() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT clock_timestamp() $$;
"""

EDITION = """
-- The clock is read before the statement that uses it runs; so much may lie between the two.
CREATE FUNCTION newsroom_grace() RETURNS interval LANGUAGE sql IMMUTABLE
AS $$ SELECT interval '10 seconds' $$;

CREATE FUNCTION edition_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    embargo timestamptz;
BEGIN
    IF NEW.starts_at < newsroom_now() - newsroom_grace() AND NOT NEW.brought_in THEN
        RAISE EXCEPTION 'an edition can''t start in the past (starts_at %)', NEW.starts_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_not_in_the_past';
    END IF;
    IF NEW.brought_in AND EXISTS (
        SELECT 1 FROM articles_edition WHERE article_id = NEW.article_id AND NOT brought_in
    ) THEN
        RAISE EXCEPTION 'article % was published here; its past can''t be added to', NEW.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_not_in_the_past';
    END IF;
    IF NEW.withdrawal_notice <> '' AND (NOT NEW.brought_in OR NEW.ends_at > newsroom_now()) THEN
        RAISE EXCEPTION 'a new edition of article % can''t be withdrawn already', NEW.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_past_is_past';
    END IF;
    IF NEW.published_at < NEW.starts_at AND NOT NEW.brought_in AND NOT EXISTS (
        SELECT 1 FROM articles_edition
        WHERE article_id = NEW.article_id AND published_at = NEW.published_at
    ) THEN
        RAISE EXCEPTION 'readers didn''t see article % first at %', NEW.article_id, NEW.published_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_past_is_past';
    END IF;
    -- The lock makes a new edition and a new embargo wait for each other.
    SELECT embargo_until INTO embargo FROM articles_article WHERE id = NEW.article_id FOR SHARE;
    IF embargo IS NOT NULL AND NEW.starts_at < embargo THEN
        RAISE EXCEPTION 'article % is under embargo until %', NEW.article_id, embargo
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_not_before_embargo';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION edition_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now timestamptz := newsroom_now();
    period text[] := ARRAY['starts_at', 'ends_at', 'until', 'published_at', 'withdrawal_notice'];
    embargo timestamptz;
BEGIN
    IF to_jsonb(NEW) - period IS DISTINCT FROM to_jsonb(OLD) - period THEN
        RAISE EXCEPTION 'edition % is frozen: only its period may change', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'edition_frozen';
    END IF;
    IF (NEW.starts_at, NEW.published_at) IS DISTINCT FROM (OLD.starts_at, OLD.published_at) THEN
        IF OLD.starts_at <= now OR NEW.starts_at < now - newsroom_grace() THEN
            RAISE EXCEPTION 'edition % can''t be moved into or out of the past', OLD.id
                USING ERRCODE = 'restrict_violation', CONSTRAINT = 'edition_past_is_past';
        END IF;
        SELECT embargo_until INTO embargo FROM articles_article WHERE id = NEW.article_id FOR SHARE;
        IF embargo IS NOT NULL AND NEW.starts_at < embargo THEN
            RAISE EXCEPTION 'article % is under embargo until %', NEW.article_id, embargo
                USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_not_before_embargo';
        END IF;
    END IF;
    IF NEW.ends_at IS DISTINCT FROM OLD.ends_at AND (
        OLD.ends_at <= now OR NEW.ends_at < now - newsroom_grace()
    ) THEN
        RAISE EXCEPTION 'edition % ended or ends in the past: that can''t be changed', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'edition_past_is_past';
    END IF;
    IF NEW.until IS DISTINCT FROM OLD.until AND OLD.ends_at <= now THEN
        RAISE EXCEPTION 'edition % has ended: that can''t be changed', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'edition_past_is_past';
    END IF;
    IF NEW.withdrawal_notice IS DISTINCT FROM OLD.withdrawal_notice AND (
        OLD.withdrawal_notice <> '' OR OLD.starts_at > now OR OLD.ends_at <= now OR NEW.ends_at > now
    ) THEN
        RAISE EXCEPTION 'edition %: a withdrawal notice comes with the end of what is live', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'edition_past_is_past';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION edition_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.starts_at <= newsroom_now() THEN
        RAISE EXCEPTION 'edition % has begun: it can be ended, not deleted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'edition_past_is_past';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER edition_insert BEFORE INSERT ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_insert();
CREATE TRIGGER edition_update BEFORE UPDATE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_update();
CREATE TRIGGER edition_delete BEFORE DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_delete();
"""

EDITION_BACK = """
DROP TRIGGER edition_insert ON articles_edition;
DROP TRIGGER edition_update ON articles_edition;
DROP TRIGGER edition_delete ON articles_edition;
DROP FUNCTION edition_insert();
DROP FUNCTION edition_update();
DROP FUNCTION edition_delete();
DROP FUNCTION newsroom_grace();
"""

ARTICLE = """
CREATE FUNCTION article_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    apart text[] := ARRAY['state', 'spiked_at', 'embargo_until', 'version', 'submitted_by_id',
                          'updated_at', 'created_at', 'created_by_id'];
BEGIN
    -- Whoever changes the copy raises its version, so a save that was based on the old one is stale.
    IF to_jsonb(NEW) - apart IS DISTINCT FROM to_jsonb(OLD) - apart THEN
        NEW.version := OLD.version + 1;
    ELSE
        NEW.version := OLD.version;
    END IF;
    IF NEW.embargo_until IS DISTINCT FROM OLD.embargo_until AND EXISTS (
        SELECT 1 FROM articles_edition
        WHERE article_id = NEW.id AND starts_at < NEW.embargo_until
          AND (ends_at IS NULL OR ends_at > newsroom_now())
    ) THEN
        RAISE EXCEPTION 'article %: an edition starts before this embargo', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_not_before_embargo';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER article_update BEFORE UPDATE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION article_update();
"""

ARTICLE_BACK = """
DROP TRIGGER article_update ON articles_article;
DROP FUNCTION article_update();
"""

BYLINES = """
-- What foreign keys would do for the arrays of ids.
CREATE FUNCTION copy_ids_exist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- As a foreign key does: whoever deletes one of them meanwhile waits, and is then refused.
    PERFORM 1 FROM articles_author WHERE id = ANY(NEW.author_ids) ORDER BY id FOR KEY SHARE;
    PERFORM 1 FROM articles_topic WHERE id = ANY(NEW.topic_ids) ORDER BY id FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM unnest(NEW.author_ids) AS wanted(id)
               LEFT JOIN articles_author AS a ON a.id = wanted.id WHERE a.id IS NULL) THEN
        RAISE EXCEPTION 'author_ids names an author that doesn''t exist'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'copy_authors_exist';
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(NEW.topic_ids) AS wanted(id)
               LEFT JOIN articles_topic AS t ON t.id = wanted.id WHERE t.id IS NULL) THEN
        RAISE EXCEPTION 'topic_ids names a topic that doesn''t exist'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'copy_topics_exist';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER article_ids_exist BEFORE INSERT OR UPDATE OF author_ids, topic_ids ON articles_article
    FOR EACH ROW EXECUTE FUNCTION copy_ids_exist();
CREATE TRIGGER edition_ids_exist BEFORE INSERT ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION copy_ids_exist();

CREATE FUNCTION named_in_copy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named boolean;
    ids text := TG_ARGV[0];
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM articles_article WHERE %1$I @> ARRAY[$1])
                        OR EXISTS (SELECT 1 FROM articles_edition WHERE %1$I @> ARRAY[$1])', ids)
        INTO named USING OLD.id;
    IF named THEN
        RAISE EXCEPTION '% % is named by articles and can''t be deleted', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_TABLE_NAME || '_in_use';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER author_in_use BEFORE DELETE ON articles_author
    FOR EACH ROW EXECUTE FUNCTION named_in_copy('author_ids');
CREATE TRIGGER topic_in_use BEFORE DELETE ON articles_topic
    FOR EACH ROW EXECUTE FUNCTION named_in_copy('topic_ids');
"""

BYLINES_BACK = """
DROP TRIGGER article_ids_exist ON articles_article;
DROP TRIGGER edition_ids_exist ON articles_edition;
DROP TRIGGER author_in_use ON articles_author;
DROP TRIGGER topic_in_use ON articles_topic;
DROP FUNCTION copy_ids_exist();
DROP FUNCTION named_in_copy();
"""

EVENT = """
CREATE FUNCTION event_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are never changed or deleted'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'event_written_once';
END $$;
CREATE TRIGGER event_written_once BEFORE UPDATE OR DELETE ON articles_event
    FOR EACH ROW EXECUTE FUNCTION event_is_written_once();

CREATE FUNCTION history_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of working copies is never changed or deleted'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'history_written_once';
END $$;
CREATE TRIGGER history_written_once BEFORE UPDATE OR DELETE ON articles_historicalarticle
    FOR EACH ROW EXECUTE FUNCTION history_is_written_once();
"""

EVENT_BACK = """
DROP TRIGGER event_written_once ON articles_event;
DROP FUNCTION event_is_written_once();
DROP TRIGGER history_written_once ON articles_historicalarticle;
DROP FUNCTION history_is_written_once();
"""

SECTION = """
CREATE FUNCTION section_has_two_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Of two moves at once, the second waits for the first and sees it.
    PERFORM 1 FROM articles_section WHERE id = NEW.parent_id FOR SHARE;
    IF NEW.parent_id IS NOT NULL AND (
        NEW.parent_id = NEW.id
        OR EXISTS (SELECT 1 FROM articles_section WHERE id = NEW.parent_id AND parent_id IS NOT NULL)
        OR EXISTS (SELECT 1 FROM articles_section WHERE parent_id = NEW.id)
    ) THEN
        RAISE EXCEPTION 'a subsection can''t have subsections'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'section_two_levels';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER section_two_levels BEFORE INSERT OR UPDATE OF parent_id ON articles_section
    FOR EACH ROW EXECUTE FUNCTION section_has_two_levels();
"""

SECTION_BACK = """
DROP TRIGGER section_two_levels ON articles_section;
DROP FUNCTION section_has_two_levels();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_models")]

    operations = [
        migrations.RunSQL(CLOCK, "DROP FUNCTION newsroom_now();"),
        migrations.RunSQL(EDITION, EDITION_BACK),
        migrations.RunSQL(ARTICLE, ARTICLE_BACK),
        migrations.RunSQL(BYLINES, BYLINES_BACK),
        migrations.RunSQL(EVENT, EVENT_BACK),
        migrations.RunSQL(SECTION, SECTION_BACK),
    ]
