"""Pictures in use, pictures stored before anything is said of them, and replaced ones."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

USES = """
-- Bodies are stored in one form (see articles.richtext), so a pattern finds their pictures. What a
-- hand could have typed doesn't look like this: there every < is escaped.
CREATE FUNCTION pictures_in(body text, lead bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    -- As a foreign key does: whoever deletes one of them meanwhile waits, and is then refused.
    SELECT id FROM articles_picture WHERE id = lead OR id IN (
        SELECT found[1]::bigint FROM regexp_matches(body, '<img data-picture="(\\d{1,18})"', 'g') AS found
    )
$$;

CREATE FUNCTION article_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    ids := ARRAY(SELECT pictures_in(NEW.body, NEW.lead_picture_id));
    PERFORM 1 FROM articles_picture WHERE id = ANY(ids) ORDER BY id FOR KEY SHARE;
    DELETE FROM articles_pictureuse
        WHERE article_id = NEW.id AND edition_id IS NULL AND picture_id <> ALL(ids);
    INSERT INTO articles_pictureuse (picture_id, article_id)
        SELECT id, NEW.id FROM articles_picture WHERE id = ANY(ids)
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER article_pictures_new AFTER INSERT ON articles_article
    FOR EACH ROW EXECUTE FUNCTION article_pictures();
CREATE TRIGGER article_pictures_changed AFTER UPDATE ON articles_article FOR EACH ROW
    WHEN ((OLD.body, OLD.lead_picture_id) IS DISTINCT FROM (NEW.body, NEW.lead_picture_id))
    EXECUTE FUNCTION article_pictures();

CREATE FUNCTION edition_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    lacking bigint;
BEGIN
    ids := ARRAY(SELECT pictures_in(NEW.body, NEW.lead_picture_id));
    PERFORM 1 FROM articles_picture WHERE id = ANY(ids) ORDER BY id FOR KEY SHARE;
    SELECT id INTO lacking FROM articles_picture
        WHERE id = ANY(ids) AND (alt !~ '\\S' OR credit !~ '\\S') LIMIT 1;
    IF lacking IS NOT NULL THEN
        RAISE EXCEPTION 'picture % has no text instead of it, or no credit', lacking
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_pictures_complete';
    END IF;
    INSERT INTO articles_pictureuse (picture_id, article_id, edition_id)
        SELECT id, NEW.article_id, NEW.id FROM articles_picture WHERE id = ANY(ids);
    RETURN NULL;
END $$;
CREATE TRIGGER edition_pictures AFTER INSERT ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_pictures();

CREATE FUNCTION pictures_unused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'articles_article' THEN
        DELETE FROM articles_pictureuse WHERE article_id = OLD.id AND edition_id IS NULL;
    ELSE
        DELETE FROM articles_pictureuse WHERE edition_id = OLD.id;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER article_pictures_gone BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION pictures_unused();
-- After the one that refuses: PostgreSQL goes by the names.
CREATE TRIGGER edition_pictures_gone BEFORE DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION pictures_unused();

INSERT INTO articles_pictureuse (picture_id, article_id)
    SELECT pictures_in(body, lead_picture_id), id FROM articles_article;
INSERT INTO articles_pictureuse (picture_id, article_id, edition_id)
    SELECT pictures_in(body, lead_picture_id), article_id, id FROM articles_edition;
"""

USES_BACK = """
DROP TRIGGER article_pictures_new ON articles_article;
DROP TRIGGER article_pictures_changed ON articles_article;
DROP TRIGGER article_pictures_gone ON articles_article;
DROP TRIGGER edition_pictures ON articles_edition;
DROP TRIGGER edition_pictures_gone ON articles_edition;
DROP FUNCTION article_pictures();
DROP FUNCTION edition_pictures();
DROP FUNCTION pictures_unused();
DROP FUNCTION pictures_in(text, bigint);
"""

COMPLETE = """
CREATE FUNCTION picture_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    other articles_picture;
BEGIN
    -- Editions rely on it: what was said once stays said.
    IF (OLD.alt ~ '\\S' AND NEW.alt !~ '\\S') OR (OLD.credit ~ '\\S' AND NEW.credit !~ '\\S') THEN
        RAISE EXCEPTION 'picture % can''t lose its text or its credit again', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'picture_stays_complete';
    END IF;
    IF NEW.file <> OLD.file AND EXISTS (
        SELECT 1 FROM articles_pictureuse WHERE picture_id = OLD.id AND edition_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'picture % is in an edition, so its file stays', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'picture_file_stays';
    END IF;
    IF NEW.replaced_by_id IS NULL OR NEW.replaced_by_id IS NOT DISTINCT FROM OLD.replaced_by_id THEN
        RETURN NEW;
    END IF;
    SELECT * INTO other FROM articles_picture WHERE id = NEW.replaced_by_id FOR SHARE;
    IF other.alt !~ '\\S' OR other.credit !~ '\\S' THEN
        RAISE EXCEPTION 'picture % has no text instead of it, or no credit', other.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'picture_replaced_by_complete';
    END IF;
    -- One step leads to what readers get, so a page needs no more queries however often one is
    -- replaced: whoever replaces one that replaces others points those at the new one first.
    IF other.replaced_by_id IS NOT NULL
       OR EXISTS (SELECT 1 FROM articles_picture WHERE replaced_by_id = NEW.id) THEN
        RAISE EXCEPTION 'picture % is replaced itself, or replaces another', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'picture_replaced_in_one_step';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER picture_update BEFORE UPDATE ON articles_picture
    FOR EACH ROW EXECUTE FUNCTION picture_update();
"""

COMPLETE_BACK = """
DROP TRIGGER picture_update ON articles_picture;
DROP FUNCTION picture_update();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_shares")]

    operations = [
        migrations.RemoveConstraint(model_name="picture", name="picture_has_alt"),
        migrations.RemoveConstraint(model_name="picture", name="picture_has_credit"),
        migrations.AlterField(
            model_name="picture",
            name="alt",
            field=models.CharField(
                blank=True,
                help_text="What the picture shows, for readers who can't see it.",
                max_length=300,
                verbose_name="text instead of the picture",
            ),
        ),
        migrations.AlterField(
            model_name="picture",
            name="credit",
            field=models.CharField(
                blank=True, help_text="Who is owed: the photographer or agency.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="taken_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When it was taken, as the camera says.",
                null=True,
                verbose_name="taken",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="What readers are shown in its place since `replaced_at`; never itself replaced.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="articles.picture",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="replaced_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["-added_at", "-id"], name="picture_newest"),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("alt", ""), ("credit", ""), _connector="OR"),
                fields=["-added_at", "-id"],
                name="picture_incomplete",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["licence_until"], name="picture_licence_until"),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    "alt", "caption", "credit", "source", config="simple"
                ),
                name="picture_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_at", None), ("replaced_by", None)),
                    models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                    _connector="OR",
                ),
                name="picture_replaced_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_by", None),
                    models.Q(("replaced_by", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="picture_replaced_by_another",
            ),
        ),
        migrations.CreateModel(
            name="PictureUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="articles.picture",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        help_text="Null: in the working copy.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("edition", None)),
                        fields=["article"],
                        name="picture_use_in_copy",
                    ),
                    models.Index(
                        condition=models.Q(("edition__isnull", False)),
                        fields=["edition"],
                        name="picture_use_in_edition",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("picture", "article", "edition"),
                        name="picture_used_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.RunSQL(USES, USES_BACK),
        migrations.RunSQL(COMPLETE, COMPLETE_BACK),
    ]
