"""The codes by which classes answer a survey, and the answers.

Neither row is one of the record: the event of an act names each row that the act wrote, and that would join a code with
its answer. A code is a row only until it is used, an anonymous answer names its class and nothing else, has a random
key and no moment, and ends when the results are computed (docs/decisions/0060). What binds is the results.
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models

from governance.documents.record.document import CODE_ALPHABET

CODE_LENGTH = 8


def new_code() -> str:
    """38 bits: among a thousand open codes one of 280 million guesses fits, and few are let through in an hour."""
    return "".join(secrets.choice(CODE_ALPHABET) for _sign in range(CODE_LENGTH))


def random_key() -> int:
    """A key that tells no order."""
    return secrets.randbits(62) + 1


class SurveyCode(models.Model):
    """The right of somebody in a class to answer once. Whoever answers ends it."""

    binds_nobody = "the right to answer once, without a name; gone with the answer"

    survey = models.ForeignKey("governance.Survey", models.CASCADE, related_name="codes")
    group = models.CharField(max_length=20)
    code = models.CharField(max_length=CODE_LENGTH, unique=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["survey", "group"], name="codes_of_a_class")]


class SurveyAnswer(models.Model):
    """What somebody in a class answered; `given`: by the codes of the questions."""

    binds_nobody = "an answer without a name; the results that are computed from it are frozen"

    id = models.BigIntegerField(primary_key=True)
    survey = models.ForeignKey("governance.Survey", models.CASCADE, related_name="answers")
    group = models.CharField(max_length=20)
    given = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["survey", "group"], name="answers_of_a_class")]


def make_codes(survey: int, groups: Iterable[Mapping[str, Any]]) -> None:
    """As many for each class as it has pupils, in no order that tells anything."""
    SurveyCode.objects.bulk_create(
        SurveyCode(survey_id=survey, group=group["key"], code=new_code())
        for group in groups
        for _one in range(group["pupils"])
    )
