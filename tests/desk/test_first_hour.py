"""A district of its own from an empty database, in a real browser: to a voted, signed protocol and a signed order.

Its names, numbers and rules are others than those of any district that the program knows; no repair page is opened.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.utils.timezone import localtime
from openpyxl import Workbook

from governance import clock
from governance.desk.accounts.founding import founding_code
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.person import Person
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload

BASIS = "приказ от 01.09.2026 № 1"
SCHOOLS = [
    ("Название", "Краткое название", "Населённый пункт", "Базовая", "10–11 классы"),
    ("Гимназия посёлка Опарино", "Гимназия", "пгт Опарино", "да", "да"),
    ("Основная школа села Речное", "Речная школа", "с. Речное", "нет", "нет"),
    ("Вечерняя школа", "Вечерняя школа", "пгт Опарино", "нет", "нет"),
]
PEOPLE = [
    ("Фамилия", "Имя", "Отчество", "Эл. почта", "Должность", "Где", "Место в органе"),
    ("Агеева", "Нина", "Павловна", "ageeva@oparino.example", "директор", "Гимназия", ""),
    ("Агеева", "Нина", "Павловна", "ageeva@oparino.example", "председатель", "Коллегия", "Гимназия"),
    ("Бортник", "Олег", "Ильич", "bortnik@oparino.example", "директор", "Речная школа", ""),
    ("Бортник", "Олег", "Ильич", "bortnik@oparino.example", "член", "Коллегия", "Речная школа"),
    ("Вешняк", "Яна", "Юрьевна", "veshnyak@oparino.example", "секретарь", "Коллегия", ""),
    ("Вешняк", "Яна", "Юрьевна", "veshnyak@oparino.example", "делопроизводитель", "Гимназия", ""),
]


def table(rows: Sequence[tuple[str, ...]]) -> "FilePayload":
    book, file = Workbook(), BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(file)
    return {"name": "table.xlsx", "mimeType": "application/octet-stream", "buffer": file.getvalue()}


def enters(admin: Visitor, path: str, rows: Sequence[tuple[str, ...]]) -> None:
    admin.open(path)
    admin.page.set_input_files("[name=file]", table(rows))
    admin.type(basis=BASIS)
    admin.press("Проверить таблицу")
    admin.page.get_by_role("button", name=re.compile("^Внести")).click()
    admin.reads("Внесено:")


@pytest.fixture
def address(_triggers_aside: None, transactional_db: None, request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("live_server").url)


def set_up(admin: Visitor) -> None:
    """From the first page to invitations: schools, a body with its seats and its rule, people, numbers."""
    admin.open("/")
    admin.type(
        code=founding_code(),
        district="Опаринский образовательный союз",
        surname="Новикова",
        given="Вера",
        patronymic="Львовна",
        email="vera@oparino.example",
    )
    admin.press("Основать округ")
    admin.chooses_password()
    enters(admin, "/setup/schools/", SCHOOLS)
    admin.follows("Совет округа", "Основать")
    admin.type(name="Коллегия директоров", short_name="Коллегия", basis=BASIS)
    admin.press("Внести")
    admin.open("/setup/")
    admin.follows("Коллегия директоров", "Внести места")
    admin.type(names="Гимназия\nРечная школа", basis=BASIS)
    admin.press("Внести")
    admin.open("/setup/")
    admin.follows("Коллегия директоров", "Задать правило")
    admin.type(source="Положение о коллегии, пункт 3", basis=BASIS, quorum="1", majority="1")
    admin.page.select_option("[name=quorum_strict]", "at_least")
    admin.page.select_option("[name=majority_strict]", "at_least")
    admin.press("Внести правила")
    enters(admin, "/setup/people/", PEOPLE)
    admin.open("/setup/registers/")
    admin.page.locator("summary").filter(has_text="Гимназия посёлка Опарино").click()
    admin.follows("Приказы по основной деятельности", "Изменить")
    admin.type(before="П-", after="/осн", basis=BASIS)
    admin.press("Внести")
    admin.reads("№ П-12/осн, с 1 января заново")
    admin.open("/setup/processes/meeting/")
    admin.reads("Всё есть")
    admin.open("/setup/invitations/")
    admin.press("Пригласить 3 человек")


def ordered(keeper: Visitor, chair: Visitor) -> None:
    """An order of the gymnasium, with the number of this district."""
    keeper.open("/papers/new/order/")
    keeper.type(title="О режиме работы гимназии")
    keeper.press("Дальше, к пунктам")
    keeper.page.locator("textarea[name$=text]").first.fill("Установить начало занятий в 8.30.")
    keeper.press("Сохранить приказ")
    order = Order.objects.get()
    keeper.open(f"/papers/{order.pk}/")
    keeper.press("Отправить на подпись")
    chair.open(f"/papers/{order.pk}/")
    chair.signs("Подписать приказ")
    chair.reads("П-1/осн")


def met(keeper: Visitor, chair: Visitor, member: Visitor) -> None:
    """A sitting that decides by the rule of this body: all of its members."""
    keeper.open("/meetings/new/")
    keeper.type(title="Заседание коллегии", place="Гимназия, кабинет 1")
    keeper.page.fill("[name=day]", f"{localtime(clock.real()):%Y-%m-%d}")
    keeper.page.fill("[name=time]", "23:30")
    keeper.page.locator("[name$=title]").last.fill("О расписании звонков")
    keeper.press("Созвать заседание")
    keeper.reads("Заседание созвано")
    table = keeper.page.url.removeprefix(keeper.address)
    keeper.open(f"{table}attendance/")
    keeper.press("Остальные присутствуют")
    chair.open(table)
    chair.press("Открыть заседание")
    chair.press("Открыть голосование")
    for voter in (member, chair):
        voter.open(table)
        voter.press("За")
        voter.reads("Ваш голос учтён: За.")
    chair.press("Закрыть голосование")
    chair.press("Закрыть заседание")
    protocol = Protocol.objects.get()
    keeper.open(f"/papers/{protocol.pk}/protocol/")
    keeper.page.locator("[name$=heard]").first.fill("Агееву Н.П., о звонках.")
    keeper.page.locator("[name$=decided]").first.fill("Утвердить расписание звонков.")
    keeper.press("Сохранить и отправить на подпись")
    for signer, act in ((chair, "Подписать как председатель"), (keeper, "Подписать как секретарь")):
        signer.open(f"/papers/{protocol.pk}/")
        signer.signs(act)
        signer.reads("Готово:")


def test_a_new_district_comes_to_a_signed_protocol_and_a_signed_order(
    address: str, chromium: "Browser", morning: None
) -> None:
    set_up(Visitor(chromium, address))
    keeper, chair, member = (Visitor(chromium, address) for _one in range(3))
    keeper.comes_by_letter("veshnyak@oparino.example")
    chair.comes_by_letter("ageeva@oparino.example")
    member.comes_by_letter("bortnik@oparino.example")
    ordered(keeper, chair)
    met(keeper, chair, member)
    order, protocol = Order.objects.get(), Protocol.objects.get()
    assert (order.state, order.number) == (Order.State.SIGNED, "П-1/осн")
    assert (protocol.state, protocol.number) == (Protocol.State.SIGNED, "1")
    assert not Person.objects.filter(is_staff=True).exists()
