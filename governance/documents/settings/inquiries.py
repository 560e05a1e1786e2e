"""Terms of questions of the public (Federal Law 59-FZ); bills differ in them, so each district sets its own."""

from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term
from governance.documents.settings.kinds import ChoiceSetting, TermSetting

PURPOSE = _("A task with this term; whoever is late is reminded, and the yearly report counts it.")

BY_PORTAL = "portal"
INQUIRY_FORM = ChoiceSetting(
    "inquiry_form",
    _("Questions of the public that come electronically"),
    _(
        "The form asks for a name and identifies nobody; where people have to be identified, it leads to the portal."
    ),
    _("Federal Law 59-FZ as amended by 547-FZ, from 30.03.2025"),
    "form",
    choices={
        "form": _("are written on the public page"),
        BY_PORTAL: _("come by the state portal alone, and the clerk enters them"),
    },
)
INQUIRY_REGISTERED = TermSetting(
    "inquiry_registered",
    _("Registration of a question of the public"),
    PURPOSE,
    _("Federal Law 59-FZ, article 8"),
    Term(3, "days"),
)
INQUIRY_PASSED_ON = TermSetting(
    "inquiry_passed_on",
    _("Passing on a question that others have to answer"),
    _("Counted from the registration."),
    _("Federal Law 59-FZ, article 8"),
    Term(7, "days"),
)
INQUIRY_ANSWERED = TermSetting(
    "inquiry_answered",
    _("Answer to a question of the public"),
    _("Counted from the registration."),
    _("Federal Law 59-FZ, article 12"),
    Term(30, "days"),
)
INQUIRY_PROLONGED = TermSetting(
    "inquiry_prolonged",
    _("Prolonging the answer to a question"),
    _("Once, at most so long after the first term, with a letter to who asked."),
    _("Federal Law 59-FZ, article 12"),
    Term(30, "days"),
)
INQUIRY_KEPT = TermSetting(
    "inquiry_kept",
    _("Keeping of the personal data of questions"),
    _("Counted from the day on which it came; then names, addresses, words and files are erased."),
    _("Federal Law 152-FZ, articles 5 and 9: no longer than the purpose asks"),
    Term(60, "months"),
    rolls=False,
)

OF_INQUIRIES = (
    INQUIRY_FORM,
    INQUIRY_REGISTERED,
    INQUIRY_PASSED_ON,
    INQUIRY_ANSWERED,
    INQUIRY_PROLONGED,
    INQUIRY_KEPT,
)
