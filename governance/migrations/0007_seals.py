"""The public log of each district: its leaves, inner nodes and seals, all append-only."""

import django.db.models.deletion
from django.db import migrations, models

# The tables, and which columns tell their rows apart.
TABLES = {
    "governance_leaf": (("district_id", "position"), ("source", "event"), ("source", "chain", "place")),
    "governance_innernode": (("district_id", "height", "index"),),
    "governance_seal": (("district_id", "size"),),
}


def sqlite(table, unique):
    refuses = f"BEGIN SELECT RAISE(ABORT, '{table}: history is append-only'); END"
    same = " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in names) + ")" for names in unique)
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuses}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuses}"
    yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR {same}) {refuses}"


CREATE = {
    "sqlite": [statement for table, unique in TABLES.items() for statement in sqlite(table, unique)],
    "postgresql": [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION governance_append_only()"
        for table in TABLES
        for event, when, each in (
            ("change", "UPDATE OR DELETE", "ROW"),
            ("truncate", "TRUNCATE", "STATEMENT"),
        )
    ],
}


def guard_log(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0006_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='InnerNode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('height', models.PositiveSmallIntegerField()),
                ('index', models.PositiveBigIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.unit')),
            ],
            options={
                'verbose_name': 'node of the log',
                'verbose_name_plural': 'nodes of the log',
                'constraints': [models.UniqueConstraint(fields=('district', 'height', 'index'), name='inner_node_once')],
            },
        ),
        migrations.CreateModel(
            name='Leaf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField()),
                ('source', models.CharField(max_length=40)),
                ('event', models.BigIntegerField()),
                ('chain', models.CharField(max_length=40)),
                ('place', models.PositiveIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.unit')),
            ],
            options={
                'verbose_name': 'leaf of the log',
                'verbose_name_plural': 'leaves of the log',
                'constraints': [models.UniqueConstraint(fields=('district', 'position'), name='leaf_position_once'), models.UniqueConstraint(fields=('source', 'event'), name='leaf_event_once'), models.UniqueConstraint(fields=('source', 'chain', 'place'), name='leaf_place_once')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveBigIntegerField()),
                ('note', models.TextField()),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='governance.unit')),
            ],
            options={
                'verbose_name': 'seal',
                'verbose_name_plural': 'seals',
                'ordering': ['district_id', 'size'],
                'constraints': [models.UniqueConstraint(fields=('district', 'size'), name='seal_size_once')],
            },
        ),
        # The triggers go with their tables.
        migrations.RunPython(guard_log, migrations.RunPython.noop),
    ]
