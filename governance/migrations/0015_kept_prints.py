"""PDFs of published papers are kept in a table that all workers share."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0014_late_entry")]

    operations = [
        migrations.CreateModel(
            name="PrintEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"abstract": False},
        ),
    ]
