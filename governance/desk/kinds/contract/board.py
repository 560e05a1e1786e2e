"""The board of contracts: how many are signed, and for each member school what stands, who is awaited, since when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Prefetch, Q
from django.http import HttpResponse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Badge
from governance.desk.base.format import state_of
from governance.desk.base.page import Page
from governance.desk.kinds.contract.form import base_schools
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.papers.changes import places_changed
from governance.documents.kinds.contract.contract import OVER, Contract
from governance.documents.kinds.contract.deviations import deviations
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.record.attached import Version
from governance.documents.record.document import Document
from governance.documents.settings import calendar
from governance.documents.settings.papers import CONTRACT_END_NOTICE
from governance.flows.engine.models import Task
from governance.roles.appointment import Appointment
from governance.roles.may import holders_of
from governance.roles.membership import without_membership
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

State = Contract.State


# A task that is awaited, and who may do it.
Awaited = tuple[Task, list[Appointment]]


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """A school with one of its contracts, if any; `out_since`: from when on it takes no part in decisions."""

    school: Unit
    contract: Contract | None
    waiting: list[Awaited]
    out_since: date | None

    @property
    def state(self) -> Badge:
        return state_of(self.contract) if self.contract else Badge("quiet", _("no contract"))

    @property
    def in_force(self) -> bool:
        return self.contract is not None and self.contract.state == State.IN_FORCE

    @property
    def is_network(self) -> bool:
        return self.contract is not None and not self.contract.gives_membership

    @property
    def is_over(self) -> bool:
        return self.contract is not None and self.contract.state in (State.EXPIRED, State.TERMINATED)

    @property
    def differences(self) -> int:
        """In how many places it says otherwise than the common form."""
        if self.contract is None or self.contract.form_version is None or self.is_over:
            return 0
        return places_changed(self.contract, deviations(self.contract))

    @property
    def ends_soon(self) -> bool:
        last = self.contract.ends_on if self.contract and self.in_force else None
        return last is not None and last <= calendar.last_day(CONTRACT_END_NOTICE, self.school.root_id)


@dataclass(kw_only=True)
class ContractBoard(Page):
    """templates/governance/contract/board.html: `drafts`: whether the reader prepares contracts."""

    signed: int
    total: int
    tally: dict[Badge, int]
    lines: list[BoardLine]
    today: date
    drafts: bool


@signed_in
def contracts(request: SignedInRequest) -> HttpResponse:
    """Those of the base school see all lines; the head of a member school sees the own one."""
    schools = schools_shown(request)
    known = contracts_of(request, schools)
    waiting = awaited(contract for papers in known.values() for contract in papers)
    out_since = without_membership([school.pk for school in schools], clock.today())
    lines = [
        BoardLine(
            school=school,
            contract=contract,
            waiting=waiting.get(contract.pk, []) if contract else [],
            out_since=out_since[school.pk] + timedelta(days=1) if school.pk in out_since else None,
        )
        for school in schools
        for contract in (*known.get(school.pk, ()),) or (None,)
    ]
    board = ContractBoard(
        section=CONTRACTS.name,
        title=_("Contracts with the schools"),
        signed=len({line.school for line in lines if line.in_force and not line.is_network}),
        total=len(schools),
        tally=dict(Counter(line.state for line in lines if not line.is_network)),
        lines=lines,
        today=clock.today(),
        drafts=bool(base_schools(request)),
    )
    return board.response(request, "governance/contract/board.html")


def schools_shown(request: SignedInRequest) -> list[Unit]:
    """The member schools: all for the readers of the base school's papers, else those whose papers one reads."""
    mine = {unit for right, unit in request.pairs if right == Right.READ}
    districts = Unit.objects.filter(pk__in=mine, is_base=True).values("district_id")
    members = Unit.objects.filter(kind=UnitKind.SCHOOL, is_base=False)
    return list(members.filter(Q(pk__in=mine) | Q(district__in=districts)).order_by("district_id", "pk"))


def contracts_of(request: SignedInRequest, schools: list[Unit]) -> dict[int, list[Contract]]:
    """The contracts to show for each school: those in force or being made, else the last one; three queries."""
    visible = Document.objects.visible_to(request.user, request.pairs).filter(kind="contract")
    members = {school.pk for school in schools}
    parties = ContractParty.objects.select_related("unit__district", "appointment__person")
    papers = (
        Contract.objects.filter(pk__in=visible.values("pk"), parties__unit__in=members)
        .exclude(state=State.ARCHIVED)
        .select_related("unit")
        .prefetch_related(Prefetch("parties", parties))
        .distinct()
        .order_by("pk")
    )
    of_school: dict[int, list[Contract]] = {}
    for contract in papers:
        contract.sides = list(contract.parties.all())
        for party in contract.sides[1:]:
            if party.unit_id in members:
                of_school.setdefault(party.unit_id, []).append(contract)
    shown = {school: chosen(papers) for school, papers in of_school.items()}
    give_versions([contract for papers in shown.values() for contract in papers])
    return shown


def chosen(papers: list[Contract]) -> list[Contract]:
    """Of a school's contracts, membership first, then the oldest: those in force or being made, else the last one."""
    live = [paper for paper in papers if paper.state == State.IN_FORCE or paper.state not in OVER]
    return sorted(live or papers[-1:], key=lambda paper: not paper.gives_membership)


def give_versions(papers: list[Contract]) -> None:
    """The version of the form, and the present one, that tell in how many points a contract differs."""
    of_forms = {paper.form_version_id for paper in papers if paper.form_version_id}
    of_papers = Q(document__in=papers, number=F("document__version"))
    forms = {version.pk: version for version in Version.objects.filter(Q(pk__in=of_forms) | of_papers)}
    present = {version.document_id: version for version in forms.values()}
    for paper in papers:
        paper.__dict__["present_version"] = present.get(paper.pk)
        if paper.form_version_id is not None:
            paper.form_version = forms[paper.form_version_id]


def awaited(papers: Iterable[Contract]) -> dict[int, list[Awaited]]:
    """What is awaited of people now, by the id of the contract; two queries."""
    tasks = list(
        Task.objects.open()
        .filter(process__document__in=[paper.pk for paper in papers], flow_task_type="HUMAN")
        .select_related("process", "unit")
        .order_by("created", "pk")
    )
    holders = holders_of({(task.right, task.unit_id) for task in tasks})
    waiting: dict[int, list[Awaited]] = {}
    for task in tasks:
        people = holders.get((task.right, task.unit_id or 0), [])
        waiting.setdefault(task.process.document_id, []).append((task, people))
    return waiting
