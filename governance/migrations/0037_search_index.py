"""The index of the search: what papers say, and their stems as each database searches them."""

import django.db.models.deletion
from django.db import migrations, models

SECTIONS = ("title", "decision", "agenda", "text", "remark", "reason", "file", "name", "earlier")
ON_SQLITE = ["CREATE VIRTUAL TABLE index_words USING fts5 (a, b, c, d, tokenize = 'unicode61 remove_diacritics 0')"]
ON_POSTGRESQL = [
    "ALTER TABLE governance_indexentry ADD COLUMN words tsvector",
    "CREATE INDEX index_words ON governance_indexentry USING gin (words)",
]


def hold_stems(apps, schema_editor):
    for statement in ON_SQLITE if schema_editor.connection.vendor == "sqlite" else ON_POSTGRESQL:
        schema_editor.execute(statement)


def hold_no_stems(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE index_words")


class Migration(migrations.Migration):
    dependencies = [("governance", "0036_acquaintance_roll")]

    operations = [
        migrations.CreateModel(
            name="IndexEntry",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="governance.document",
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                ("recipe", models.PositiveSmallIntegerField()),
                ("number_key", models.CharField(blank=True, max_length=50)),
                ("places", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="IndexTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stem", models.CharField(max_length=40, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="IndexTrigram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letters", models.CharField(max_length=3)),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trigrams",
                        to="governance.indexterm",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["letters", "term"], name="index_trigram")]},
        ),
        migrations.RunPython(hold_stems, hold_no_stems),
    ]
