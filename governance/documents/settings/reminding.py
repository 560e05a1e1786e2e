"""When people are reminded of what they are asked, and who is told when they are late; each kind of paper has one.

Days are working days of the district, counted by its calendar.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.documents.law.working_days import Term, WorkingCalendar
from governance.roles.setting import Setting

CUSTOM = gettext_lazy("a custom of offices; no law sets it")
PURPOSE = gettext_lazy("Working days before the due day, and after it, until the next in line is told.")
MOST_DAYS = 60


class NextInLine(TextChoices):
    HEAD = "head", gettext_lazy("the head of the unit, or the chair of the body")
    AUTHOR = "author", gettext_lazy("the author of the paper")
    ADMINISTRATOR = "administrator", gettext_lazy("whoever looks after the people of the district")
    NOBODY = "nobody", gettext_lazy("nobody")


@dataclass(frozen=True)
class Reminding:
    """Reminded `before` the due day (0: on the day itself); `to` is told `after` it, if nothing is done by then."""

    before: int
    after: int
    to: NextInLine

    def is_soon(self, due: date, today: date, calendar: WorkingCalendar) -> bool:
        """Whether the reminder before the due day is due, or was."""
        return (
            due <= Term(self.before, "working_days").last_day(today, calendar)
            if self.before
            else due <= today
        )

    def escalates_on(self, due: date, calendar: WorkingCalendar) -> date | None:
        """The first day on which the next in line is told; None for never."""
        if self.to == NextInLine.NOBODY:
            return None
        return Term(self.after, "working_days").last_day(due, calendar)


@dataclass(frozen=True, eq=False)
class RemindingSetting(Setting[Reminding]):
    """Stored as {"before": 1, "after": 3, "to": "head"}."""

    def from_json(self, value: Any) -> Reminding:
        if not isinstance(value, dict) or value.keys() != {"before", "after", "to"}:
            raise ValidationError(_("Say the days before, the days after, and who is told then."))
        for name, least in (("before", 0), ("after", 1)):
            # The exact type, because True is an int to Python and no number to a person.
            if type(value[name]) is not int or not least <= value[name] <= MOST_DAYS:
                raise ValidationError(
                    _("Give a whole number from %(least)d to %(most)d.") % {"least": least, "most": MOST_DAYS}
                )
        if value["to"] not in NextInLine.values:
            raise ValidationError(_("Choose one of the ways of the list."))
        return Reminding(value["before"], value["after"], NextInLine(value["to"]))

    def to_json(self, value: Reminding) -> Any:
        return {"before": value.before, "after": value.after, "to": str(value.to)}

    def in_words(self, value: Reminding) -> str:
        before = ngettext(
            "reminded %(n)d working day before", "reminded %(n)d working days before", value.before
        ) % {"n": value.before}
        if value.to == NextInLine.NOBODY:
            return f"{before}; " + _("nobody else is told")
        after = ngettext(
            "%(n)d working day after the due day is told: %(who)s",
            "%(n)d working days after the due day is told: %(who)s",
            value.after,
        ) % {"n": value.after, "who": NextInLine(value.to).label}
        return f"{before}; {after}"


def reminding(name: str, label: Any) -> RemindingSetting:
    return RemindingSetting(f"reminding_{name}", label, PURPOSE, CUSTOM, Reminding(1, 3, NextInLine.HEAD))


REMINDING = reminding("papers", gettext_lazy("Reminders and delay: plans, regulations and other papers"))
OF_ORDERS = reminding("orders", gettext_lazy("Reminders and delay: orders"))
OF_BODIES = reminding("bodies", gettext_lazy("Reminders and delay: meetings, protocols, votes"))
OF_CONTRACTS = reminding("contracts", gettext_lazy("Reminders and delay: contracts"))
OF_ADMISSION = reminding("admission", gettext_lazy("Reminders and delay: admission to classes"))
OF_REWARDS = reminding("rewards", gettext_lazy("Reminders and delay: rewards and network teachers"))
OF_CORRESPONDENCE = reminding("correspondence", gettext_lazy("Reminders and delay: letters"))

ALL_REMINDING = (
    REMINDING,
    OF_ORDERS,
    OF_BODIES,
    OF_CONTRACTS,
    OF_ADMISSION,
    OF_REWARDS,
    OF_CORRESPONDENCE,
)
