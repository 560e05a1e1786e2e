"""Decisions have points; points and rows of a plan have executors and reports."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0047_task_arrangements"),
    ]

    operations = [
        migrations.AddField(
            model_name="planrow",
            name="asked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="planrow",
            name="reported_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="DecisionPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due", models.DateField(null=True, verbose_name="deadline")),
                ("moved_to", models.DateField(null=True, verbose_name="moved to")),
                ("done_at", models.DateTimeField(null=True, verbose_name="done")),
                ("done_note", models.TextField(blank=True, verbose_name="how it was carried out")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="what is to be done")),
                ("term", models.JSONField(null=True)),
                (
                    "every",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("month", "every month"),
                            ("quarter", "every quarter"),
                            ("half", "every half-year"),
                            ("year", "every year"),
                        ],
                        max_length=7,
                    ),
                ),
                ("turn", models.DateField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "control_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="governance.agendaitem",
                    ),
                ),
                (
                    "protocol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="governance.protocol",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                    ),
                ),
            ],
            options={
                "ordering": ["protocol_id", "item__position", "position"],
                "indexes": [
                    models.Index(
                        django.db.models.functions.comparison.Coalesce("moved_to", "turn", "due"),
                        name="decision_point_day",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "position"), name="decision_point_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_point_done_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            ("accepted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="decision_point_accepted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("every", ""),
                            models.Q(("due__isnull", False), ("term__isnull", True)),
                            _connector="OR",
                        ),
                        name="decision_point_again_until_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Executor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=30)),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=400)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="executors",
                        to="governance.document",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["document_id", "part", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "part", "position"), name="one_executor_a_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("unit__isnull", True)),
                            models.Q(("person__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="executor_is_a_person_or_a_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=30)),
                ("made_at", models.DateTimeField()),
                ("due", models.DateField(null=True)),
                ("text", models.TextField(blank=True, verbose_name="what was done")),
                ("files", models.JSONField(default=list)),
                ("answered_at", models.DateTimeField(null=True)),
                ("accepted", models.BooleanField(null=True)),
                ("answer", models.TextField(blank=True, verbose_name="what is missing")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="governance.document",
                    ),
                ),
            ],
            options={
                "ordering": ["document_id", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted__isnull", True),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("accepted__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="report_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted", False), ("answer", ""), _negated=True),
                        name="report_returned_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("document", "part"),
                        name="one_report_awaits_its_answer",
                    ),
                ],
            },
        ),
    ]
