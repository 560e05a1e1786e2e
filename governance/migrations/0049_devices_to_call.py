"""Browsers that are called to a vote by a push."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0048_points_of_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name='PushDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('content', models.TextField()),
                ('name', models.CharField(max_length=100)),
                ('session_key', models.CharField(max_length=40)),
                ('browser', models.CharField(blank=True, max_length=64)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('called_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-added_at', '-id'],
            },
        ),
    ]
