"""The flows on the way to a profile."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.preprofile.bank import BankEntry
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter


@enter("SurveyFlow")
class SurveyFlow(PaperFlow):
    """Prepared, opened by whoever may, answered until its last day, counted; the results are published."""

    kinds = ("survey",)
    route = ("draft", "opening", "answers", "publishing")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide("submit", title=_("Complete the survey and hand it in for opening")).Next(this.turn)
    opening = Decide(
        *("open", "send_back", "withdraw"), title=_("Open the survey"), within=tasks.OPEN_SURVEY
    ).Next(this.turn)
    answers = Await("close", "expire", "cancel", title=_("Answers come in")).Next(this.turn)
    publishing = Decide("publish", title=_("Publish the results"), within=tasks.PUBLISH).Next(this.end)
    turn = (
        flow.Switch()
        .Case(this.draft, in_state(Survey.State.DRAFT))
        .Case(this.opening, in_state(Survey.State.REVIEW))
        .Case(this.answers, in_state(Survey.State.OPEN))
        .Case(this.publishing, in_state(Survey.State.CLOSED))
        .Default(this.end)
    )
    end = flow.End()


@enter("BankFlow")
class BankFlow(PaperFlow):
    """The consent is signed; then the pupil is in the bank until its last day, or until the parent says otherwise."""

    kinds = ("bank_entry",)
    route = ("consent", "held")

    start = flow.StartHandle(this.open).Next(this.consent)
    consent = Decide(
        *("admit", "withdraw"),
        title=_("Have the consent signed and enter it"),
        within=tasks.SIGN_BANK_CONSENT,
    ).Next(this.turn)
    held = Await("withdraw", "run_out", title=_("The pupil is in the bank")).Next(this.end)
    turn = flow.Switch().Case(this.held, in_state(BankEntry.State.HELD)).Default(this.end)
    end = flow.End()
