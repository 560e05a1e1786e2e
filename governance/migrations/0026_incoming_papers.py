"""Incoming papers and their journal."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0025_changing_orders"),
    ]

    operations = [
        migrations.CreateModel(
            name='Incoming',
            fields=[
                ('document_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='+', serialize=False, to='governance.document')),
                ('sender', models.CharField(max_length=300, verbose_name='sender')),
                ('their_number', models.CharField(blank=True, max_length=60, verbose_name='their number')),
                ('their_date', models.DateField(blank=True, null=True, verbose_name='their date')),
                ('sheets', models.PositiveSmallIntegerField(default=1, verbose_name='sheets')),
                ('way', models.CharField(choices=[('post', 'by post'), ('mail', 'by e-mail'), ('hand', 'brought by hand'), ('system', 'through another system')], default='post', max_length=10, verbose_name='how it came')),
                ('resolution', models.TextField(blank=True, verbose_name='resolution')),
                ('due', models.DateField(null=True, verbose_name='to be done until')),
                ('result', models.TextField(blank=True, verbose_name='what was done')),
                ('file', models.CharField(blank=True, max_length=30, verbose_name='file in the list of files')),
            ],
            options={
                'ordering': ['-changed_at', '-id'],
                'abstract': False,
            },
            bases=('governance.document',),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'incoming'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('state__in', ['registered', 'assigned', 'done', 'filed'])), models.Q(('number', ''), models.Q(('state__in', ['registered', 'assigned', 'done', 'filed']), _negated=True)), _connector='OR'), name='incoming_numbered_in_time'),
        ),
        migrations.AddField(
            model_name='incoming',
            name='executor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='executor'),
        ),
        migrations.AddConstraint(
            model_name='incoming',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolution', ''), _negated=True), models.Q(('due__isnull', True), ('executor__isnull', True)), _connector='OR'), name='incoming_resolved_names_executor'),
        ),
    ]
