"""The closed list of settings, by what they are for. A district that has decided nothing has their defaults.

Use: `APPEAL.on(district_id)` for the value, `calendar.last_day(APPEAL, district_id)` for the day. Settings are
declared in the modules beside this one, by subject; one that is added stands in a group of `GROUPS` too, or has a page
of its own (`posts`). Its name is stored in rows and does not change.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term, WorkingCalendar
from governance.documents.settings.accounts import OF_ACCOUNTS
from governance.documents.settings.admission import OF_ADMISSION, OF_PERSONAL_DATA
from governance.documents.settings.bank import OF_THE_BANK
from governance.documents.settings.correspondence import OF_CORRESPONDENCE
from governance.documents.settings.forms.admission import OF_ADMISSION as FORMS_OF_ADMISSION
from governance.documents.settings.forms.bank import OF_BANK_WORDS
from governance.documents.settings.forms.beginnings import OF_BEGINNINGS
from governance.documents.settings.forms.changes import OF_CHANGES
from governance.documents.settings.forms.contracts import OF_CONTRACT_WORDS
from governance.documents.settings.forms.correspondence import OF_LETTERS as WORDS_OF_LETTERS
from governance.documents.settings.forms.decisions import OF_DECISIONS
from governance.documents.settings.forms.employees import OF_EMPLOYEES
from governance.documents.settings.forms.inquiries import OF_INQUIRY_WORDS
from governance.documents.settings.forms.meetings import OF_MEETINGS
from governance.documents.settings.forms.monitoring import OF_MONITORING
from governance.documents.settings.forms.orders import OF_ORDERS
from governance.documents.settings.forms.outcomes import OF_OUTCOMES
from governance.documents.settings.forms.protocols import OF_PROTOCOLS
from governance.documents.settings.forms.rewards import OF_REWARDS
from governance.documents.settings.forms.rules import OF_RULES
from governance.documents.settings.forms.signatures import OF_SIGNATURES
from governance.documents.settings.forms.signing import OF_SIGNING
from governance.documents.settings.forms.surveys import OF_SURVEY_WORDS
from governance.documents.settings.forms.votes import OF_VOTES
from governance.documents.settings.inquiries import OF_INQUIRIES
from governance.documents.settings.kinds import ChoiceSetting, OwnDaysSetting, TermSetting
from governance.documents.settings.letters import OF_LETTERS
from governance.documents.settings.meetings import OF_SITTINGS
from governance.documents.settings.monitoring import BOUNDS_OF_MONITORING
from governance.documents.settings.notices import OF_NOTICES
from governance.documents.settings.papers import CUSTOM, OF_CONTRACTS, OF_PAPERS
from governance.documents.settings.public_page import OF_PUBLIC_PAGE
from governance.documents.settings.reminding import ALL_REMINDING
from governance.documents.settings.surveys import OF_SURVEYS
from governance.documents.settings.tasks import OF_TASKS
from governance.roles.setting import Setting

OWN_DAYS = OwnDaysSetting(
    "own_days",
    _("The district's own days off and working days"),
    _(
        "Terms in working days are counted by the Russian production calendar and by these days, which win over it."
    ),
    _("Labour Code, article 112; acts of the region"),
    WorkingCalendar(),
)

RELEASE_NOTICE = TermSetting(
    "release_notice",
    _("Notice of the end of additional work"),
    _("How long before its end a network teacher is told in writing, and tells the school."),
    _("Labour Code, article 60.2"),
    Term(3, "working_days"),
    rolls=False,
)

RECOMMENDS, DECIDES = "recommends", "decides"
COUNCIL_ON_REWARDS = ChoiceSetting(
    "council_on_rewards",
    _("The council of the district, about rewards of employees,"),
    _(
        "Money and measure belong to the employer: the orders of the schools and the papers of the council say so."
    ),
    _("Labour Code, articles 22, 135 and 191"),
    RECOMMENDS,
    choices={
        RECOMMENDS: _("recommends; each employer decides"),
        DECIDES: _("decides; each employer carries it out"),
    },
)

STAFF_OPINION = TermSetting(
    "staff_opinion",
    _("Opinion of the employees' representative body"),
    _("Until when the body answers about the draft of a local act; silence ends the wait."),
    _("Labour Code, article 372"),
    Term(5, "working_days"),
)

REWARD_OBJECTION = TermSetting(
    "reward_objection",
    _("Objection of a teacher to the points of a sheet"),
    _("A new system of rewards begins with it; an adopted one keeps the term that it names itself."),
    CUSTOM,
    Term(5, "days"),
)

REWARD_PAYMENT = TermSetting(
    "reward_payment",
    _("Payment of rewards"),
    _("Until when a reward is paid, counted from the draft of the order."),
    CUSTOM,
    Term(10, "days"),
    rolls=False,
)


@dataclass(frozen=True)
class SettingGroup:
    """Settings that one reads together."""

    title: Promise
    settings: tuple[Setting[Any], ...]


GROUPS: tuple[SettingGroup, ...] = (
    SettingGroup(_("Calendar"), (OWN_DAYS,)),
    SettingGroup(_("Admission"), OF_ADMISSION),
    SettingGroup(_("Personal data of an admission"), OF_PERSONAL_DATA),
    SettingGroup(_("Agreement to papers"), OF_PAPERS),
    SettingGroup(_("Contracts"), OF_CONTRACTS),
    SettingGroup(_("Correspondence"), OF_CORRESPONDENCE),
    SettingGroup(_("Questions of the public"), OF_INQUIRIES),
    SettingGroup(_("Tasks"), OF_TASKS),
    SettingGroup(_("Reminders"), ALL_REMINDING),
    SettingGroup(_("Letters"), OF_LETTERS),
    SettingGroup(_("Notices"), OF_NOTICES),
    SettingGroup(
        _("Teachers and rewards"),
        (RELEASE_NOTICE, COUNCIL_ON_REWARDS, REWARD_OBJECTION, REWARD_PAYMENT, STAFF_OPINION),
    ),
    SettingGroup(_("Monitoring"), BOUNDS_OF_MONITORING),
    SettingGroup(_("Surveys and the bank of 9th-graders"), (*OF_SURVEYS, *OF_THE_BANK)),
    SettingGroup(_("Words of signatures"), (*OF_SIGNATURES, *OF_SIGNING)),
    SettingGroup(_("Words of how papers end"), OF_OUTCOMES),
    SettingGroup(_("Words of letters"), WORDS_OF_LETTERS),
    SettingGroup(_("Words to who asked a question"), OF_INQUIRY_WORDS),
    SettingGroup(_("Words of orders"), OF_ORDERS),
    SettingGroup(_("Words of changes in plans and regulations"), OF_CHANGES),
    SettingGroup(_("Sittings"), OF_SITTINGS),
    SettingGroup(_("Words of meetings"), OF_MEETINGS),
    SettingGroup(_("Words of protocols"), (*OF_PROTOCOLS, *OF_VOTES, *OF_RULES)),
    SettingGroup(_("Words of decisions and elections"), OF_DECISIONS),
    SettingGroup(_("Words of contracts"), OF_CONTRACT_WORDS),
    SettingGroup(_("Beginnings of papers"), OF_BEGINNINGS),
    SettingGroup(_("Words of admissions"), FORMS_OF_ADMISSION),
    SettingGroup(_("Words of papers about employees"), OF_EMPLOYEES),
    SettingGroup(_("Words of rewards"), OF_REWARDS),
    SettingGroup(_("Words of monitoring"), OF_MONITORING),
    SettingGroup(_("Words of surveys and of the bank of 9th-graders"), (*OF_SURVEY_WORDS, *OF_BANK_WORDS)),
    SettingGroup(_("Public page"), OF_PUBLIC_PAGE),
    SettingGroup(_("Accounts"), OF_ACCOUNTS),
)
