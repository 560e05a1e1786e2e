"""Orders that change other orders, whole or point by point; who has not read an order, and why."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0024_work_agreements"),
    ]

    operations = [
        migrations.CreateModel(
            name='OrderChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('action', models.CharField(choices=[('reword', 'give a point another wording'), ('add', 'add a point'), ('exclude', 'take a point out'), ('exclude_row', 'take out of a list'), ('add_row', 'add to a list')], max_length=12)),
                ('point', models.CharField(blank=True, max_length=12)),
                ('row', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['order_id', 'position'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='document',
            name='order_numbered_in_time',
        ),
        migrations.AddField(
            model_name='acquaintance',
            name='excuse',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it was not read'),
        ),
        migrations.AddField(
            model_name='acquaintance',
            name='excused_at',
            field=models.DateTimeField(null=True, verbose_name='named as not having read'),
        ),
        migrations.AddField(
            model_name='enrolmentrow',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document'),
        ),
        migrations.AddField(
            model_name='enrolmentrow',
            name='excluded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document'),
        ),
        migrations.AddField(
            model_name='enrolmentrow',
            name='refused_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='acts_from',
            field=models.DateField(blank=True, null=True, verbose_name='acts from'),
        ),
        migrations.AddField(
            model_name='order',
            name='amends',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='governance.order'),
        ),
        migrations.AddField(
            model_name='order',
            name='prepared_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='executor of the paper, phone'),
        ),
        migrations.AddField(
            model_name='orderpoint',
            name='lapsed_at',
            field=models.DateTimeField(null=True, verbose_name='taken out'),
        ),
        migrations.AddConstraint(
            model_name='acquaintance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('excuse', ''), ('excused_at__isnull', True)), models.Q(models.Q(('excuse', ''), _negated=True), ('asked_at__isnull', False), ('excused_at__isnull', False)), _connector='OR'), name='acquaintance_excused_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'order'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('state__in', ['signed', 'executing', 'done', 'repealed', 'annulled'])), models.Q(('number', ''), models.Q(('state__in', ['signed', 'executing', 'done', 'repealed', 'annulled']), _negated=True)), _connector='OR'), name='order_numbered_in_time'),
        ),
        migrations.AddField(
            model_name='orderchange',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='governance.order'),
        ),
        migrations.AddField(
            model_name='orderchange',
            name='paper',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document'),
        ),
        migrations.AddConstraint(
            model_name='orderchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paper__isnull', True), ('row', ''), models.Q(('point', ''), _negated=True)), models.Q(('paper__isnull', False), ('point', ''), models.Q(('row', ''), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='order_change_of_point_or_row'),
        ),
        migrations.AddConstraint(
            model_name='orderchange',
            constraint=models.UniqueConstraint(condition=models.Q(('paper__isnull', False)), fields=('order', 'paper', 'row'), name='one_change_a_row_and_order'),
        ),
    ]
