"""Where a period of rewards is today."""

from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.format import day
from governance.documents.kinds.rewards.period import RewardPeriod


def stage(period: RewardPeriod) -> str:
    """In a sentence, of a period that is no draft."""
    if period.state == RewardPeriod.State.CLOSED:
        return _("The period is closed: all is decided and ordered.")
    if clock.today() <= period.sheets_until:
        return _("Sheets are taken until %(day)s.") % {"day": day(period.sheets_until)}
    return _("Sheets were taken until %(day)s; now they are verified and decided.") % {
        "day": day(period.sheets_until)
    }
