"""Terms and sizes of an admission (docs/domain.md, "Admission"); the rules of regions and schools differ in them."""

from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term
from governance.documents.settings.kinds import ChoiceSetting, NumberSetting, TermSetting

REGIONAL = _("the region's procedure of individual selection (Federal Law 273-FZ, article 67, part 5)")
PERSONAL_DATA = _("Federal Law 152-FZ, articles 5 and 9: no longer than the purpose asks")
CUSTOM = _("a custom; no law sets it")

# --- the days of a campaign ---------------------------------------------------------------------------------------

ANNOUNCED = TermSetting(
    "admission_announced",
    _("Announcement before the selection"),
    _("An admission is announced at least so long before the day of the selection."),
    REGIONAL,
    Term(40, "days"),
    rolls=False,
)
INTAKE_CLOSED = TermSetting(
    "admission_intake_closed",
    _("End of the intake before the selection"),
    _("Applications are taken at least so long before the day of the selection, and no later."),
    REGIONAL,
    Term(10, "days"),
    rolls=False,
)
APPEAL = TermSetting(
    "admission_appeal",
    _("Term of appeals"),
    _("Parents can appeal so long after the results were published, whatever day was planned for that."),
    REGIONAL,
    Term(3, "working_days"),
)
ANEW = "anew"
APPEALS_ANEW = ChoiceSetting(
    "admission_appeals_anew",
    _("Appeals against a list that an appeal has corrected"),
    _("Whether those whose result the correction changes have a term of their own."),
    REGIONAL,
    "same",
    choices={
        "same": _("within the term of the first publication"),
        ANEW: _("a whole term anew, from the publication of the corrected list"),
    },
)
ENROLMENT = TermSetting(
    "admission_enrolment",
    _("Order of enrolment"),
    _("Within this term the order of enrolment is signed; whoever is late is told of it."),
    _(
        "Procedure of admission (order No. 458 of 02.09.2020), point 31: 5 working days after the application and"
        " its papers were taken"
    ),
    Term(5, "working_days"),
)
FROM_APPLICATION = "application"
ENROLMENT_FROM = ChoiceSetting(
    "admission_enrolment_from",
    _("The term of the order of enrolment begins"),
    _("From which day the term of the order is counted for each pupil."),
    REGIONAL,
    "selection",
    choices={
        "selection": _("when the appeals are over and the pupil holds a place"),
        FROM_APPLICATION: _("with the registration of the application"),
    },
)

# --- what parents are given time for ------------------------------------------------------------------------------

SUPPLEMENT = TermSetting(
    "admission_supplement",
    _("Bringing what is missing"),
    _("How long parents have to bring papers that an application lacks; a later day can be named."),
    CUSTOM,
    Term(5, "days"),
)
OFFER = TermSetting(
    "admission_offer",
    _("Answer to an offered place"),
    _("How long parents have to take a place that became free; then it is offered to the next."),
    CUSTOM,
    Term(3, "working_days"),
)
LINK = TermSetting(
    "admission_link",
    _("Private link to an application"),
    _("How long a private link opens the application."),
    CUSTOM,
    Term(180, "days"),
    rolls=False,
)

# --- how long personal data is kept -------------------------------------------------------------------------------

FORM_KEPT = TermSetting(
    "admission_form_kept",
    _("Keeping of a form that was never sent"),
    _("How long after the intake a half-filled form is kept; then it is erased."),
    PERSONAL_DATA,
    Term(10, "days"),
    rolls=False,
)
APPLICATION_KEPT = TermSetting(
    "admission_application_kept",
    _("Keeping of the personal data of applications"),
    _(
        "How long after the day of the selection; then names, files and reasons are erased, points and decisions stay."
    ),
    PERSONAL_DATA,
    Term(12, "months"),
    rolls=False,
)
CONSENT_KEPT = TermSetting(
    "admission_consent_kept",
    _("Keeping of consents"),
    _(
        "How long after the day of the selection, or after a consent was taken back: it proves what was allowed."
    ),
    PERSONAL_DATA,
    Term(36, "months"),
    rolls=False,
)
APPEAL_KEPT = TermSetting(
    "admission_appeal_kept",
    _("Keeping for the sake of an appeal"),
    _("At least so long after an appeal was filed what it is about is kept, so that it can be heard."),
    PERSONAL_DATA,
    Term(90, "days"),
    rolls=False,
)
ERASURE_NOTICE = TermSetting(
    "admission_erasure_notice",
    _("Notice before personal data is erased"),
    _("How long before the last day the school is asked to finish what still needs the data."),
    CUSTOM,
    Term(30, "days"),
    rolls=False,
)

# --- sizes --------------------------------------------------------------------------------------------------------

COMMISSION_MEMBERS = NumberSetting(
    "admission_commission_members",
    _("Members of the admission commission, at least"),
    _("How many members with a vote the commission that selects has to have."),
    REGIONAL,
    5,
    least=1,
    most=50,
)
APPEAL_MEMBERS = NumberSetting(
    "admission_appeal_members",
    _("Members of the appeal commission, at least"),
    _("How many members with a vote the commission that hears appeals has to have."),
    REGIONAL,
    3,
    least=1,
    most=50,
)
CHECKS = NumberSetting(
    "admission_checks",
    _("Members who check an application"),
    _("So many members check the points of each application alone; where they differ the chair decides."),
    CUSTOM,
    2,
    least=1,
    most=10,
)

OF_ADMISSION = (
    ANNOUNCED,
    INTAKE_CLOSED,
    APPEAL,
    APPEALS_ANEW,
    ENROLMENT,
    ENROLMENT_FROM,
    SUPPLEMENT,
    OFFER,
    LINK,
    COMMISSION_MEMBERS,
    APPEAL_MEMBERS,
    CHECKS,
)
OF_PERSONAL_DATA = (FORM_KEPT, APPLICATION_KEPT, CONSENT_KEPT, APPEAL_KEPT, ERASURE_NOTICE)
