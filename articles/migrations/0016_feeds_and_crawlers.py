from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_embargoes_in_the_plan")]

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
    ]
