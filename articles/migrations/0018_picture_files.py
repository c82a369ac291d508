"""A picture is found by the name of its file, for every rendition that is asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_changes")]

    operations = [
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["file"], name="picture_file"),
        ),
    ]
