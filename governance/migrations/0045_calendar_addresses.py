"""Private addresses of a calendar, each by its name and kept as a hash, and what somebody looks at there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0044_trays_and_followed_papers")]

    operations = [
        migrations.RemoveField(model_name="person", name="calendar_key"),
        migrations.AddField(
            model_name="person", name="calendar_choice", field=models.JSONField(default=dict, editable=False)
        ),
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("without", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["person_id", "made_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest", ""), _negated=True), name="calendar_address_has_digest"
                    )
                ],
            },
        ),
    ]
