"""The flows of monitoring: the list of indicators and the report, both adopted by the council; the schools' figures."""

from datetime import date
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.record.document import Document
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.documents.settings.calendar import last_day
from governance.flows.engine.branches import in_state, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


def on_agenda(paper: Any) -> bool:
    return paper.state == "review" and paper.on_agenda_id is not None


def council_of(document: Document) -> Unit:
    return Unit.objects.get(kind=UnitKind.COUNCIL, district_id=document.district_id)


@enter("MonitoringFlow")
class MonitoringFlow(PaperFlow):
    """Drafted by the deputy, then decided by the council."""

    kinds = ("indicators", "monitoring_report")
    title = _("Papers on monitoring")
    route = ("draft", "agenda", "decision")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide("submit", title=_("Complete the paper and put it before the council")).Next(this.standing)
    agenda = Decide(
        *("take_up", "approve", "send_back", "withdraw"),
        title=_("Put the paper on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=council_of),
        within=tasks.PUT_ON_AGENDA,
    ).Next(this.standing)
    decision = Await("approve", "send_back", "release", "withdraw", title=_("The body decides")).Next(
        this.standing
    )
    standing = (
        flow.Switch()
        .Case(this.draft, in_state("draft"))
        .Case(this.decision, when(on_agenda))
        .Case(this.agenda, in_state("review"))
        .Default(this.end)
    )
    end = flow.End()


def last_day_of_figures(document: Document, part: str) -> date | None:
    """Until when they are asked; once returned, there is time to correct them."""
    figures = cast(Figures, document)
    if not figures.version:
        return figures.due
    return max(figures.due, last_day(tasks.CORRECT_FIGURES, figures.district_id))


@enter("FiguresFlow")
class FiguresFlow(PaperFlow):
    """Each who is asked gives them until a day; the deputy accepts or returns them, also later."""

    kinds = ("figures",)
    route = ("giving", "checking", "accepted")

    start = flow.StartHandle(this.open).Next(this.giving)
    giving = Decide(
        *("submit", "cancel"), title=_("Give the figures for the monitoring"), due=last_day_of_figures
    ).Next(this.turn)
    checking = Decide(
        *("accept", "send_back"), title=_("Check the figures"), within=tasks.CHECK_FIGURES
    ).Next(this.turn)
    accepted = Await("send_back", title=_("The figures are accepted")).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.giving, in_state(Figures.State.DRAFT))
        .Case(this.checking, in_state(Figures.State.REVIEW))
        .Case(this.accepted, in_state(Figures.State.ACCEPTED))
        .Default(this.end)
    )
    end = flow.End()
