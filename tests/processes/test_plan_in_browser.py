"""A work plan as its people bring it about in a browser: written, agreed, approved, and a row of it reported on."""

from datetime import date

import pytest

from governance.documents.approval.approval import ApprovalState
from governance.documents.approval.execution.rows import Report
from governance.documents.kinds.approved.changes_kinds import PlanChanges
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.flows.jobs.ends import ask_executors
from tests.processes.conftest import Served
from tests.processes.council import BodyAtWork
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

WRITTEN, MORNING = date(2011, 9, 5), date(2011, 9, 12)
PERIOD = {"Первый день периода": "2011-09-01", "Последний день периода": "2012-08-31"}
TITLE = "План работы округа на 2011/2012 учебный год"
ROW = "Собрание учителей базовой школы"
STUDY = {"Мероприятие": "Учёба руководителей школ", "Срок исполнения": "март", "Исполнители": "Директор БШ"}
STUDY_FOR_ALL = "Учёба руководителей школ и их заместителей"
MEETING = {"Мероприятие": "Встреча с родителями", "Срок исполнения": "февраль", "Исполнители": "Директор БШ"}
WHEN_AND_WHO = {"Срок исполнения": "сентябрь", "Исполнители": "Директор БШ"}
REPORT = "Собрание прошло 9 сентября."


def write(deputy: Visitor) -> str:
    """An empty row is refused and keeps what was typed beside; the address of the plan."""
    deputy.open("/papers/new/plan/")
    deputy.writes({"Заголовок": ""})
    deputy.press("Начать пустой план")
    deputy.reads("Исправьте отмеченное")
    deputy.writes({"Заголовок": TITLE})
    deputy.press("Начать пустой план")
    deputy.goes("Название, период, цели")
    deputy.writes(PERIOD)
    deputy.press("Сохранить")
    deputy.goes("Добавить раздел")
    deputy.writes({"Название раздела": "Совет округа"})
    deputy.press("Сохранить")
    deputy.goes("Добавить строку")
    deputy.writes(WHEN_AND_WHO)
    deputy.press("Добавить")
    deputy.reads("Исправьте отмеченное")
    assert deputy.field("Срок исполнения").input_value() == "сентябрь"
    deputy.writes({"Мероприятие": ROW})
    deputy.press("Добавить")
    deputy.reads(ROW)
    deputy.goes("Добавить строку")
    deputy.writes(STUDY)
    deputy.press("Добавить")
    deputy.reads(STUDY["Мероприятие"])
    return f"/papers/{Plan.objects.get().pk}/"


def approve(clerk: Visitor, director: Visitor, plan: str) -> None:
    """By the order that has drafted itself; a wrong password approves nothing."""
    address = f"/papers/{Order.objects.latest('pk').pk}/"
    clerk.open(address)
    clerk.press("Отправить на подпись")
    clerk.reads("Готово: приказ отправлен на подпись.")
    director.open(address)
    director.type(password="не тот пароль")
    director.press("Подписать приказ")
    director.reads("Пароль неверный; ничего не подписано.")
    assert Plan.objects.get().state == ApprovalState.APPROVAL
    director.signs("Подписать приказ")
    director.reads("Готово: приказ подписан.")


def report(executor: Visitor) -> None:
    """On a phone, from the task."""
    executor.open("/")
    executor.goes(ROW)
    executor.writes({"Что сделано": REPORT})
    executor.pictured("row-report-phone")
    executor.press("Отчитаться по строке")
    executor.reads("Готово:")


def change_by_parts(deputy: Visitor, plan: str) -> None:
    """Of the plan in force one row is worded anew and one added; that whose report awaits its answer stays as it is."""
    deputy.open(plan)
    deputy.goes("Внести изменения…")
    deputy.press("Начать")
    deputy.reads("Изменить уже нельзя:")
    rows = deputy.page.locator("main .item-list > li")
    assert rows.filter(has_text=ROW).get_by_role("link", name="Изменить").count() == 0
    rows.filter(has_text=STUDY["Мероприятие"]).get_by_role("link", name="Изменить").click()
    deputy.writes({"Мероприятие": ""})
    deputy.press("Сохранить")
    deputy.reads("Напишите новый текст.")
    deputy.writes({"Мероприятие": STUDY_FOR_ALL})
    deputy.press("Сохранить")
    rows.filter(has_text=STUDY_FOR_ALL).get_by_role("link", name="Дополнить после").click()
    deputy.writes(MEETING)
    deputy.press("Добавить")
    deputy.reads("дополняется")
    deputy.pictured("plan-changes")
    deputy.goes("Готово: к документу")
    deputy.press("Отправить на согласование")
    deputy.reads("Готово: отправлено на согласование.")


def test_a_plan_is_written_agreed_approved_reported_on_and_changed_by_parts(served: Served) -> None:
    served.on(WRITTEN)
    deputy, clerk = served.visitor("deputy"), served.visitor("clerk")
    director, stranger = served.visitor("director", phone=True), served.visitor("deputy_second")
    plan = write(deputy)
    stranger.open(plan)
    stranger.reads("Такой страницы нет, или она вам недоступна")
    deputy.open(plan)
    deputy.press("Отправить на согласование")
    deputy.reads("Готово: отправлено на согласование.")
    BodyAtWork.council(served).decides("План работы округа")
    approve(clerk, director, plan)
    served.on(MORNING)
    ask_executors()
    report(director)
    deputy.open(f"{plan}execution/")
    deputy.reads("отчёт сдан, ждёт приёмки")
    deputy.pictured("plan-execution")
    assert Plan.objects.get().state == ApprovalState.APPROVED
    assert [one.text for one in Report.objects.all()] == [REPORT]
    change_by_parts(deputy, plan)
    (changes,) = PlanChanges.objects.all()
    assert (changes.state, [change["action"] for change in changes.changes]) == ("review", ["reword", "add"])
