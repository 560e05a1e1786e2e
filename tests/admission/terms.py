"""When terms of a district end in a test, and setting another one."""

from datetime import date

from governance.documents.law.working_days import Term, WorkingCalendar
from governance.documents.settings.kinds import TermSetting
from governance.roles.acts.settings import change_setting
from governance.roles.unit import Unit

PLAIN = WorkingCalendar()


def ends(setting: TermSetting, start: date) -> date:
    """The last day of a term of a district that has decided nothing about it."""
    return setting.default.last_day(start, PLAIN, roll=setting.rolls)


def latest(setting: TermSetting, end: date) -> date:
    """The latest day from which the whole term has passed by `end`."""
    return setting.default.latest_start(end, PLAIN)


def decide(district: Unit, setting: TermSetting, term: Term) -> None:
    """The district has set another term long ago."""
    change_setting(district, setting, term, since=date(2011, 1, 1), by=None, basis="приказ № 1")
