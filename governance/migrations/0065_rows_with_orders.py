"""A row of a plan names the order that carries it out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0064_order_forms"),
    ]

    operations = [
        migrations.AddField(
            model_name='planrow',
            name='taken_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document'),
        ),
    ]
