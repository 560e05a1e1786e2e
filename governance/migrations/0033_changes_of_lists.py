"""Orders change the annexes of orders, and old orders too."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0032_local_acts'),
    ]

    operations = [
        migrations.AddField(
            model_name='awardrow',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document'),
        ),
        migrations.AddField(
            model_name='awardrow',
            name='excluded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document'),
        ),
        migrations.AddField(
            model_name='orderchange',
            name='day',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='order',
            name='amends',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document'),
        ),
        migrations.AlterField(
            model_name='orderchange',
            name='action',
            field=models.CharField(choices=[('reword', 'give a point another wording'), ('add', 'add a point'), ('exclude', 'take a point out'), ('repeal', 'declare a point without force'), ('exclude_row', 'take out of a list'), ('add_row', 'add to a list'), ('reword_row', 'give a part of a list another wording')], max_length=12),
        ),
    ]
