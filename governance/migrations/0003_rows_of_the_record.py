"""Events name the rows that their acts write, and the readers of a paper get a model of their own."""

from django.db import migrations, models

TABLES = ("governance_event", "governance_version")
TRIGGERS = [
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table}: history is append-only'); END"
    for table in TABLES
    for verb in ("UPDATE", "DELETE")
]


def guard_history_again(apps, schema_editor):
    """SQLite writes a table anew to add a column to it, and the triggers of the old one are gone."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for statement in TRIGGERS:
        schema_editor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_finished_steps")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="row_salt",
            field=models.CharField(default="", editable=False, max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="document",
            name="head_signature",
            field=models.CharField(blank=True, default="", max_length=88, verbose_name="signature of the last event"),
            preserve_default=False,
        ),
        migrations.AddField(model_name="event", name="rows", field=models.JSONField(default=dict)),
        *(
            migrations.AddField(
                model_name="event",
                name=name,
                field=models.CharField(blank=True, default="", max_length=88),
                preserve_default=False,
            )
            for name in ("previous_signature", "signature")
        ),
        # The table is the one that the relation has had so far.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Reader",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("document", models.ForeignKey("governance.document", models.CASCADE)),
                        ("unit", models.ForeignKey("governance.unit", models.CASCADE)),
                    ],
                    options={"db_table": "governance_document_readers", "unique_together": {("document", "unit")}},
                ),
                migrations.AlterField(
                    model_name="document",
                    name="readers",
                    field=models.ManyToManyField(
                        editable=False, related_name="+", through="governance.Reader", to="governance.unit"
                    ),
                ),
            ],
        ),
        migrations.RunPython(guard_history_again, migrations.RunPython.noop),
    ]
