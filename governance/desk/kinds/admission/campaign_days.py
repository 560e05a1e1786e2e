"""The days of an admission on its pages: the fields, and beside each the term that it has to keep to."""

from django.conf import settings
from django.forms import DateField
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.components import Words
from governance.desk.base.fields import day_field
from governance.documents.kinds.admission.calendar import LABELS


def _announced() -> str:
    days = settings.ADMISSION_ANNOUNCED_DAYS
    return ngettext(
        "At least %(n)d day before the selection.", "At least %(n)d days before the selection.", days
    ) % {"n": days}


def _closed() -> str:
    days = settings.ADMISSION_INTAKE_CLOSED_DAYS
    return ngettext(
        "The last day of the intake, at least %(n)d day before the selection.",
        "The last day of the intake, at least %(n)d days before the selection.",
        days,
    ) % {"n": days}


def _appeals() -> str:
    days = settings.ADMISSION_APPEAL_DAYS
    return ngettext(
        "At least %(n)d day after the results are published.",
        "At least %(n)d days after the results are published.",
        days,
    ) % {"n": days}


TERMS: dict[str, Words] = {
    "announced_by": lazy(_announced, str)(),
    "intake_from": gettext_lazy("The first day on which parents can apply."),
    "intake_until": lazy(_closed, str)(),
    "selection_on": gettext_lazy("The day on which the commission decides on the list."),
    "results_on": gettext_lazy("The list is published by code, without names."),
    "appeals_until": lazy(_appeals, str)(),
}


def day_of(name: str, *, required: bool = False) -> DateField:
    """The field of one day, with its term in words."""
    said = {"required": _("Give the day.")} if required else {}
    return day_field(
        capfirst(str(LABELS[name])), required=required, help_text=TERMS[name], error_messages=said
    )
