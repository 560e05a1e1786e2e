"""Papers with personal data say until when it is kept. What stood there before is kept as long from the upgrade on."""

import datetime

from django.db import migrations, models

# The usual terms, in days.
DAYS = {"application": 365, "appeal": 365, "consent": 1095}


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_organisation")]

    operations = [
        *(
            migrations.AddField(
                model_name=kind,
                name="kept_until",
                field=models.DateField(
                    default=datetime.date.today() + datetime.timedelta(days=days), editable=False
                ),
                preserve_default=False,
            )
            for kind, days in DAYS.items()
        ),
        migrations.AddField("campaign", "erasure_on", models.DateField(editable=False, null=True)),
        migrations.AddField("campaign", "erasure_confirmed_at", models.DateTimeField(editable=False, null=True)),
    ]
