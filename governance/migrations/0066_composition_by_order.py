"""An order that sets up or changes a body says whom it appoints there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0065_rows_with_orders"),
    ]

    operations = [
        migrations.AddField(
            model_name='orderfilling',
            name='body',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.unit'),
        ),
        migrations.AddField(
            model_name='orderfilling',
            name='body_name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='orderfilling',
            name='seats',
            field=models.JSONField(default=list),
        ),
    ]
