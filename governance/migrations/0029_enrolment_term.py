"""Since when an applicant holds a place, and until when appeals are taken against a published rating."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0028_signing_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='place_since',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='rating',
            name='appeals_until',
            field=models.DateField(editable=False, null=True),
        ),
    ]
