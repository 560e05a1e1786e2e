"""Terms of papers that several units agree on."""

from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term
from governance.documents.settings.kinds import TermSetting

CUSTOM = _("a custom; no law sets it")

OPINION_OF_SCHOOLS = TermSetting(
    "opinion_of_schools",
    _("Opinion of the schools on a draft"),
    _(
        "How long the schools of the district have to agree to a regulation or a list of profiles, or to object."
    ),
    CUSTOM,
    Term(10, "days"),
)
OPINION_ON_SCHEDULE = TermSetting(
    "opinion_on_schedule",
    _("Opinion of the schools on the calendar schedule"),
    _("How long the schools have to say whether the common schedule fits."),
    CUSTOM,
    Term(7, "days"),
)
OPINION_OUTSIDE = TermSetting(
    "opinion_outside",
    _("Opinion of outside bodies"),
    _("How long the heads of outside bodies have to agree to a draft, or to object."),
    CUSTOM,
    Term(14, "days"),
)
CONTRACT_ANSWER = TermSetting(
    "contract_answer",
    _("Answer of a school to a contract"),
    _("How long a school has to agree to the text of a contract, or to propose its own wording."),
    CUSTOM,
    Term(10, "days"),
)
CONTRACT_END_NOTICE = TermSetting(
    "contract_end_notice",
    _("Notice of the end of a contract"),
    _("How long before its last day the parties are told that a contract ends."),
    CUSTOM,
    Term(60, "days"),
    rolls=False,
)

CONTRACT_NOTICE = TermSetting(
    "contract_notice",
    _("Notice of a party that leaves a contract"),
    _(
        "A new form of contract begins with it; a contract that is concluded keeps the term that it names itself."
    ),
    CUSTOM,
    Term(30, "days"),
    rolls=False,
)
PLAN_CLOSING = TermSetting(
    "plan_closing",
    _("Closing of a plan before its period ends"),
    _(
        "So long before the end of its period a plan can be closed as executed: the year's report is made then."
    ),
    CUSTOM,
    Term(3, "months"),
    rolls=False,
)

OF_PAPERS = (OPINION_OF_SCHOOLS, OPINION_ON_SCHEDULE, OPINION_OUTSIDE, PLAN_CLOSING)
OF_CONTRACTS = (CONTRACT_ANSWER, CONTRACT_NOTICE, CONTRACT_END_NOTICE)
