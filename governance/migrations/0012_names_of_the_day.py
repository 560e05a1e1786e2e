"""Signatures, visas and answers keep the names and capacities of their day; versions keep their words as printed."""

import django.db.models.deletion
from django.db import migrations, models

# Table, column, longest value.
KEPT = (
    ("acquaintance", "name", 200),
    ("nomination", "nominator", 200),
    ("opinion", "unit_name", 200),
    ("opinion", "name", 200),
    ("opinion", "capacity", 300),
    ("proposal", "answered_name", 200),
    ("proposal", "answered_capacity", 300),
    ("signature", "name", 200),
    ("signature", "certificate", 600),
    ("visa", "name", 200),
    ("visa", "capacity", 300),
)
# Those that are never empty.
ALWAYS = {("acquaintance", "name"), ("signature", "name"), ("visa", "name"), ("visa", "capacity")}


def column(table, name, longest):
    always = (table, name) in ALWAYS
    return migrations.AddField(
        model_name=table,
        name=name,
        field=models.CharField(blank=not always, default="", max_length=longest, editable=table != "nomination"),
        preserve_default=False,
    )


class Migration(migrations.Migration):
    dependencies = [("governance", "0011_last_day_of_keeping")]

    operations = [
        *(column(*kept) for kept in KEPT),
        migrations.CreateModel(
            name="VersionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.JSONField()),
                ("unit_name", models.CharField(max_length=200)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="text", to="governance.version"
                    ),
                ),
            ],
            options={"verbose_name": "words of a version", "verbose_name_plural": "words of versions"},
        ),
    ]
