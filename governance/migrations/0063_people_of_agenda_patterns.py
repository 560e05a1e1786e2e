"""Patterns of agendas name whom they name as agendas do: `speaker` by the key of a person, a `guest` by words."""

from django.db import migrations


def renamed(first, second):
    """A function that calls `first` of each question `second`; (old, new) pairs, in an order without clashes."""

    def rename(apps, schema_editor):
        for pattern in apps.get_model("governance", "AgendaPattern").objects.all():
            for question in pattern.questions:
                for old, new in (first, second):
                    if old in question:
                        question[new] = question.pop(old)
            pattern.save(update_fields=["questions"])

    return rename


class Migration(migrations.Migration):

    dependencies = [("governance", "0062_monitoring")]

    operations = [
        migrations.RunPython(
            renamed(("speaker", "guest"), ("person", "speaker")),
            renamed(("speaker", "person"), ("guest", "speaker")),
        ),
    ]
