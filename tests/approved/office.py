"""Brings an approved paper of any kind to any step of its way, through the door, by the people who may."""

from datetime import date
from typing import Any, cast

import tests.office
from governance.documents.approval.opinions import Proposal
from governance.documents.kinds.approved.kinds import (
    Curriculum,
    DistrictRegulation,
    Estimate,
    Profiles,
    Programme,
    Schedule,
    SigningRules,
    ThematicPlan,
)
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Process, Task
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Body, Sitting, council_of, methodical_council_of
from governance.scenarios.stage import Stage
from tests.approved.samples import SAMPLES
from tests.memory import recalled
from tests.scans import SCANNED_PDF

DAY = "2011-11-07"
ALL = (DistrictRegulation, Estimate, Schedule, Curriculum, Profiles, Programme, ThematicPlan, SigningRules)


class Office(tests.office.Office):
    """The deputy head drafts, the heads answer, the bodies vote, the director signs: all on one day."""

    day = date.fromisoformat(DAY)

    def __init__(self, luza: Luza) -> None:
        super().__init__(luza)
        self.deputy = luza.people["deputy"]
        self.secretary = luza.people["secretary"]
        self.director = luza.people["director"]
        self.heads = {
            key: luza.people["director" if key == "base" else f"head_{key}"] for key in luza.schools
        }

    # --- drafting ---------------------------------------------------------------------------------------------------

    @recalled
    def begun(self, kind: str = "regulation", unit: Unit | None = None, by: Person | None = None) -> Any:
        title = SAMPLES[kind][0]
        model = cast(type[ApprovedPaper], KINDS[kind])
        return draft(model, unit=unit or self.luza.district, title=title, by=by or self.deputy)

    @recalled
    def written(self, kind: str = "regulation", unit: Unit | None = None, by: Person | None = None) -> Any:
        paper = self.begun(kind, unit, by)
        return perform(paper, "revise", by=by or self.deputy, **SAMPLES[kind][1])

    def act(self, paper: Any, move: str, by: Person | None = None, /, **facts: Any) -> Any:
        """The deputy head acts, unless somebody else does."""
        return perform(paper, move, by=by or self.deputy, **facts)

    @recalled
    def put_up(self, kind: str = "regulation", *invited: str) -> Any:
        paper = self.written(kind)
        for key in invited:
            paper = self.act(paper, "invite", unit=self.luza.outside[key])
        return self.act(paper, "submit")

    # --- those asked ------------------------------------------------------------------------------------------------

    def asked(self, paper: Document) -> set[str]:
        """The keys of the units that are asked now, by their tasks."""
        keys = {unit.pk: key for key, unit in (self.luza.schools | self.luza.outside).items()}
        tasks = Task.objects.open().filter(
            process__document=paper.pk, process__part__startswith="opinion:", flow_task_type="HUMAN"
        )
        return {keys[task.unit_id] for task in tasks}

    @recalled
    def agree(self, paper: Any, *keys: str) -> Any:
        """The heads of these schools agree; all that are asked by default."""
        for key in keys or sorted(self.asked(paper)):
            head = self.heads.get(key) or self.people[f"head_{key}"]
            paper = perform(paper, "consent", by=head)
        return paper

    def object(self, paper: Any, key: str, **facts: Any) -> Any:
        head = self.heads.get(key) or self.people[f"head_{key}"]
        return perform(paper, "object_to", by=head, **(facts or {"remark": "Не подходит нашей школе."}))

    def by_letter(self, paper: Any, key: str, outcome: str = "consent", **facts: Any) -> Any:
        unit = (self.luza.schools | self.luza.outside)[key]
        letter = {"letter": "от 05.11.2011 № 12", "name": "письмо.pdf", "data": SCANNED_PDF} | facts
        return perform(paper, "enter_answer", by=self.secretary, unit=unit.pk, outcome=outcome, **letter)

    def clause(self, paper: Any, number: str) -> str:
        return next(
            clause["id"]
            for section in paper.content()["sections"]
            for clause in section["clauses"]
            if clause["number"] == number
        )

    def proposal(self, paper: Any) -> Proposal:
        return Proposal.objects.filter(opinion__document=paper.pk).latest("pk")

    # --- the decision -----------------------------------------------------------------------------------------------

    def body_of(self, paper: ApprovedPaper) -> Body:
        if paper.decided_by_kind == UnitKind.METHODICAL_COUNCIL:
            return methodical_council_of(self.luza)
        return council_of(self.luza)

    def convened(self, paper: Any, body: Body | None = None) -> Sitting:
        stage = Stage(begins=f"{DAY} 10:00")
        return Sitting.convene(
            stage, self.luza, f"{DAY} 14:00", {"subject": paper}, body=body or self.body_of(paper)
        )

    def protocol(self, paper: Any, choice: str = "for") -> Protocol:
        """A meeting votes with one voice, its protocol is signed."""
        return self.decided_by(self.body_of(paper), paper, choice=choice)

    @recalled
    def decided(self, paper: Any, choice: str = "for") -> Any:
        self.protocol(paper, choice)
        return self.fresh(paper)

    # --- the order --------------------------------------------------------------------------------------------------

    def order_of(self, paper: Document) -> Order:
        link = paper.links_in.filter(effect="approve", source__kind="order").latest("pk")
        return Order.objects.get(pk=link.source_id)

    @recalled
    def signed(self, paper: Any) -> Any:
        """The order that approves the paper is put up and signed."""
        self.ordered(paper, self.people["clerk"], self.director)
        return self.fresh(paper)

    @recalled
    def in_force(self, paper: Any) -> Any:
        """The rest of the way of a paper that was put up."""
        while paper.state == "review" and not paper.can_go_on_agenda:
            paper = self.agree(paper)
        if paper.state == "review":
            paper = self.decided(paper)
        return self.signed(paper) if paper.state == "agreed" else paper

    # --- looking ----------------------------------------------------------------------------------------------------

    def fresh(self, paper: Document) -> Any:
        return KINDS[paper.kind]._default_manager.get(pk=paper.pk)

    def step(self, paper: Document) -> str:
        """The step at which the paper's own process stands; «ended» when it is over."""
        process = Process.objects.get(document=paper.pk, part="")
        tasks = [task.flow_task.name for task in Task.objects.open().filter(process=process)]
        assert len(tasks) == (0 if process.finished else 1)
        return "ended" if process.finished else tasks[0]
