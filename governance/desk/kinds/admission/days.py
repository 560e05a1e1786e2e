"""The days of admissions in the calendar."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.calendars import DateColumn, enter_dates
from governance.documents.kinds.admission.campaign import Campaign

WORDS = {
    "announced_by": _("Admission is announced by this day"),
    "intake_from": _("Intake of applications begins"),
    "intake_until": _("Last day of the intake"),
    "selection_on": _("Selection"),
    "results_on": _("Results are published"),
    "appeals_until": _("Last day of appeals"),
}
STATES = (Campaign.State.APPROVED, Campaign.State.ANNOUNCED, Campaign.State.CLOSED)

enter_dates(
    "admission",
    _("Days of admissions"),
    *(DateColumn(Campaign, column, words, STATES) for column, words in WORDS.items()),
    place=4,
)
