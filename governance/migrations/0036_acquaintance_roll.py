"""The roll of an order says what its readers are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0035_numbers_of_sittings"),
    ]

    operations = [
        migrations.AddField(
            model_name='acquaintance',
            name='capacity',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
