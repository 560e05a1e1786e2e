"""A protocol has the number of its sitting from the end of it on, and a member may be out for one question."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

STATUSES = [
    ("present", "Present"),
    ("late", "Came late"),
    ("out", "Out for a question"),
    ("left", "Left"),
    ("absent", "Absent"),
    ("excused", "Absent with an excuse"),
]
SIGNED = Q(("state__in", ["signed", "archived"]))


class Migration(migrations.Migration):
    dependencies = [("governance", "0026_incoming_papers")]

    operations = [
        migrations.RemoveConstraint(model_name="attendance", name="attendance_here_since"),
        migrations.AlterField(
            model_name="attendance", name="status", field=models.CharField(choices=STATUSES, max_length=10)
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                name="attendance_here_since",
                condition=~Q(("status__in", ["present", "late", "out", "left"])) | Q(("arrived_at__isnull", False)),
            ),
        ),
        migrations.CreateModel(
            name="ItemAbsence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("status", models.CharField(choices=STATUSES, max_length=10)),
                ("left_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="governance.agendaitem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="itemabsence",
            constraint=models.UniqueConstraint(fields=["item", "seat"], name="one_absence_a_seat_and_item"),
        ),
        migrations.RemoveConstraint(model_name="document", name="protocol_numbered_in_time"),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                name="protocol_numbered_in_time",
                condition=~Q(("kind", "protocol")) | (~Q(("number", "")) & SIGNED) | ~SIGNED,
            ),
        ),
    ]
