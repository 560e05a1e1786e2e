"""A row of a plan says where it takes place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0021_parties_of_contracts")]

    operations = [
        migrations.AddField(
            "planrow",
            "place",
            models.TextField(blank=True, default="", verbose_name="where it takes place"),
            preserve_default=False,
        ),
    ]
