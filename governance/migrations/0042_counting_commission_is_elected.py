"""A sitting elects its counting commission by an open vote; a consent to stand that came on paper has its scan."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0041_consent_text_of_campaigns"),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='scan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment'),
        ),
        migrations.CreateModel(
            name='CommissionVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('people', models.JSONField()),
                ('in_favour', models.PositiveSmallIntegerField()),
                ('against', models.PositiveSmallIntegerField()),
                ('abstained', models.PositiveSmallIntegerField()),
                ('adopted', models.BooleanField()),
                ('outcome', models.TextField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commission_votes', to='governance.meeting')),
            ],
            options={
                'ordering': ['meeting_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='commission_vote_number_once')],
            },
        ),
    ]
