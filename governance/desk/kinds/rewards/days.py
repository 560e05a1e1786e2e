"""The last days for sheets of achievements in the calendar."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.calendars import DateColumn, enter_dates
from governance.documents.kinds.rewards.period import RewardPeriod

enter_dates(
    "rewards",
    _("Rewards"),
    DateColumn(RewardPeriod, "sheets_until", _("Last day for sheets"), (RewardPeriod.State.OPEN,)),
    place=6,
)
