"""Terms of papers and bodies say their unit: what was a number of days is a term of so many calendar days."""

from django.db import migrations, models

# Where a number of days stood, where the term stands, and the number that is no term.
MOVED = (
    ("Regulation", "suspension_days", "suspension"),
    ("RewardSystem", "objection_days", "time_to_object"),
    ("Contract", "notice_days", "notice"),
    ("ContractForm", "notice_days", "notice"),
)


def give_days_their_unit(apps, schema_editor):
    for name, days, term in MOVED:
        for row in apps.get_model("governance", name)._base_manager.exclude(**{days: None}).exclude(**{days: 0}):
            rows = apps.get_model("governance", name)._base_manager.filter(pk=row.pk)
            rows.update(**{term: {"count": getattr(row, days), "unit": "days"}})


class Migration(migrations.Migration):
    dependencies = [("governance", "0033_changes_of_lists")]

    operations = [
        migrations.AddField(
            model_name="regulation",
            name="suspension",
            field=models.JSONField(blank=True, null=True, verbose_name="the chair may suspend a decision for"),
        ),
        migrations.AddField(
            model_name="rewardsystem",
            name="time_to_object",
            field=models.JSONField(default=dict, verbose_name="time to object"),
            preserve_default=False,
        ),
        *(
            migrations.AddField(
                model_name=name,
                name="notice",
                field=models.JSONField(blank=True, null=True, verbose_name="term of notice"),
            )
            for name in ("contract", "contractform")
        ),
        migrations.RunPython(give_days_their_unit, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="regulation", name="suspension_of_some_days"),
        *(migrations.RemoveField(model_name=name.lower(), name=days) for name, days, _term in MOVED),
    ]
