"""The ends of contracts in the calendar."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.calendars import DateColumn, enter_dates
from governance.documents.kinds.contract.contract import Contract

enter_dates(
    "contracts",
    _("Ends of contracts"),
    DateColumn(Contract, "ends_on", _("Last day of the contract"), (Contract.State.IN_FORCE,)),
    place=5,
)
