"""Putting a teacher forward as network teacher."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.network.candidacy import (
    Candidacy,
    check_not_twice,
    check_still_needed,
    check_term,
)
from governance.documents.record.perform import draft
from governance.roles.appointment import Appointment
from governance.roles.person import Person


@transaction.atomic
def begin_candidacy(
    employment: Appointment, *, by: Person, since: date, until: date, replaces: Candidacy | None = None
) -> Candidacy:
    """Put a teacher forward for a term, or instead of another one. Raises NotLegal or NotAllowed.

    NotLegal: not employed, days that do not fit, a candidate already, somebody who is not appointed or whom another
    candidate replaces, or a teacher of another district.
    """
    teacher, district = employment.person, employment.unit.root
    if replaces is not None and replaces.district_id != district.pk:
        raise NotLegal(_("Teachers of one district replace each other."))
    check_term(since, until)
    fields: dict[str, Any] = {
        "unit": district,
        "teacher": teacher,
        "employment": employment,
        "since": since,
        "until": until,
        "replaces": replaces,
    }
    probe = Candidacy(district=district, **fields)
    check_still_needed(probe)
    check_not_twice(probe)
    return draft(Candidacy, title=f"Кандидатура сетевого педагога: {teacher.name}", by=by, **fields)
