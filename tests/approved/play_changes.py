"""A play: a plan is approved, and two papers change it; the second acts from a later day."""

from datetime import date
from typing import Any

from governance.documents.kinds.approved.changing import draft_changes
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage

ROWS = (
    ("Заседания совета округа", "ежемесячно", "Председатель совета"),
    ("Сбор сведений об учебниках", "январь", "Зам. по УВР"),
    ("Учёба руководителей", "март", "Директор базовой школы"),
)


def play_changes(luza: Luza, stage: Stage) -> Plan:
    deputy = luza.people["deputy"]
    stage.at("2011-10-03 10:00")
    plan: Any = stage.begin(
        draft,
        deputy,
        Plan,
        unit=luza.district,
        title="План работы Лузского школьного округа на 2011/2012 учебный год",
    )
    head = WriteHead(period_start=date(2011, 9, 1), period_end=date(2012, 8, 31))
    plan = stage.do(plan, "revise", deputy, edits=[head, WriteSection("Управление округом")])
    section = plan.table()[0].pk
    plan = stage.do(plan, "revise", deputy, edits=[WriteRow(*words, section=section) for words in ROWS])
    plan = approved(stage, luza, stage.do(plan, "submit", deputy), "2011-10-10")
    parts = {part.number: part.key for part in plan.edition_groups()[0].parts}
    other = {"text": "Учёба руководителей и их заместителей", "term": "апрель", "executors": "Методсовет"}
    plan = changed(
        luza,
        stage,
        plan,
        "2011-11-14",
        None,
        {"action": "exclude", "part": parts["2"]},
        {"action": "reword", "part": parts["3"], "words": other},
    )
    meeting = {"text": "Встреча с родителями", "term": "февраль", "executors": "Директора школ"}
    add = {"action": "add", "group": plan.edition_groups()[0].key, "after": parts["1"], "words": meeting}
    return changed(luza, stage, plan, "2011-12-12", date(2011, 12, 20), add)


def changed(
    luza: Luza, stage: Stage, plan: Plan, day: str, begins: date | None, *changes: dict[str, Any]
) -> Plan:
    """The plan after a paper with these changes, approved on that day; from a later one it acts by itself."""
    deputy = luza.people["deputy"]
    stage.at(f"{day} 09:00")
    paper: Any = stage.begin(draft_changes, deputy, plan)
    paper = stage.do(paper, "write_changes", deputy, changes=changes)
    if begins is not None:
        paper = stage.do(paper, "revise", deputy, begins=begins)
    paper = approved(stage, luza, stage.do(paper, "submit", deputy), day)
    if begins is not None:
        stage.at(f"{begins} 06:00")
        stage.do(paper, "begin_to_act", None, basis=paper)
    return stage.find(Plan, pk=plan.pk)


def approved(stage: Stage, luza: Luza, paper: Any, day: str) -> Any:
    """The council agrees, the director orders, on one day."""
    people = luza.people
    sitting = Sitting.convene(
        stage, luza, f"{day} 14:00", {"subject": paper, "speaker": people["deputy"].name}
    )
    stage.at(f"{day} 14:00")
    sitting.attend(**dict.fromkeys(luza.seats, "present"))
    sitting.chair("open")
    sitting.vote(1, **dict.fromkeys(luza.seats, "for"))
    sitting.chair("finish")
    sitting.protocol(item_1=("Винокурову С.А.", "", "Согласовать."))
    order: Document = stage.find(Order, links_out__target=paper.pk, links_out__effect="approve")
    order = stage.do(order, "submit", people["clerk"])
    stage.do(order, "sign", people["director"])
    return stage.find(type(paper), pk=paper.pk)
