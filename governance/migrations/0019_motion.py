"""A protocol says what was put to the vote, and an extract in which file the protocol lies."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0018_taking_part_by_video")]

    operations = [
        migrations.AddField(
            model_name="protocolentry",
            name="motion",
            field=models.CharField(blank=True, default="", max_length=1000, verbose_name="put to the vote"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="register",
            name="file",
            field=models.CharField(
                blank=True, default="", max_length=30, verbose_name="file in the list of files"
            ),
            preserve_default=False,
        ),
    ]
