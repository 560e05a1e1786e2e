"""Orders that were begun by a form of the library keep what was given in its blanks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0063_people_of_agenda_patterns"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderFilling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120, verbose_name="form")),
                ("kept", models.CharField(blank=True, max_length=300, verbose_name="kept")),
                ("given", models.JSONField(default=dict)),
                ("annexes", models.JSONField(default=list)),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filling",
                        to="governance.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "filled form of an order",
                "ordering": ["order_id"],
            },
        ),
    ]
