"""Contracts say what they are about; schools have a full name by the charter, ИНН and ОГРН."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0020_suspensions")]

    operations = [
        migrations.AddField(
            "unit", "full_name", models.CharField(blank=True, default="", max_length=500, verbose_name="full name by the charter"), preserve_default=False
        ),
        migrations.AddField(
            "unit", "tax_number", models.CharField(blank=True, default="", max_length=10, verbose_name="ИНН"), preserve_default=False
        ),
        migrations.AddField(
            "unit", "state_number", models.CharField(blank=True, default="", max_length=13, verbose_name="ОГРН"), preserve_default=False
        ),
        *(
            migrations.AddField(
                name,
                "matter",
                models.CharField(
                    choices=[
                        ("membership", "membership in the district"),
                        ("network", "an educational programme in network form"),
                    ],
                    default="membership",
                    max_length=10,
                    verbose_name="what is concluded",
                ),
            )
            for name in ("contract", "contractform")
        ),
    ]
