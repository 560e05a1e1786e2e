"""A paper is opened to any number of units, not to one; the right to draft the plan covers other approved papers."""

from django.db import migrations, models


def open_to_the_audience(apps, schema_editor):
    document = apps.get_model("governance", "Document")
    opened = document.readers.through
    opened.objects.bulk_create(
        opened(document_id=paper, unit_id=unit)
        for paper, unit in document.objects.filter(audience__isnull=False).values_list("pk", "audience_id")
    )


def rename_the_right(old, new):
    def rename(apps, schema_editor):
        apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="governance", content_type__model="unit", codename=old
        ).update(codename=new)
        apps.get_model("governance", "Task").objects.filter(right=old).update(right=new)

    return rename


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_history_is_append_only"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.AddField(
            "document",
            "readers",
            models.ManyToManyField(editable=False, related_name="+", to="governance.unit"),
        ),
        migrations.RunPython(open_to_the_audience, migrations.RunPython.noop),
        migrations.RemoveField("document", "audience"),
        migrations.RunPython(
            rename_the_right("draft_plan", "draft_paper"), rename_the_right("draft_paper", "draft_plan")
        ),
    ]
