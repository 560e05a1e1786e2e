"""Any paper may act from a later day than that of its signature; an order says how many sheets its annex has."""

from django.db import migrations, models


def move_days(apps, schema_editor):
    """The day has stood on the order alone."""
    order, document = apps.get_model("governance", "Order"), apps.get_model("governance", "Document")
    for key, day in order.objects.filter(begins_on__isnull=False).values_list("pk", "begins_on"):
        document.objects.filter(pk=key).update(acts_from=day)


class Migration(migrations.Migration):

    dependencies = [("governance", "0039_unsent")]

    operations = [
        migrations.RenameField(model_name="order", old_name="acts_from", new_name="begins_on"),
        migrations.AddField(
            model_name="document",
            name="acts_from",
            field=models.DateField(blank=True, null=True, verbose_name="comes into force on"),
        ),
        migrations.RunPython(move_days, migrations.RunPython.noop),
        migrations.RemoveField(model_name="order", name="begins_on"),
        migrations.AddField(
            model_name="order",
            name="annex_copies",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="copies of the annex"),
        ),
        migrations.AddField(
            model_name="link",
            name="sheets",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
