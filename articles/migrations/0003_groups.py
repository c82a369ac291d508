"""The three groups that ship with the project, with what each may do."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REPORTER = ("add_article", "change_article", "view_article", "submit_article", "add_picture",
            "change_picture", "view_picture", "view_section", "view_author", "view_topic")  # fmt: skip
EDITOR = (*REPORTER, "review_article", "add_author", "change_author", "add_topic", "change_topic")
CHIEF = (*EDITOR, "edit_all_sections", "withdraw_article", "publish_unreviewed", "add_section",
         "change_section", "delete_section", "delete_author", "delete_topic", "delete_picture",
         "add_user", "change_user", "view_user")  # fmt: skip
GROUPS = {"Reporter": REPORTER, "Editor": EDITOR, "Chief editor": CHIEF}


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Permissions are otherwise made only after the last migration.
    config = apps.get_app_config("articles")
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    config.models_module = None
    permission = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.set(
            permission.objects.filter(content_type__app_label="articles", codename__in=codenames)
        )


def drop_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_invariants"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
