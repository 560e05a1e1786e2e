"""The board of contracts: how many are signed, and for each member school what stands, who is awaited, since when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Badge, Words
from governance.desk.base.format import day, due_text, state_of
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.papers.changes import places_changed
from governance.documents.kinds.contract.contract import OVER, Contract
from governance.documents.kinds.contract.deviations import deviations
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.record.attached import Version
from governance.documents.record.document import Document
from governance.flows.engine.models import Task
from governance.roles.appointment import Appointment
from governance.roles.may import holders_of
from governance.roles.membership import without_membership
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

State = Contract.State


@dataclass
class BoardLine:
    """One school, and one of its contracts if it has any."""

    school: Unit
    contract: Contract | None = None
    tasks: list[Task] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Who is awaited for what."""

    who: list[str]
    what: str
    since: str
    due: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """A school with one of its contracts; without a contract nothing follows the state."""

    school: str
    seat: str
    meaning: str
    state: Words
    href: str = ""
    paper: str = ""
    with_others: bool = False
    notes: Sequence[str] = ()
    term: str = ""
    ends_soon: bool = False
    waiting: Sequence[Waiting] = ()


@dataclass(frozen=True)
class Tally:
    """How many schools stand where."""

    meaning: str
    word: Words
    count: int


@dataclass(kw_only=True)
class ContractBoard(Page):
    """templates/governance/contract/board.html: `drafts`: whether the reader prepares contracts."""

    signed: int
    total: int
    tally: list[Tally]
    rows: list[BoardRow]
    drafts: bool


@signed_in
def contracts(request: SignedInRequest) -> HttpResponse:
    """Those of the base school see all lines; the head of a member school sees the own one."""
    schools = schools_shown(request)
    known = contracts_of(request, schools)
    tasks = open_tasks(contract for found in known.values() for contract in found)
    holders = holders_of({(task.right, task.unit_id) for waiting in tasks.values() for task in waiting})
    today = clock.today()
    left = without_membership([school.pk for school in schools], today)
    lines = [
        BoardLine(school, contract, tasks.get(contract.pk, []) if contract else [])
        for school in schools
        for contract in (*known.get(school.pk, ()),) or (None,)
    ]
    signed = sum(any(one.state == State.IN_FORCE for one in known.get(school.pk, ())) for school in schools)
    board = ContractBoard(
        section=CONTRACTS.name,
        title=_("Contracts with the schools"),
        signed=signed,
        total=len(schools),
        tally=tally(lines),
        rows=[row(line, holders, left, today) for line in lines],
        drafts=any(
            held.unit.is_base and may(request, Right.DRAFT_CONTRACT, held.unit_id)
            for held in request.appointments
        ),
    )
    return board.response(request, "governance/contract/board.html")


# --- what is read, a query each ------------------------------------------------------------------------------


def schools_shown(request: SignedInRequest) -> list[Unit]:
    """The member schools: all for the readers of the base school's papers, else those whose papers one reads."""
    mine = {unit for right, unit in request.pairs if right == Right.READ}
    districts = Unit.objects.filter(pk__in=mine, is_base=True).values("district_id")
    found = Unit.objects.filter(
        Q(pk__in=mine) | Q(district__in=districts), kind=UnitKind.SCHOOL, is_base=False
    )
    return list(found.order_by("district_id", "pk"))


def contracts_of(request: SignedInRequest, schools: list[Unit]) -> dict[int, list[Contract]]:
    """The contracts to show for each school: the one in force and the one being made, else the last one.

    Three queries: the contracts, their parties, the versions that they are compared by.
    """
    visible = Document.objects.visible_to(request.user, request.pairs).filter(kind="contract")
    members = [school.pk for school in schools]
    papers = (
        Contract.objects.filter(pk__in=visible.values("pk"), parties__unit__in=members)
        .exclude(state=State.ARCHIVED)
        .select_related("unit")
        .distinct()
        .order_by("pk")
    )
    found = {contract.pk: contract for contract in papers}
    parties = ContractParty.objects.filter(paper__in=found).order_by("paper_id", "position")
    for contract in found.values():
        contract.sides = []
    for party in parties.select_related("unit", "appointment__person"):
        found[party.paper_id].sides.append(party)
    of_school: dict[int, list[Contract]] = {}
    for contract in found.values():
        for party in contract.sides[1:]:
            of_school.setdefault(party.unit_id, []).append(contract)
    shown = {school: chosen(papers) for school, papers in of_school.items() if school in members}
    give_versions({one.pk: one for papers in shown.values() for one in papers}.values())
    return shown


def chosen(papers: list[Contract]) -> list[Contract]:
    """Of a school's contracts, oldest first: those in force or being made, else the last one."""
    return [one for one in papers if one.state == State.IN_FORCE or one.state not in OVER] or papers[-1:]


def give_versions(papers: Iterable[Contract]) -> None:
    """The version of the form, and the present one, that tell in how many points a contract differs."""
    read = list(papers)
    present = Q(pk__in=[])
    for contract in read:
        present |= Q(document_id=contract.pk, number=contract.version)
    forms = {contract.form_version_id for contract in read}
    versions = list(Version.objects.filter(Q(pk__in=forms) | present))
    by_key = {version.pk: version for version in versions}
    by_paper = {(version.document_id, version.number): version for version in versions}
    for contract in read:
        if contract.form_version_id is not None:
            contract.form_version = by_key[contract.form_version_id]
        contract.__dict__["present_version"] = by_paper.get((contract.pk, contract.version))


def open_tasks(papers: Iterable[Contract]) -> dict[int, list[Task]]:
    """What is awaited of people now, by the id of the contract."""
    found: dict[int, list[Task]] = {}
    tasks = (
        Task.objects.open()
        .filter(process__document__in=[paper.pk for paper in papers], flow_task_type="HUMAN")
        .select_related("process", "unit")
        .order_by("created", "pk")
    )
    for task in tasks:
        found.setdefault(task.process.document_id, []).append(task)
    return found


# --- what is said --------------------------------------------------------------------------------------------


def row(
    line: BoardLine, holders: dict[tuple[str, int], list[Appointment]], left: dict[int, date], today: date
) -> BoardRow:
    """One line of the board."""
    contract, last = line.contract, left.get(line.school.pk)
    seat = ""
    if last:
        gone = day(last + timedelta(days=1))
        seat = _("no part in the council's decisions since %(day)s") % {"day": gone}
    if contract is None:
        return BoardRow(school=line.school.name, seat=seat, meaning="quiet", state=_("no contract"))
    state = state_of(contract)
    numbered = {"number": contract.number, "day": day(contract.registered_on)}
    return BoardRow(
        school=line.school.name,
        seat=seat,
        meaning=state.meaning,
        state=state.word,
        href=reverse("paper", args=[contract.pk]),
        paper=_("No. %(number)s of %(day)s") % numbered if contract.number else _("without a number yet"),
        with_others=len(contract.sides) > 2,
        notes=notes(contract),
        term=term(contract),
        ends_soon=ends_soon(contract, today),
        waiting=[waiting(task, holders, today) for task in line.tasks],
    )


def notes(contract: Contract) -> list[str]:
    """The round, and in how many points it says otherwise than the common form."""
    found = []
    if contract.version > 1:
        found.append(_("round %(n)d") % {"n": contract.version})
    if contract.form_version is not None and contract.state not in (State.EXPIRED, State.TERMINATED):
        count = places_changed(contract, deviations(contract))
        if count:
            said = ngettext("%(n)d difference from the form", "%(n)d differences from the form", count)
            found.append(said % {"n": count})
    return found


def term(contract: Contract) -> str:
    if contract.state == State.IN_FORCE:
        if contract.in_force_since and contract.in_force_since > clock.today():
            return _("from %(day)s") % {"day": day(contract.in_force_since)}
        return (
            _("until %(day)s") % {"day": day(contract.ends_on)}
            if contract.ends_on
            else _("without a last day")
        )
    if contract.state in (State.EXPIRED, State.TERMINATED) and contract.ends_on:
        return _("ended on %(day)s") % {"day": day(contract.ends_on)}
    return ""


def ends_soon(contract: Contract, today: date) -> bool:
    return (
        contract.state == State.IN_FORCE
        and contract.ends_on is not None
        and contract.ends_on <= today + timedelta(days=settings.CONTRACT_END_NOTICE_DAYS)
    )


def waiting(task: Task, holders: dict[tuple[str, int], list[Appointment]], today: date) -> Waiting:
    """Who is awaited, for what, since when, and whether they are late."""
    people = holders.get((task.right, task.unit_id or 0), [])
    since = timezone.localtime(task.created).date()
    meaning, due = due_text(task.due, today)
    return Waiting(
        who=[f"{held.person.name}, {held.capacity}" for held in people] or [str(task.unit)],
        what=task.verb,
        since=_("since %(day)s") % {"day": day(since)},
        due=due,
        meaning=meaning,
    )


def tally(lines: list[BoardLine]) -> list[Tally]:
    """How many stand where, for the words beside the ring."""
    states = [
        state_of(line.contract) if line.contract else Badge("quiet", _("no contract")) for line in lines
    ]
    return [Tally(state.meaning, state.word, count) for state, count in Counter(states).items()]
