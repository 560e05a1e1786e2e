"""The approval chain on the district's real plan: from the file to the numbered, stamped, published paper.

A first meeting has no quorum, a second sends the plan back, a third agrees; the order goes through a visa and one
return to the draft before the director signs.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from django.conf import settings

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteRow
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.extract import Extract, draft_extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.roles.appointment import appoint
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage

SOURCE = settings.BASE_DIR / "data" / "luza_plan_2011_2012.txt"
TITLE = "План работы Лузского школьного округа на 2011-2012 учебный год"


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
    people = luza.people
    deputy, secretary, director = people["deputy"], people["secretary"], people["director"]

    # 1. The deputy head imports the plan, corrects the row without a term, submits.
    stage.at("2011-08-22 09:30")
    plan = stage.begin(import_the_plan, deputy, luza=luza)
    unclear = next(row for row in plan.rows() if not row.term_text)
    edit = WriteRow(
        row=unclear.pk,
        text=unclear.text,
        term_text="октябрь",
        executors_text=unclear.executors_text,
    )
    plan = stage.do(plan, "revise", deputy, edits=[edit])
    plan = stage.do(plan, "submit", deputy)

    # 2-3. A meeting without a quorum ends as not held; the plan waits for the next agenda.
    stage.at("2011-08-23 11:00")
    sitting = Sitting.convene(stage, luza, "2011-08-29 14:00", {"subject": plan, "speaker": deputy.name})
    stage.at("2011-08-29 14:00")
    sitting.attend(
        second="present",
        base="present",
        lalsk="absent",
        fabrichnaya="absent",
        zhivotovo="absent",
        kulikovo="absent",
    )
    sitting.chair("fail")
    not_held = sitting.meeting

    # The council sends the plan back with remarks.
    stage.at("2011-08-30 10:00")
    sitting = Sitting.convene(
        stage,
        luza,
        "2011-09-05 14:00",
        {"title": "О готовности школ округа к новому учебному году", "speaker": director.name},
        {"subject": plan, "speaker": deputy.name},
    )
    stage.at("2011-09-05 14:00")
    sitting.attend(
        base="present",
        second="present",
        lalsk="present",
        fabrichnaya="present",
        zhivotovo="present",
        kulikovo=("excused", "болезнь"),
    )
    sitting.chair("open")
    sitting.vote(1, base="for", second="for", lalsk="for", fabrichnaya="for", zhivotovo="for")
    sitting.vote(
        2, base="for", second="against", lalsk="against", fabrichnaya="aloud:against", zhivotovo="abstain"
    )
    stage.at("2011-09-05 15:10")
    sitting.chair("finish")
    stage.at("2011-09-06 09:00")
    first = sitting.protocol(
        item_1=(
            "Пелевина Л.В. о готовности школ округа к новому учебному году.",
            "Крылова И.П.: школа готова.",
            "Принять информацию к сведению.",
        ),
        item_2=(
            "Винокурову С.А. о проекте плана работы округа на 2011-2012 учебный год.",
            "Жданов Н.С.: мастер-классы нужны весной, до конкурса.",
            "Вернуть план на доработку: перенести мастер-классы на февраль.",
        ),
    )
    # 5. The plan goes back for rework; the deputy head corrects it and submits the second version.
    stage.at("2011-09-07 09:00")
    plan = cast(Plan, Plan.objects.get(pk=plan.pk))
    plan = stage.do(
        plan,
        "revise",
        deputy,
        edits=[
            WriteRow(
                row=unclear.pk, text=unclear.text, term_text="февраль", executors_text=unclear.executors_text
            )
        ],
    )
    plan = stage.do(plan, "submit", deputy)

    # The meeting that agrees: an acting head, a proxy, a recusal, a second round, a vote given aloud, a dissent.
    stage.at("2011-09-08 10:00")
    with stage.playing():
        for appointment in luza.appointments["head_lalsk"]:
            appoint(
                people["acting_lalsk"],
                Role(appointment.role),
                appointment.unit,
                basis="приказ № 31-К от 08.09.2011",
                until=date(2011, 9, 30),
                stands_for=appointment,
                title="и.о. директора МОКУ СОШ пгт Лальск",
            )
    sitting = Sitting.convene(
        stage,
        luza,
        "2011-09-12 14:00",
        {"title": "О поощрении организаторов недели информатизации", "speaker": people["head_kulikovo"].name},
        {"subject": plan, "speaker": deputy.name},
    )
    stage.at("2011-09-12 14:00")
    sitting.attend(
        base="present",
        second="present",
        lalsk=("present", "и.о."),
        fabrichnaya="present",
        zhivotovo="absent",
        kulikovo="present",
    )
    sitting.secretary(
        "enter_proxy",
        principal=luza.seats["zhivotovo"],
        holder=luza.seats["fabrichnaya"],
        paper="доверенность от 10.09.2011",
        until=date(2011, 9, 12),
    )
    sitting.chair("open")
    sitting.meeting = stage.do(
        sitting.meeting,
        "recuse",
        people["head_kulikovo"],
        item=sitting.item(1),
        seat=luza.seats["kulikovo"],
        reason="поощрение касается меня лично",
    )
    sitting.vote(
        1, base="for", second="for", lalsk="for", fabrichnaya="for", zhivotovo="proxy:head_fabrichnaya:for"
    )
    stage.at("2011-09-12 14:25")
    sitting.chair("open_round", item=sitting.item(2))
    sitting.ballots(base="against", second="for")
    poll = sitting.meeting.rounds.get(item=sitting.item(2), number=1)
    sitting.chair("annul_round", round=poll, reason="член совета ошибся кнопкой, голосование повторяется")
    stage.at("2011-09-12 14:30")
    sitting.vote(
        2,
        base="for",
        second="for",
        lalsk="for",
        fabrichnaya="aloud:for",
        zhivotovo="proxy:head_fabrichnaya:abstain",
        kulikovo="against",
    )
    sitting.meeting = stage.do(
        sitting.meeting,
        "dissent",
        people["head_kulikovo"],
        item=sitting.item(2),
        seat=luza.seats["kulikovo"],
        opinion="Срок «февраль» не учитывает каникулы нашей школы.",
    )
    stage.at("2011-09-12 15:20")
    sitting.chair("finish")
    stage.at("2011-09-13 09:00")
    protocol = sitting.protocol(
        item_1=(
            "Попову Т.Н. об организации недели информатизации.",
            "",
            "Объявить благодарность организаторам недели информатизации.",
        ),
        item_2=(
            "Винокурову С.А. о доработанном плане: замечания совета от 05.09.2011 учтены.",
            "Бушманова Е.В. поддержала план.",
            "Согласовать план работы Лузского школьного округа на 2011-2012 учебный год.",
        ),
    )

    # 6. The order has drafted itself; it gets a visa and a deadline, goes back once, is signed and read.
    stage.at("2011-09-13 11:00")
    order = stage.find(Order, readers=luza.district)
    clerk = people["clerk"]
    points: list[dict[str, Any]] = [
        {
            "number": "1",
            "text": f"Утвердить {TITLE.lower()[:4]}{TITLE[4:]} (прилагается).",
        },
        {"number": "2", "text": "Организовать исполнение плана:"},
        {
            "number": "2.1",
            "text": "опубликовать план на сайте базовой школы",
            "executor": deputy,
            "due": date(2011, 9, 20),
        },
        {"number": "2.2", "text": "довести план до школ округа", "executor": clerk, "due": date(2011, 9, 30)},
    ]
    order = stage.do(order, "revise", clerk, points=points)
    order = stage.do(order, "ask_visa", clerk, person=deputy)
    order = stage.do(order, "acquaint", clerk, people=[deputy, people["head_second"], people["head_lalsk"]])
    order = stage.do(order, "submit", clerk)
    order = stage.do(order, "give_visa", deputy, outcome="agreed")
    stage.at("2011-09-13 16:00")
    order = stage.do(order, "send_back", director, reason="Срок в пункте 2.2 дать до 25 сентября.")
    points[3]["due"] = date(2011, 9, 25)
    order = stage.do(order, "revise", clerk, points=points)
    order = stage.do(order, "submit", clerk)
    order = stage.do(order, "give_visa", deputy, outcome="agreed")
    stage.at("2011-09-14 09:00")
    order = stage.do(order, "sign", director)
    stage.at("2011-09-14 12:00")
    for key in ("deputy", "head_second", "head_lalsk"):
        order = stage.do(order, "confirm_read", people[key])

    # 7. The plan is approved by that signature, and published.
    plan = stage.find(Plan, pk=plan.pk)
    plan = stage.do(plan, "publish", deputy)
    point = order.points.get(number="2.1")
    order = stage.do(order, "report_point", deputy, part=point.part, note="опубликован 14.09.2011")

    # 8. An extract for the decision, certified and issued.
    stage.at("2011-09-15 10:00")
    extract = stage.begin(draft_extract, secretary, protocol, sitting.item(2))
    extract = stage.do(extract, "certify", secretary)
    extract = stage.do(extract, "issue", secretary, to="МОКУ Покровская ООШ д. Куликово")

    # 10. The year begins: rows are carried out and moved.
    stage.at("2011-10-03 10:00")
    rows = {(row.section.position, row.number.rstrip(".")): row for row in plan.rows()}
    plan = stage.do(
        plan, "mark_row_done", deputy, row=rows[2, "4"].pk, on=date(2011, 9, 26), note="график согласован"
    )
    plan = stage.do(
        plan,
        "move_row",
        deputy,
        row=rows[2, "5"].pk,
        to=date(2011, 12, 31),
        reason="ждём договор с провайдером",
    )
    return Played(plan, protocol, order, extract, [not_held, first, sitting.meeting])
