"""The order in which readers' changes are told to those who mirror the site; nothing is missed.

What is told once can't be taken back, so a change is told only when no transaction can alter it or
put another one before it any more. Two things make that certain:

- A statement that writes editions first takes a shared lock that says when its transaction began;
  then it reads the clock, for the moments it writes and for what it may still move. Shared locks
  wait for nobody.
- Whoever tells reads the clock, then these locks, and then, in another statement, the changes.
  A writer whose lock isn't there yet reads the clock later than that; one whose lock is gone has
  committed. So what lies before both the clock and the oldest lock is settled.

Everybody may read pg_locks, so this needs no right that the site's role doesn't have.
"""

import django.db.models.deletion
from django.db import migrations, models

LOCKS = """
-- The first half of these locks' numbers is 717277; the second is when the transaction began,
-- in whole seconds since 2020, so it lasts until 2088.
CREATE FUNCTION edition_writers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(
        717277, floor(extract(epoch FROM transaction_timestamp() - '2020-01-01 00:00Z'))::int
    );
    RETURN NULL;
END $$;
CREATE TRIGGER edition_writers BEFORE INSERT OR UPDATE OR DELETE ON articles_edition
    FOR EACH STATEMENT EXECUTE FUNCTION edition_writers();

CREATE FUNCTION changes_settled_until() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    settled timestamptz := newsroom_now();
    oldest timestamptz;
BEGIN
    -- Prepared transactions hold their locks without a process; what we wrote ourselves we see.
    SELECT '2020-01-01 00:00Z'::timestamptz + make_interval(secs => min(objid::bigint)) INTO oldest
        FROM pg_locks
        WHERE locktype = 'advisory' AND classid = 717277 AND objsubid = 2
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND pid IS DISTINCT FROM pg_backend_pid();
    RETURN least(settled, oldest);
END $$;
"""

LOCKS_BACK = """
DROP TRIGGER edition_writers ON articles_edition;
DROP FUNCTION edition_writers();
DROP FUNCTION changes_settled_until();
"""

CHANGES = """
CREATE FUNCTION edition_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now timestamptz := newsroom_now();
BEGIN
    IF TG_OP = 'INSERT' OR NEW.starts_at <> OLD.starts_at THEN
        INSERT INTO articles_change (edition_id, ends, told_at)
            VALUES (NEW.id, false, greatest(NEW.starts_at, now))
            ON CONFLICT (edition_id, ends) DO UPDATE SET told_at = excluded.told_at;
    END IF;
    IF NEW.ends_at IS NULL THEN
        DELETE FROM articles_change WHERE edition_id = NEW.id AND ends;
    ELSIF TG_OP = 'INSERT' OR NEW.ends_at IS DISTINCT FROM OLD.ends_at THEN
        INSERT INTO articles_change (edition_id, ends, told_at)
            VALUES (NEW.id, true, greatest(NEW.ends_at, now))
            ON CONFLICT (edition_id, ends) DO UPDATE SET told_at = excluded.told_at;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER edition_changes AFTER INSERT OR UPDATE OF starts_at, ends_at ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_changes();

CREATE FUNCTION edition_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_change WHERE edition_id = OLD.id;
    RETURN OLD;
END $$;
-- After the one that refuses: PostgreSQL goes by the names.
CREATE TRIGGER edition_unchanged BEFORE DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_unchanged();

INSERT INTO articles_change (edition_id, ends, told_at)
    SELECT id, false, starts_at FROM articles_edition ORDER BY starts_at, id;
INSERT INTO articles_change (edition_id, ends, told_at)
    SELECT id, true, ends_at FROM articles_edition WHERE ends_at IS NOT NULL ORDER BY ends_at, id;
"""

CHANGES_BACK = """
DROP TRIGGER edition_changes ON articles_edition;
DROP TRIGGER edition_unchanged ON articles_edition;
DROP FUNCTION edition_changes();
DROP FUNCTION edition_unchanged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_feeds_and_crawlers")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ends", models.BooleanField()),
                (
                    "told_at",
                    models.DateTimeField(
                        help_text="When the edition begins or ends, or when that was stored, if that was later."
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["told_at", "id"], name="change_told")],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "ends"), name="change_once")
                ],
            },
        ),
        migrations.RunSQL(LOCKS, LOCKS_BACK),
        migrations.RunSQL(CHANGES, CHANGES_BACK),
    ]
