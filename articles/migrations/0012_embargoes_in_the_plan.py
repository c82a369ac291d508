from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_lists_and_feeds")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("embargo_until__isnull", False)),
                fields=["embargo_until"],
                name="article_by_embargo",
            ),
        ),
    ]
