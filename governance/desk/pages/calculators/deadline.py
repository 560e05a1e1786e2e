"""When a term ends: the day, how it was counted, and which days did not count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day
from governance.desk.base.term_field import TermFormField
from governance.desk.pages.calculators.page import Calculator
from governance.desk.pages.organisation.setting_forms import LONGEST_LIST, days_in, listed
from governance.documents.law.working_days import WorkingCalendar, deadline_from_json
from governance.documents.settings.calendar import SATURDAY, calendar_of

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_SHOWN = 40


class TermOfDaysForm(forms.Form):
    """The event, the term, and the days of the district, which are known and can be changed for the trial."""

    start = day_field(
        gettext_lazy("Day of the event"),
        missing=gettext_lazy("Give the day from which the term runs."),
        help_text=gettext_lazy("It is not counted itself: the term begins on the next day."),
    )
    term = TermFormField(label=pgettext_lazy("length", "Term"))
    roll = forms.BooleanField(
        label=gettext_lazy("An end on a day off moves to the next working day"), required=False
    )
    days_off = text_field(gettext_lazy("The district's own days off"), LONGEST_LIST, lines=2, required=False)
    working = text_field(
        gettext_lazy("Days off of the calendar that the district works"),
        LONGEST_LIST,
        lines=2,
        required=False,
    )

    def clean_days_off(self) -> frozenset[date]:
        return days_in(self.cleaned_data["days_off"])

    def clean_working(self) -> frozenset[date]:
        return days_in(self.cleaned_data["working"])


@dataclass(frozen=True)
class LastDay:
    """What is shown: the day, the sentence on how it was counted, and the days off on the way with their names."""

    last: date
    why: str
    off: Sequence[str]

    @property
    def words(self) -> str:
        return f"{weekday(self.last)}, {day(self.last)}"


class DeadlineCalculator(Calculator):
    title = gettext_lazy("Last day of a term")
    lead = gettext_lazy(
        "The five-day week with the holidays and moved days of the Russian production calendar is known."
    )
    template = "governance/calculators/deadline.html"

    form: TermOfDaysForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        own = calendar_of(request.user.district_id)
        initial = {
            "start": clock.today(),
            "term": {"count": 5, "unit": "working_days"},
            "roll": True,
            "days_off": listed(own.days_off),
            "working": listed(own.working),
        }
        self.form = TermOfDaysForm(self.data, initial=initial)

    def worked_out(self) -> LastDay:
        given = self.form.cleaned_data
        counted = deadline_from_json(
            {
                "from": given["start"].isoformat(),
                "term": given["term"],
                "roll": given["roll"],
                "days_off": sorted(map(date.isoformat, given["days_off"])),
                "working": sorted(map(date.isoformat, given["working"])),
            }
        )
        calendar = WorkingCalendar(given["days_off"], given["working"])
        asks = given["roll"] or given["term"]["unit"] == "working_days"
        off = days_off(calendar, given["start"], counted.last_day) if asks else []
        return LastDay(counted.last_day, ISO_DAY.sub(_as_people_write, counted.why), off)


def weekday(passed: date) -> str:
    """«Суббота»."""
    return str(WEEKDAYS[passed.weekday()])


def days_off(calendar: WorkingCalendar, start: date, last: date) -> list[str]:
    """«01.05 — Праздник Весны и Труда»: the days off between the event and the last day, the first ones of many."""
    found: list[str] = []
    passed = start
    while (passed := passed + timedelta(days=1)) < last:
        if calendar.is_working(passed):
            continue
        if len(found) == MOST_SHOWN:
            return [*found, "…"]
        name = calendar.holiday(passed) or (weekday(passed) if passed.weekday() >= SATURDAY else _("day off"))
        found.append(f"{day(passed)} — {name}")
    return found


def _as_people_write(found: Any) -> str:
    return day(date.fromisoformat(found[0]))
