"""Touches of passkeys by which signatures were confirmed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0012_names_of_the_day")]

    operations = [
        migrations.CreateModel(
            name="PasskeyTouch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("move", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("nonce", models.CharField(max_length=32, unique=True)),
                ("site", models.CharField(max_length=253)),
                ("key", models.TextField()),
                ("response", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="touches", to="governance.document"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "confirmation by passkey", "ordering": ["document_id", "made_at"]},
        ),
    ]
