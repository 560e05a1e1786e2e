"""Points of a decision in the demonstration: done, late, returned, prolonged, due each quarter; and rows of the plan
charged to those whom its words name."""

from datetime import date
from typing import Any

from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.kinds.protocol.protocol import Protocol
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage


def points_of_the_week(luza: Luza) -> list[dict[str, Any]]:
    """What the council charged with on 15 November 2011."""
    people, schools = luza.people, luza.schools
    deputy, clerk = (f"person:{people[key].pk}" for key in ("deputy", "clerk"))
    second, lalsk = (f"unit:{schools[key].pk}" for key in ("second", "lalsk"))
    return [
        {"text": "Довести план недели до школ округа", "executors": [clerk], "due": date(2011, 11, 17)},
        {
            "text": "Представить список участников недели от школы",
            "executors": [second, lalsk],
            "due": date(2011, 11, 25),
            "control": deputy,
        },
        {
            "text": "Разместить объявление о дне открытых дверей",
            "executors": [clerk, deputy],
            "due": date(2011, 11, 18),
        },
        {
            "text": "Подготовить смету недели информатизации",
            "executors": [deputy],
            "term": {"count": 5, "unit": "working_days"},
        },
        {
            "text": "Докладывать совету о занятиях сетевых педагогов",
            "executors": [deputy],
            "due": date(2012, 6, 30),
            "every": "quarter",
        },
    ]


def carry_out_the_points(luza: Luza, stage: Stage, protocol: Protocol) -> None:
    """One point is done, one report is returned, one term prolonged; the announcement is late."""
    people = luza.people
    chair = people["head_second"]
    parts = [point.part for point in DecisionPoint.objects.filter(protocol=protocol)]
    stage.at("2011-11-17 11:00")
    protocol = stage.do(
        protocol,
        "report_point",
        people["clerk"],
        part=parts[0],
        note="План разослан всем шести школам 16.11.2011.",
        files=[("реестр рассылки.txt", "Отправлено в шесть школ округа 16.11.2011.".encode())],
    )
    protocol = stage.do(protocol, "close_point", chair, part=parts[0])
    protocol = stage.do(protocol, "report_point", chair, part=parts[1], note="Список от нашей школы готов.")
    protocol = stage.do(
        protocol,
        "return_point",
        people["deputy"],
        part=parts[1],
        reason="Нет участников от школы в Лальске: согласуйте список с ней.",
    )
    stage.do(
        protocol,
        "move_due",
        chair,
        part=parts[3],
        due=date(2011, 12, 5),
        reason="цены на оборудование станут известны 1 декабря",
    )


def charge_the_rows(luza: Luza, stage: Stage, plan: Plan) -> Plan:
    """The executors of the rows whose time has come are asked; a report is accepted, another awaits that."""
    chair, deputy = luza.people["head_second"], luza.people["deputy"]
    plan = stage.do(plan, "ask_rows", None, basis=plan)
    charged = [row for row in plan.open_rows if plan.charges(row, chair) and not row.done_on]
    for row, note in zip(charged, ("Проведены встречи в двух школах.", "Собрания прошли."), strict=False):
        plan = stage.do(plan, "report_row", chair, part=row.part, note=note)
    return stage.do(plan, "mark_row_done", deputy, row=charged[0].pk, on=date(2011, 11, 9), note="принято")
