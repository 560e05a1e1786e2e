"""How the desk says what comes of an application: outcomes, whom it waits for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.components import Badge, Words
from governance.desk.base.format import day
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.claims import Check

# Of one wish in a list: the meaning and the word.
OUTCOMES: dict[str, tuple[str, Words]] = {
    "recommended": ("force", pgettext_lazy("outcome", "recommended")),
    "tied": ("due", pgettext_lazy("outcome", "additional test")),
    "reserve": ("held", pgettext_lazy("outcome", "in reserve")),
    "not_recommended": ("alarm", pgettext_lazy("outcome", "not recommended")),
    "placed_higher": ("quiet", pgettext_lazy("outcome", "got a dearer wish")),
}
NOTES: dict[str, Words] = {
    "no_value": gettext_lazy("not claimed"),
    "capped": gettext_lazy("the most that this criterion gives"),
    "not_among_best": gettext_lazy("not among the best of its group"),
}


def outcome_badge(outcome: str) -> Badge:
    return Badge(*OUTCOMES[outcome])


def name_of(application: Application) -> str:
    """The pupil's name, for those who work on the application."""
    if application.erased_at is not None:
        return _("personal data erased")
    return application.applicant.name or _("without a name yet")


def offer_names(campaign: Campaign) -> dict[str, str]:
    return {offer.code: offer.name for offer in campaign.offers}


def waits_for(application: Application, open_checks: Sequence[Check], *, disputed: bool) -> str:
    """Whom an application waits for, and for what; the open checks and a dispute are read for many at once."""
    if application.state == State.REVIEW:
        if open_checks:
            return _("checks: %(who)s") % {"who": ", ".join(check.person.name for check in open_checks)}
        return _("chair: the checks differ") if disputed else _("commission: the list")
    said = {
        State.REGISTERED: _("secretary: is it complete?"),
        State.INCOMPLETE: _("parents, until %(day)s") % {"day": day(application.missing_until)},
        State.TIED: _("secretary: result of the additional test"),
        State.RECOMMENDED: _("director: order of enrolment"),
        State.OFFERED: _("parents: answer to the offer, until %(day)s")
        % {"day": day(application.offered_until)},
        State.DRAFT: _("secretary: complete the paper form"),
    }
    return said.get(State(application.state), "")
