"""How long people have for a task, by what it asks for. Nothing lapses with such a term: who is late is reminded."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term, Unit
from governance.documents.settings.kinds import TermSetting

CUSTOM = _("a custom of offices; no law sets it")
PURPOSE = _("The due day of the task; whoever is late is reminded.")


def task_term(name: str, label: "Promise", count: int, unit: Unit = "working_days") -> TermSetting:
    return TermSetting(f"task_{name}", label, PURPOSE, CUSTOM, Term(count, unit))


# Orders.
PREPARE_ORDER = task_term("prepare_order", _("To complete an order and submit it"), 3)
GIVE_VISA = task_term("give_visa", _("To give a visa on an order"), 2)
SIGN_ORDER = task_term("sign_order", _("To sign an order"), 3)
READ_ORDER = task_term("read_order", _("To read an order and confirm it"), 5)
END_CONTROL = task_term("end_control", _("To take an order off control"), 5)
RESOLVE = task_term("resolve", _("To settle what could not be carried out"), 3)
# Bodies.
PUT_ON_AGENDA = task_term("put_on_agenda", _("To put a paper on the agenda of a meeting"), 5)
CONSENT_TO_STAND = task_term("consent_to_stand", _("To consent to stand for an office"), 3)
COMPLETE_PROTOCOL = task_term("complete_protocol", _("To complete a protocol"), 3)
SIGN_PROTOCOL = task_term("sign_protocol", _("To sign a protocol"), 2)
CERTIFY_EXTRACT = task_term("certify_extract", _("To certify an extract"), 2)
ISSUE_EXTRACT = task_term("issue_extract", _("To issue an extract"), 5)
# Papers.
PUBLISH = task_term("publish", _("To publish a paper"), 3)
SIGN_CONTRACT = task_term("sign_contract", _("To sign a contract"), 10)
ARCHIVE = task_term("archive", _("To put a paper into the archive"), 1, "months")
RESOLVE_INCOMING = task_term("resolve_incoming", _("To decide on an incoming paper"), 3)
FILE_INCOMING = task_term("file_incoming", _("To put an incoming paper into its file"), 5)
CONTROL_INCOMING = task_term("control_incoming", _("To take an incoming paper off control"), 3)
SIGN_LETTER = task_term("sign_letter", _("To sign a letter"), 2)
SEND_LETTER = task_term("send_letter", _("To send a signed letter"), 1)
LIST_TEACHERS = task_term("list_teachers", _("To draw up the list of network teachers"), 3)
EMPLOYEE_PAPER = task_term("employee_paper", _("To complete or sign a paper with an employee"), 3)
# Admission.
SEE_COMPLETENESS = task_term("see_completeness", _("To see whether an application is complete"), 1)
CHECK_POINTS = task_term("check_points", _("To check the points of an application"), 3)
DECIDE_DISPUTE = task_term("decide_dispute", _("To decide where two checks differ"), 2)
SUBMIT_RATING = task_term("submit_rating", _("To put the rating before the commission"), 2)
RATING_ON_AGENDA = task_term("rating_on_agenda", _("To put the rating on the agenda"), 3)
APPEAL_ON_AGENDA = task_term("appeal_on_agenda", _("To put an appeal on the agenda"), 2)
# Rewards.
NOMINATE = task_term("nominate", _("To nominate a teacher, or not"), 5)
VERIFY_POINTS = task_term("verify_points", _("To verify the points of a nomination"), 5)
ANSWER_OBJECTION = task_term("answer_objection", _("To answer a teacher's objection"), 3)
# Monitoring.
CHECK_FIGURES = task_term("check_figures", _("To check the figures of a school"), 3)
CORRECT_FIGURES = task_term("correct_figures", _("To correct figures that were returned"), 3)
# The way to a profile.
OPEN_SURVEY = task_term("open_survey", _("To open a survey"), 2)
SIGN_BANK_CONSENT = task_term("sign_bank_consent", _("To have the consent of a parent signed"), 10)

OF_TASKS = (
    PREPARE_ORDER,
    GIVE_VISA,
    SIGN_ORDER,
    READ_ORDER,
    END_CONTROL,
    RESOLVE,
    PUT_ON_AGENDA,
    CONSENT_TO_STAND,
    COMPLETE_PROTOCOL,
    SIGN_PROTOCOL,
    CERTIFY_EXTRACT,
    ISSUE_EXTRACT,
    PUBLISH,
    SIGN_CONTRACT,
    ARCHIVE,
    RESOLVE_INCOMING,
    FILE_INCOMING,
    CONTROL_INCOMING,
    SIGN_LETTER,
    SEND_LETTER,
    LIST_TEACHERS,
    EMPLOYEE_PAPER,
    SEE_COMPLETENESS,
    CHECK_POINTS,
    DECIDE_DISPUTE,
    SUBMIT_RATING,
    RATING_ON_AGENDA,
    APPEAL_ON_AGENDA,
    NOMINATE,
    VERIFY_POINTS,
    ANSWER_OBJECTION,
    CHECK_FIGURES,
    CORRECT_FIGURES,
    OPEN_SURVEY,
    SIGN_BANK_CONSENT,
)
