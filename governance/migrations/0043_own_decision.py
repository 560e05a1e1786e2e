"""A list of rewards keeps what the council recommended beside what the employer has decided, with the reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0042_counting_commission_is_elected")]

    operations = [
        migrations.AddField(
            model_name="awardrow",
            name="recommended_measure",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="awardrow",
            name="recommended_amount",
            field=models.DecimalField(decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name="awardrow",
            name="decided_because",
            field=models.TextField(blank=True, default=""),
        ),
    ]
