"""Membership contracts from the common form to the archive, in the winter of 2012.

Five contracts are made at once: one is agreed at once, one after two rounds of disagreement, one is signed on paper,
one by a stand-in, one is refused and concluded later. Then one is amended, and one is ended by agreement: that school
takes no part in the council's next meeting.
"""

from dataclasses import dataclass
from datetime import date

from governance.documents.approval.disagreements_print import disagreements_data
from governance.documents.approval.opinions import Proposal
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import draft_amendment
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.table import places
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.flows.jobs.daily import begin_day
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.roles.membership import Membership
from governance.scenarios.contract_parties import (
    ESCORT,
    HOURS,
    OBJECTIONS,
    REPORT,
    TIDINGS,
    Contracts,
    clause_of,
    put_form_into_use,
)
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Snapshot, Stage

LEAVER = "zhivotovo"


@dataclass
class Played:
    """The papers of the winter."""

    form: ContractForm
    contracts: Contracts
    amendment: Amendment
    termination: Amendment
    meeting: Meeting
    protocol: Protocol

    @property
    def papers(self) -> dict[str, Document | Snapshot]:
        """By the names of the files that the scenario writes: kind and number."""
        disputed = self.contracts["fabrichnaya"]
        disagreements = disagreements_data(disputed)
        assert disagreements is not None  # two rounds of it were played
        numbered = [*self.contracts.made.values(), self.amendment, self.termination, self.protocol]
        return {
            "contract_form": self.form,
            **{f"{paper.kind}-{paper.number}": paper for paper in numbered},
            f"disagreements-{disputed.number}": Snapshot("disagreements", disagreements),
        }

    def unreached(self) -> list[str]:
        """Which paper, number, membership or seat is not what the winter ends with."""
        state = Contract.State
        wanted: list[tuple[Document, str]] = [
            (self.form, ContractForm.State.IN_USE),
            (self.amendment, Amendment.State.IN_FORCE),
            (self.termination, Amendment.State.IN_FORCE),
        ]
        wanted += [
            (contract, state.ARCHIVED if key == LEAVER else state.IN_FORCE)
            for key, contract in self.contracts.made.items()
        ]
        missed = [f"{paper}: {paper.state_label}" for paper, wished in wanted if paper.state != str(wished)]
        numbers = sorted(contract.number for contract in self.contracts.made.values())
        if numbers != ["1-Д", "2-Д", "3-Д", "4-Д", "5-Д"]:
            missed.append(f"Numbers of contracts: {numbers}")
        schools = {school.pk for key, school in self.contracts.luza.schools.items() if key != LEAVER}
        day = self.meeting.held_at.date()
        if set(Membership.objects.in_force(day).values_list("school_id", flat=True)) != schools:
            missed.append(f"Members on {day}: not the schools that remain")
        roster = places(self.contracts.luza.council.pk, day).values()
        if {place.seat.represents_id for place in roster} != schools:
            missed.append(f"Seats on {day}: not those of the schools that remain")
        return missed


def play_contract(luza: Luza, stage: Stage) -> Played:
    """Play the winter from the empty form to the council without the school that left."""
    stage.at("2012-01-12 10:00")
    form = put_form_into_use(luza, stage)
    # The head of one school is away: whoever stands in is named in the contract, and signs it.
    with stage.playing():
        head = next(held for held in luza.appointments["head_lalsk"] if held.role == Role.SCHOOL_HEAD)
        appoint(
            luza.people["acting_lalsk"],
            Role.SCHOOL_HEAD,
            head.unit,
            by=luza.people["administrator"],
            basis="приказ от 10.01.2012 № 2-К",
            until=date(2012, 2, 10),
            stands_for=head,
            title="и.о. директора МОКУ СОШ пгт Лальск",
        )
    stage.at("2012-01-13 11:00")
    contracts = Contracts.from_form(luza, stage, form)
    stage.at("2012-01-16 09:30")
    for key in contracts.made:
        contracts.act(key, "submit", "deputy")

    agree_at_once(contracts)
    disagree_twice(contracts)
    conclude_the_rest(contracts)
    amendment = change_the_hours(contracts)
    termination = end_by_agreement(contracts)
    meeting, protocol = meet_without_the_leaver(contracts)
    return Played(form, contracts, amendment, termination, meeting, protocol)


def agree_at_once(contracts: Contracts) -> None:
    """The first school agrees on the next day and is the first to be bound."""
    contracts.stage.at("2012-01-17 10:00")
    contracts.act("second", "consent", "head_second")
    contracts.stage.at("2012-01-18 09:00")
    contracts.act("second", "sign", "head_second")
    contracts.stage.at("2012-01-18 14:00")
    contracts.act("second", "sign", "director")


def disagree_twice(contracts: Contracts) -> None:
    """Three clauses are disputed, then one of them again; meanwhile other schools answer."""
    stage = contracts.stage
    stage.at("2012-01-19 10:00")
    contracts.act(
        "kulikovo", "refuse", "head_kulikovo", reason="Школе не на чем возить детей в г. Лузу до конца зимы."
    )
    contracts.act("zhivotovo", "consent", "head_zhivotovo")
    stage.at("2012-01-19 15:00")
    contracts.object_to(
        "fabrichnaya",
        "head_fabrichnaya",
        "Просим учесть условия школы, в которой нет классов 10-11.",
        OBJECTIONS,
    )
    stage.at("2012-01-20 16:00")
    contracts.act(
        "lalsk", "consent_with_remarks", "acting_lalsk", remark="Расписание просим прислать до 1 февраля."
    )
    stage.at("2012-01-23 10:00")
    answer = Proposal.Answer
    contracts.answer("fabrichnaya", TIDINGS, answer.ACCEPTED)
    contracts.answer(
        "fabrichnaya", ESCORT, answer.DECLINED, reason="Дети выезжают от Школы, и встретить их там некому."
    )
    contracts.answer(
        "fabrichnaya",
        REPORT,
        answer.OTHER,
        wording="Представлять Базовой школе сведения, необходимые для отчёта об исполнении плана работы Округа, до "
        "20 июня каждого года.",
    )
    contracts.act("fabrichnaya", "submit", "deputy")
    stage.at("2012-01-25 11:00")
    contracts.object_to(
        "fabrichnaya",
        "head_fabrichnaya",
        "",
        {
            ESCORT: (
                "Направлять учеников на занятия по расписанию. К месту занятий учеников сопровождает работник Школы, "
                "обратно — работник Базовой школы.",
                "предлагаем разделить сопровождение",
            )
        },
    )
    stage.at("2012-01-26 09:00")
    contracts.answer("fabrichnaya", ESCORT, answer.ACCEPTED)
    contracts.act("fabrichnaya", "submit", "deputy")


def conclude_the_rest(contracts: Contracts) -> None:
    """By hand, by a stand-in, after the disagreement, and by a school that had refused."""
    stage = contracts.stage
    stage.at("2012-01-27 10:00")
    with stage.playing():
        scan = render("contract", print_data(contracts["zhivotovo"]))
    contracts.act(
        "zhivotovo",
        "certify_signature",
        "clerk",
        unit=contracts.luza.schools["zhivotovo"].pk,
        signed_on=date(2012, 1, 26),
        name="договор с подписью директора.pdf",
        data=scan,
    )
    contracts.act("zhivotovo", "sign", "director")
    stage.at("2012-01-30 10:00")
    contracts.act("lalsk", "sign", "acting_lalsk")
    contracts.act("lalsk", "sign", "director")
    stage.at("2012-01-31 12:00")
    contracts.act("fabrichnaya", "consent", "head_fabrichnaya")
    stage.at("2012-02-01 09:00")
    contracts.act("fabrichnaya", "sign", "director")
    contracts.act("fabrichnaya", "sign", "head_fabrichnaya")

    stage.at("2012-02-06 10:00")
    contracts.act("kulikovo", "resume", "deputy", reason="Школа получила автобус.")
    contracts.act("kulikovo", "submit", "deputy")
    stage.at("2012-02-07 10:00")
    contracts.act("kulikovo", "consent", "head_kulikovo")
    stage.at("2012-02-08 10:00")
    contracts.act("kulikovo", "sign", "director")
    contracts.act("kulikovo", "sign", "head_kulikovo")


def change_the_hours(contracts: Contracts) -> Amendment:
    """An additional agreement gives one school other hours."""
    stage, people = contracts.stage, contracts.luza.people
    stage.at("2012-02-13 10:00")
    contract = contracts["second"]
    amendment = stage.begin(lambda by: draft_amendment(contract, by=by), people["deputy"])
    amendment = stage.do(
        amendment,
        "revise",
        people["deputy"],
        changes={
            clause_of(
                contract, HOURS
            ): "Объём занятий: 4 часа в неделю по каждому предмету в 10-х и 11-х классах."
        },
    )
    amendment = conclude(contracts, amendment, "head_second", "2012-02-14 10:00")
    contracts.found("second")
    return amendment


def end_by_agreement(contracts: Contracts) -> Amendment:
    """A school leaves; it is a member up to and including the last day, then the contract goes to the archive."""
    stage, people = contracts.stage, contracts.luza.people
    stage.at("2012-03-12 10:00")
    contract = contracts[LEAVER]
    termination = stage.begin(
        lambda by: draft_amendment(contract, by=by, purpose=Purpose.TERMINATE), people["deputy"]
    )
    termination = stage.do(termination, "revise", people["deputy"], new_ends_on=date(2012, 3, 31))
    termination = conclude(contracts, termination, f"head_{LEAVER}", "2012-03-13 10:00")
    contracts.found(LEAVER)
    stage.at("2012-04-01 06:00")
    with stage.playing():
        begin_day()
    contracts.found(LEAVER)
    stage.at("2012-04-02 09:00")
    contracts.act(LEAVER, "archive", "clerk")
    return termination


def meet_without_the_leaver(contracts: Contracts) -> tuple[Meeting, Protocol]:
    """Five seats make the council now."""
    stage, people = contracts.stage, contracts.luza.people
    stage.at("2012-04-03 10:00")
    sitting = Sitting.convene(
        stage,
        contracts.luza,
        "2012-04-09 14:00",
        {"title": "О выходе школы из округа", "speaker": people["deputy"].name},
    )
    stage.at("2012-04-09 14:00")
    sitting.attend(
        base="present", second="present", lalsk="present", fabrichnaya="present", kulikovo="present"
    )
    sitting.chair("open")
    sitting.vote(1, base="for", second="for", lalsk="for", fabrichnaya="for", kulikovo="for")
    sitting.chair("finish")
    stage.at("2012-04-10 09:00")
    protocol = sitting.protocol(
        item_1=(
            "Винокурову С.А. о расторжении договора с МОКУ Н.-Лальская ООШ д. Животово с 1 апреля 2012 года.",
            "",
            "Принять к сведению: в составе округа пять школ.",
        )
    )
    return sitting.meeting, protocol


def conclude(contracts: Contracts, paper: Amendment, head: str, moment: str) -> Amendment:
    """An additional agreement that nobody objects to."""
    stage, people = contracts.stage, contracts.luza.people
    paper = stage.do(paper, "submit", people["deputy"])
    stage.at(moment)
    for move, who in (("consent", head), ("sign", head), ("sign", "director")):
        paper = stage.do(paper, move, people[who])
    return paper
