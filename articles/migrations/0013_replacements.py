"""What stood in for a picture before: kept by the database whenever another does."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

KEPT = """
CREATE FUNCTION picture_replacement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.replaced_at IS NULL OR NEW.replaced_at < OLD.replaced_at
       OR NEW.replaced_at < newsroom_now() - newsroom_grace() THEN
        RAISE EXCEPTION 'what readers saw of picture % in the past stays', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'picture_replaced_from_now_on';
    END IF;
    IF OLD.replaced_by_id IS NOT NULL AND OLD.replaced_at < NEW.replaced_at THEN
        INSERT INTO articles_replacement (picture_id, by_id, starts_at, ends_at)
            VALUES (OLD.id, OLD.replaced_by_id, OLD.replaced_at, NEW.replaced_at);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER picture_replacement AFTER UPDATE ON articles_picture FOR EACH ROW
    WHEN ((OLD.replaced_by_id, OLD.replaced_at) IS DISTINCT FROM (NEW.replaced_by_id, NEW.replaced_at))
    EXECUTE FUNCTION picture_replacement();

CREATE FUNCTION replacement_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Only the trigger above writes: it is one level up.
    IF TG_OP = 'INSERT' AND pg_trigger_depth() > 1 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'which pictures stood in for others is written by the database, once'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'replacement_written_once';
END $$;
CREATE TRIGGER replacement_written_once BEFORE INSERT OR UPDATE OR DELETE ON articles_replacement
    FOR EACH ROW EXECUTE FUNCTION replacement_is_written_once();
"""

KEPT_BACK = """
DROP TRIGGER replacement_written_once ON articles_replacement;
DROP FUNCTION replacement_is_written_once();
DROP TRIGGER picture_replacement ON articles_picture;
DROP FUNCTION picture_replacement();
-- Before, this column told of what is replaced alone.
UPDATE articles_picture SET replaced_at = NULL WHERE replaced_by_id IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_embargoes_in_the_plan")]

    operations = [
        migrations.RemoveConstraint(model_name="picture", name="picture_replaced_at_a_moment"),
        migrations.AlterField(
            model_name="picture",
            name="replaced_at",
            field=models.DateTimeField(
                editable=False,
                help_text="Since when it is so, or since when readers are shown the picture itself again.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_by", None), ("replaced_at__isnull", False), _connector="OR"
                ),
                name="picture_replaced_at_a_moment",
            ),
        ),
        migrations.CreateModel(
            name="Replacement",
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
                        related_name="replacements",
                        to="articles.picture",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stood_in",
                        to="articles.picture",
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["starts_at"], name="replacement_by_start")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="replacement_starts_before_it_ends",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        name="replacement_periods_dont_overlap",
                        expressions=[
                            (
                                models.Func(
                                    "picture_id",
                                    "picture_id",
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    "starts_at",
                                    "ends_at",
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, KEPT_BACK),
    ]
