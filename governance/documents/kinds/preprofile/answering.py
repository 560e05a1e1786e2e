"""Answering a survey: by a code, or as anybody in a poll of the public. It is no act (docs/decisions/0060)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.preprofile.answers import SurveyAnswer, SurveyCode, random_key
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.record.document import Document


def code_behind(code: str) -> SurveyCode | None:
    """An unused code of an open survey, with it; one query."""
    found = SurveyCode.objects.filter(code=code, survey__state=Survey.State.OPEN)
    return found.select_related("survey__unit", "survey__district").first()


def take_answer(survey: Survey, given: Mapping[str, list[str]], *, code: SurveyCode | None = None) -> None:
    """Keep the answer of whoever holds a code, or of anybody in a poll of the public.

    Raises SurveyFaults with a sentence for each question, NotLegal where the survey takes none or the code is used.
    """
    answers = survey.read(given, code.group if code is not None else "")
    with transaction.atomic():
        if code is not None:
            # Whoever closes the survey ends the codes first, so no answer comes behind the count.
            used, _by_model = SurveyCode.objects.filter(pk=code.pk).delete()
            if not used:
                raise NotLegal(_("This code has been used already: each code answers once."))
        else:
            Document.objects.select_for_update().get(pk=survey.pk)
            if not Survey.objects.filter(pk=survey.pk, state=Survey.State.OPEN).exists():
                raise NotLegal(_("This survey is closed."))
        group = code.group if code is not None else ""
        SurveyAnswer.objects.create(id=random_key(), survey_id=survey.pk, group=group, given=answers)
