"""A period of rewards as its people carry it through in a browser: from the opening to the teacher's own sheet."""

import pytest

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from tests.processes.conftest import Served
from tests.processes.council import BodyAtWork
from tests.rewards.office import COUNCIL, FIRST, SHEETS, VERIFIED, RewardOffice
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

FUND = {"amount": "60000", "source": "средств стимулирующей части фонда оплаты труда"}
PERIOD = {"starts_on": "2012-01-09", "ends_on": "2012-05-31", "sheets_until": "2012-05-12"}


def prepare(served: Served) -> None:
    """What the council and the school decided before: the system, the estimate, the school's rules of bonuses."""
    office = RewardOffice(served.luza)
    office.system()
    office.estimate()
    office.adopted_rules("base")


def open_period(deputy: Visitor, director: Visitor) -> str:
    """With its pool out of the estimate; the director names the fund of the school. The address of the period."""
    deputy.open("/rewards/")
    deputy.goes("Новый период")
    deputy.type(title="", **PERIOD)
    deputy.press("Начать")
    deputy.reads("Исправьте отмеченное; всё, что вы ввели, осталось на месте.")
    assert deputy.page.input_value("[name=ends_on]") == "2012-05-31"
    deputy.type(title="второе полугодие 2011/2012 учебного года")
    deputy.press("Начать")
    deputy.page.get_by_label("Действующая смета").select_option(label="Смета на 2012 год")
    deputy.type(**{"pool-0-title": "учителя"})
    deputy.page.select_option("[name=pool-0-row]", "1")
    deputy.page.locator(".buttons").get_by_role("button", name="Сохранить", exact=True).click()
    deputy.press("Открыть период")
    deputy.reads("Готово: период открыт.")
    period = f"/papers/{RewardPeriod.objects.get().pk}/"
    director.open(period)
    director.page.locator("summary").filter(has_text="Указать фонд школы").click()
    director.type(**FUND)
    director.press("Указать фонд школы")
    director.reads("Готово: указан фонд школы.")
    return period


def hand_in(teacher: Visitor) -> str:
    """On a phone; a line that nothing confirms comes back with what was typed. The address of the sheet."""
    teacher.open("/rewards/")
    teacher.press("Начать мой лист")
    teacher.page.select_option("[name=line-0-code]", "hours")
    teacher.type(**{"line-0-value": "9"})
    teacher.press("Сохранить и сдать")
    teacher.reads("Напишите, чем это подтверждается, или приложите файл.")
    assert teacher.page.input_value("[name=line-0-value]") == "9"
    teacher.type(**{"line-0-note": "Журнал сетевых занятий"})
    teacher.pictured("sheet-phone")
    teacher.press("Сохранить и сдать")
    teacher.reads("Лист сдан")
    return f"/papers/{Nomination.objects.get().pk}/"


def verify(deputy: Visitor, director: Visitor, sheet: str, served: Served) -> None:
    """The director nominates, the deputy compares each line with what confirms it."""
    director.open(f"{sheet}nominate/")
    director.page.get_by_role("radio", name="премия").check()
    director.press("Представить")
    director.reads("Учитель представлен к поощрению.")
    served.on(VERIFIED)
    deputy.open(f"{sheet}verify/")
    deputy.reads("Ваше решение")
    deputy.pictured("reward-check")
    deputy.press("Записать проверку")
    deputy.reads("Выберите: принять, исправить или отклонить.")
    deputy.page.get_by_role("radio", name="Принять").check()
    deputy.press("Записать проверку")
    deputy.reads("Баллы проверены; теперь учитель может возразить.")


def allocate(deputy: Visitor, sheet: str, period: str) -> None:
    deputy.open(sheet)
    deputy.press("Внести на совет")
    deputy.reads("Готово: внесено на совет.")
    deputy.open(f"{period}compute/")
    deputy.press("Рассчитать")
    deputy.reads("49 986,00")
    deputy.pictured("reward-allocation")
    deputy.press("Внести на совет")
    deputy.reads("Распределение внесено на совет.")


def order(clerk: Visitor, director: Visitor) -> None:
    """A wrong password signs nothing."""
    address = f"/papers/{Order.objects.filter(title__contains='премировании работников').latest('pk').pk}/"
    clerk.open(address)
    clerk.press("Отправить на подпись")
    clerk.reads("Готово: приказ отправлен на подпись.")
    director.open(address)
    director.type(password="не тот пароль")
    director.press("Подписать приказ")
    director.reads("Пароль неверный; ничего не подписано.")
    director.signs("Подписать приказ")
    director.reads("Готово: приказ подписан.")


def test_a_teacher_is_nominated_verified_rewarded_and_reads_the_own_sum(served: Served) -> None:
    prepare(served)
    served.on(FIRST)
    deputy, clerk = served.visitor("deputy"), served.visitor("clerk")
    teacher, director = served.visitor("teacher_maths", phone=True), served.visitor("director")
    period = open_period(deputy, director)
    served.on(SHEETS)
    sheet = hand_in(teacher)
    verify(deputy, director, sheet, served)
    served.on(COUNCIL)
    allocate(deputy, sheet, period)
    stranger = served.visitor("teacher_russian", phone=True)
    stranger.open(sheet)
    stranger.reads("Такой страницы нет, или она вам недоступна")
    BodyAtWork.council(served).decides("Распределение поощрительных выплат")
    order(clerk, director)
    teacher.open(sheet)
    teacher.reads("49 986,00")
    teacher.pictured("own-sum-phone")
    rewarded = Nomination.objects.get()
    assert (rewarded.state, rewarded.amount, Allocation.objects.get().state) == (
        Nomination.State.ORDERED,
        49986,
        Allocation.State.ADOPTED,
    )
