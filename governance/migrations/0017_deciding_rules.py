"""A body has a rule for each named matter; groups of seats; a sitting that is called again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0016_district_setting"),
    ]

    operations = [
        migrations.CreateModel(
            name="DecidingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.JSONField(verbose_name="rule")),
                (
                    "advisory",
                    models.BooleanField(default=False, verbose_name="the decision is a recommendation"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("matter", models.CharField(max_length=150, verbose_name="matter")),
                ("kinds", models.JSONField(blank=True, default=list, verbose_name="kinds of paper")),
                ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
            ],
            options={
                "verbose_name": "deciding rule",
                "verbose_name_plural": "deciding rules",
                "ordering": ["regulation_id", "position"],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="matter",
            field=models.CharField(blank=True, max_length=150, verbose_name="matter"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="repeats",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeated_by",
                to="governance.meeting",
                verbose_name="called again after",
            ),
        ),
        migrations.AddField(
            model_name="regulation",
            name="advisory",
            field=models.BooleanField(default=False, verbose_name="the decision is a recommendation"),
        ),
        migrations.AddField(
            model_name="regulation",
            name="clause",
            field=models.CharField(blank=True, max_length=60, verbose_name="clause"),
        ),
        migrations.AddField(
            model_name="regulation",
            name="elects_chair",
            field=models.BooleanField(default=False, verbose_name="the sitting elects who presides"),
        ),
        migrations.AddField(
            model_name="regulation",
            name="elects_secretary",
            field=models.BooleanField(default=False, verbose_name="the sitting elects its secretary"),
        ),
        migrations.AddField(
            model_name="regulation",
            name="established",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="established number"),
        ),
        migrations.AddField(
            model_name="regulation",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.document",
                verbose_name="paper",
            ),
        ),
        migrations.AddField(
            model_name="regulation",
            name="suspension_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="the chair may suspend a decision for, days"
            ),
        ),
        migrations.AddField(
            model_name="roll",
            name="group",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="round",
            name="advisory",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="round",
            name="established",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="matter",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name="round",
            name="repeated",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="seat",
            name="group",
            field=models.CharField(blank=True, max_length=60, verbose_name="group of members"),
        ),
        migrations.AddField(
            model_name="secretballot",
            name="group",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="round",
            name="rule_source",
            field=models.CharField(max_length=400),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(("established__isnull", True), ("established__gte", 1), _connector="OR"),
                name="established_at_least_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suspension_days__isnull", True),
                    models.Q(("suspension_days__gte", 1), ("suspension_days__lte", 365)),
                    _connector="OR",
                ),
                name="suspension_of_some_days",
            ),
        ),
        migrations.AddField(
            model_name="decidingrule",
            name="regulation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters",
                to="governance.regulation",
            ),
        ),
        migrations.AddConstraint(
            model_name="decidingrule",
            constraint=models.UniqueConstraint(
                fields=("regulation", "matter"), name="matter_once_a_regulation"
            ),
        ),
        migrations.AddConstraint(
            model_name="decidingrule",
            constraint=models.UniqueConstraint(
                fields=("regulation", "position"), name="deciding_rule_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decidingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("matter", ""), _negated=True), name="matter_has_a_name"
            ),
        ),
    ]
