"""The approval chain on the district's real plan: from the file to the numbered, stamped, published paper.

A first meeting has no quorum, a second sends the plan back, a third agrees; the order goes through a visa and one
return to the draft before the director signs.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteRow
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.kinds.protocol.extract import Extract, draft_extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.scenarios.luza import Luza
from governance.scenarios.plan_council import agree, meet_without_quorum, send_back
from governance.scenarios.stage import Stage

SOURCE = settings.BASE_DIR / "data" / "luza_plan_2011_2012.txt"
TITLE = "План работы Лузского школьного округа на 2011/2012 учебный год"


@dataclass
class Played:
    """The papers of a chain that was played."""

    plan: Plan
    protocol: Protocol
    order: Order
    extract: Extract
    others: list[Document] = field(default_factory=list)

    @property
    def papers(self) -> dict[str, Document]:
        """By the names of the files that the scenario writes."""
        return {"plan": self.plan, "protocol": self.protocol, "extract": self.extract, "order": self.order}

    def unreached(self) -> list[str]:
        """Which paper is not in the state that the chain ends in."""
        wanted: list[tuple[Document, str]] = [
            (self.plan, Plan.State.APPROVED),
            (self.protocol, Protocol.State.SIGNED),
            (self.order, Order.State.EXECUTING),
            (self.extract, Extract.State.ISSUED),
        ]
        missed = [
            f"{paper.kind_label}: {paper.state_label}" for paper, state in wanted if paper.state != str(state)
        ]
        if self.plan.published_at is None:
            missed.append(f"{self.plan.kind_label}: not published")
        return missed


def import_the_plan(*, luza: Luza, by: Any, source: Path = SOURCE) -> Plan:
    return import_plan(source.read_bytes(), source.name, by=by, unit=luza.district)


def play_plan(luza: Luza, stage: Stage) -> Played:
    """Play the chain from the file to the issued extract and the first rows carried out."""
    plan, unclear = submit_the_file(luza, stage)
    not_held = meet_without_quorum(luza, stage, plan)
    first = send_back(luza, stage, plan)
    plan = rework(luza, stage, plan, unclear)
    sitting, protocol = agree(luza, stage, plan)
    order = sign_the_order(luza, stage)
    plan, order = publish(luza, stage, plan, order)
    extract = issue_extract(luza, stage, protocol, sitting.item(2))
    plan = begin_the_year(luza, stage, plan)
    return Played(plan, protocol, order, extract, [not_held, first, sitting.meeting])


def submit_the_file(luza: Luza, stage: Stage) -> tuple[Plan, PlanRow]:
    """The deputy head imports the plan, corrects the row without a term, submits; the plan and that row."""
    deputy = luza.people["deputy"]
    stage.at("2011-08-22 09:30")
    plan = stage.begin(import_the_plan, deputy, luza=luza)
    unclear = next(row for row in plan.rows() if not row.term_text)
    plan = stage.do(plan, "revise", deputy, edits=[with_term(unclear, "октябрь")])
    return stage.do(plan, "submit", deputy), unclear


def with_term(row: PlanRow, term: str) -> WriteRow:
    return WriteRow(row=row.pk, text=row.text, term_text=term, executors_text=row.executors_text)


def rework(luza: Luza, stage: Stage, plan: Plan, unclear: PlanRow) -> Plan:
    """The deputy head corrects what was sent back and submits the second version."""
    deputy = luza.people["deputy"]
    stage.at("2011-09-07 09:00")
    plan = Plan.objects.get(pk=plan.pk)
    plan = stage.do(plan, "revise", deputy, edits=[with_term(unclear, "февраль")])
    return stage.do(plan, "submit", deputy)


def sign_the_order(luza: Luza, stage: Stage) -> Order:
    """The order has drafted itself; it gets a visa and a deadline, goes back once, is signed and read."""
    people = luza.people
    deputy, director, clerk = people["deputy"], people["director"], people["clerk"]
    stage.at("2011-09-13 11:00")
    order = stage.find(Order, readers=luza.district)
    order = stage.do(order, "revise", clerk, points=points_of(luza, date(2011, 9, 30)))
    order = stage.do(order, "ask_visa", clerk, person=deputy)
    order = stage.do(order, "acquaint", clerk, people=[deputy, people["head_second"], people["head_lalsk"]])
    order = stage.do(order, "submit", clerk)
    order = stage.do(order, "give_visa", deputy, outcome="agreed")
    stage.at("2011-09-13 16:00")
    order = stage.do(order, "send_back", director, reason="Срок в пункте 2.2 дать до 25 сентября.")
    order = stage.do(order, "revise", clerk, points=points_of(luza, date(2011, 9, 25)))
    order = stage.do(order, "submit", clerk)
    order = stage.do(order, "give_visa", deputy, outcome="agreed")
    stage.at("2011-09-14 09:00")
    order = stage.do(order, "sign", director)
    stage.at("2011-09-14 12:00")
    for key in ("deputy", "head_second", "head_lalsk"):
        order = stage.do(order, "confirm_read", people[key])
    return order


def points_of(luza: Luza, told_until: date) -> list[dict[str, Any]]:
    """What the order says; the schools are told of the plan until this day."""
    return [
        {"number": "1", "text": f"Утвердить {TITLE.lower()[:4]}{TITLE[4:]} (прилагается)."},
        {"number": "2", "text": "Организовать исполнение плана:"},
        {
            "number": "2.1",
            "text": "опубликовать план на сайте базовой школы",
            "executor": luza.people["deputy"],
            "due": date(2011, 9, 20),
        },
        {
            "number": "2.2",
            "text": "довести план до школ округа",
            "executor": luza.people["clerk"],
            "due": told_until,
        },
    ]


def publish(luza: Luza, stage: Stage, plan: Plan, order: Order) -> tuple[Plan, Order]:
    """The plan is approved by the director's signature, and published."""
    deputy = luza.people["deputy"]
    plan = stage.find(Plan, pk=plan.pk)
    plan = stage.do(plan, "publish", deputy)
    point = order.points.get(number="2.1")
    note = "опубликован 14.09.2011"
    return plan, stage.do(order, "report_point", deputy, part=point.part, note=note)


def issue_extract(luza: Luza, stage: Stage, protocol: Protocol, item: AgendaItem) -> Extract:
    """An extract of the decision on the plan, certified and issued."""
    secretary = luza.people["secretary"]
    stage.at("2011-09-15 10:00")
    extract = stage.begin(draft_extract, secretary, protocol, item)
    extract = stage.do(extract, "certify", secretary)
    return stage.do(extract, "issue", secretary, to="МОКУ Покровская ООШ д. Куликово")


def begin_the_year(luza: Luza, stage: Stage, plan: Plan) -> Plan:
    """The first row is carried out, another one moved."""
    deputy = luza.people["deputy"]
    stage.at("2011-10-03 10:00")
    rows = {(row.section.position, row.number.rstrip(".")): row for row in plan.rows()}
    plan = stage.do(
        plan, "mark_row_done", deputy, row=rows[2, "4"].pk, on=date(2011, 9, 26), note="график согласован"
    )
    return stage.do(
        plan,
        "move_row",
        deputy,
        row=rows[2, "5"].pk,
        to=date(2011, 12, 31),
        reason="ждём договор с провайдером",
    )
