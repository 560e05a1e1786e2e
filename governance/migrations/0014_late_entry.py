"""A signature says for ever if the appointment under which it was given was entered later than it begins."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0013_passkey_touch")]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="late_entry",
            field=models.CharField(blank=True, default="", max_length=100),
            preserve_default=False,
        ),
    ]
