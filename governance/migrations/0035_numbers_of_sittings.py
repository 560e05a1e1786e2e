"""A sitting has its number from the day it is convened, and its protocol has the same one in the same register."""

from django.db import migrations, models
from django.db.models import Q

SITTING = Q(kind="meeting")
BY_SEQUENCE = (["register", "period", "sequence", "suffix"], Q(sequence__isnull=False))
BY_NUMBER = (["register", "period", "number"], ~Q(number=""))


def once(name, fields, has_number, which):
    return migrations.AddConstraint(
        model_name="document",
        constraint=models.UniqueConstraint(fields=fields, condition=has_number & which, name=name),
    )


class Migration(migrations.Migration):
    dependencies = [("governance", "0034_terms_with_their_units")]

    operations = [
        migrations.RemoveConstraint(model_name="document", name="document_sequence_once"),
        migrations.RemoveConstraint(model_name="document", name="document_number_once"),
        once("document_sequence_once", *BY_SEQUENCE, ~SITTING),
        once("meeting_sequence_once", *BY_SEQUENCE, SITTING),
        once("document_number_once", *BY_NUMBER, ~SITTING),
        once("meeting_number_once", *BY_NUMBER, SITTING),
    ]
