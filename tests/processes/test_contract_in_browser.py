"""A contract as its people conclude it in a browser: from the district's form to the signed sheet."""

from datetime import date

import pytest

from governance.documents.kinds.contract.contract import Contract
from tests.processes.conftest import Served
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

TODAY = date(2012, 1, 16)
SCHOOL = "СОШ № 2 г. Лузы"
HOURS = "Объём занятий: 4 часа в неделю в 10-х и 11-х классах."
BLANKS = {
    "values-blank-0": "математика и физика",
    "values-blank-1": "3 часа в неделю в 10-х и 11-х классах",
    "values-blank-2": "кабинет физики",
}


def put_form_into_use(deputy: Visitor) -> None:
    """Without a form in use no contract can be made, and the page of the form is opened instead."""
    deputy.open("/contracts/make/")
    deputy.reads("Договоры составляют по действующей форме: сначала подготовьте её.")
    deputy.press("Перейти к тексту")
    deputy.type(title="", ends_on="2012-12-31")
    deputy.press("Сохранить форму")
    deputy.reads("Исправьте отмеченное; всё, что вы ввели, осталось на месте.")
    assert deputy.page.get_by_text("Вот что вы набрали").count() == 0
    assert deputy.page.input_value("[name=ends_on]") == "2012-12-31"
    deputy.type(title="Договор о сотрудничестве")
    deputy.press("Сохранить форму")
    deputy.press("Ввести в действие")
    deputy.reads("Готово: введена в действие.")


def make_contract(deputy: Visitor) -> str:
    """With one school; sent off only when its blanks are filled. The address of its page."""
    deputy.goes("Составить договоры")
    deputy.reads("Сколько договоров")
    others = deputy.page.locator("main [name$=-chosen]")
    for place in range(1, others.count()):
        others.nth(place).uncheck()
    deputy.press("Составить договоры")
    deputy.reads("Составлено: 1 из 1")
    deputy.goes(SCHOOL)
    deputy.press("Отправить на согласование")
    deputy.reads("заполняемые поля формы: предметы, часы, ресурсы.")
    deputy.goes("Править договор")
    deputy.type(**BLANKS)
    deputy.press("Сохранить договор")
    deputy.press("Отправить на согласование")
    deputy.reads("Готово: отправлен на согласование.")
    return f"/papers/{Contract.objects.get().pk}/"


def disagree(head: Visitor) -> None:
    """On a phone, from the task: an empty protocol of disagreements is refused, one clause goes back reworded."""
    head.open("/")
    head.goes(SCHOOL)
    head.goes("Вернуть с протоколом разногласий")
    head.press("Вернуть с этим протоколом")
    head.reads("Укажите, с чем не согласны: напишите замечание или другую редакцию пункта.")
    head.page.locator("summary").filter(has_text="1.4").click()
    theirs, why = (head.page.locator("main details[open] textarea").nth(place) for place in (0, 1))
    theirs.fill(HOURS)
    why.fill("так в учебном плане школы")
    head.press("Вернуть с этим протоколом")
    head.reads("Протокол разногласий отправлен: составитель ответит по каждому пункту.")


def answer(deputy: Visitor, contract: str) -> None:
    deputy.open(contract)
    deputy.goes("Ответить на протокол разногласий")
    deputy.page.check("[name$=-answer][value=accepted]")
    deputy.press("Сохранить и снова отправить на согласование")
    deputy.reads("Новая версия отправлена на согласование; спрашиваем только тех, кто возражал.")


def sign(head: Visitor, director: Visitor, contract: str) -> None:
    """A wrong password signs nothing; who has signed is not asked again; the last signature gives the number."""
    head.open(contract)
    head.press("Согласовать")
    head.reads("Готово: согласовано.")
    head.field("Ваш пароль").scroll_into_view_if_needed()
    head.pictured("contract-sign-phone")
    head.type(password="не тот пароль")
    head.press("Подписать")
    head.reads("Пароль неверный; ничего не подписано.")
    assert Contract.objects.get().state == Contract.State.SIGNING
    head.signs("Подписать")
    head.reads("Готово: подписан.")
    assert head.button("Подписать").count() == 0
    director.open("/")
    director.goes(SCHOOL)
    director.signs("Подписать")
    director.reads("Действует")


def test_a_contract_is_made_changed_by_the_school_agreed_and_signed_by_both(served: Served) -> None:
    served.on(TODAY)
    deputy, director = served.visitor("deputy"), served.visitor("director")
    head, other = served.visitor("head_second", phone=True), served.visitor("head_lalsk", phone=True)
    put_form_into_use(deputy)
    contract = make_contract(deputy)
    other.open(contract)
    other.reads("Такой страницы нет, или она вам недоступна")
    disagree(head)
    answer(deputy, contract)
    sign(head, director, contract)
    signed = Contract.objects.get()
    assert (signed.state, signed.number, signed.version) == (Contract.State.IN_FORCE, "1-Д", 2)
    assert HOURS in str(signed.sections)
    for reader in (head, director):
        assert reader.pdf(f"{contract}pdf/").startswith(b"%PDF-")
