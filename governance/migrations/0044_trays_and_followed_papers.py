"""Notices are put away by their readers; people follow papers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0043_own_decision")]

    operations = [
        migrations.AddField(
            model_name="notice", name="archived_at", field=models.DateTimeField(null=True)
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("since", models.DateTimeField()),
                ("told", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "followed paper",
                "verbose_name_plural": "followed papers",
                "ordering": ["-since", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "document"), name="followed_once")
                ],
            },
        ),
    ]
