"""An admission as its people carry it through in a browser: from the plan to the parent who reads of the enrolment."""

import re

import pytest

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from tests.admission.office import AFTER, ANNOUNCED, INTAKE, PREPARED, RESULTS, SELECTION
from tests.processes.conftest import Served
from tests.processes.council import BodyAtWork
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

PLAN = {
    "announced_by": "2012-04-16",
    "intake_from": "2012-06-04",
    "intake_until": "2012-06-18",
    "selection_on": "2012-07-02",
    "results_on": "2012-07-05",
    "appeals_until": "2012-07-10",
    "class-0-name": "10 «А»",
    "class-0-places": "2",
    "criterion-0-title": "Средний балл аттестата",
    "criterion-0-points": "20",
}
# The chair, the secretary and the members, in the order of the page.
SELECTION_COMMISSION = (
    "deputy",
    "clerk_second",
    "teacher_maths",
    "teacher_russian",
    "methodical_chair",
    "deputy_second",
)
APPEAL_COMMISSION = ("head_second", "methodical_secretary", "head_lalsk", "head_fabrichnaya")
APPLICATION = {
    "surname": "Марков",
    "given": "Пётр",
    "patronymic": "Сергеевич",
    "birth_date": "1996-05-03",
    "address": "г. Луза, ул. Ленина, д. 5",
    "parent": "Маркова Мария Ивановна",
    "parent_address": "г. Луза, ул. Ленина, д. 5",
    "parent_document": "паспорт 33 02 765432, выдан ОВД Лузского района",
    "phone": "8 900 123-45-67",
    "email": "markova@mail.example",
}


def announce(served: Served, clerk: Visitor, director: Visitor) -> None:
    """A plan without its commissions goes nowhere; completed, it is approved by an order and announced."""
    served.on(PREPARED)
    clerk.open("/papers/new/campaign/")
    clerk.page.select_option("[name=year]", "2012")
    clerk.press("Начать")
    clerk.type(**PLAN)
    clerk.page.check("[name=class-0-general]")
    clerk.press("Сохранить", ".sticky-buttons")
    clerk.press("Отправить на утверждение")
    clerk.reads("Нужен один председатель (приёмная комиссия)")
    clerk.goes("Заполнить план приёма")
    for body, keys in (("selection", SELECTION_COMMISSION), ("appeal", APPEAL_COMMISSION)):
        for place, key in enumerate(keys):
            clerk.page.select_option(f"[name={body}-{place}-person]", str(served.luza.people[key].pk))
    clerk.press("Сохранить", ".sticky-buttons")
    clerk.press("Отправить на утверждение")
    clerk.reads("Готово: отправлен на утверждение.")
    order(clerk, director)
    served.on(ANNOUNCED)
    clerk.open(f"/papers/{Campaign.objects.get().pk}/")
    clerk.press("Объявить приём")
    clerk.reads("Готово: приём объявлен.")


def order(clerk: Visitor, director: Visitor) -> None:
    """The order that has drafted itself."""
    address = f"/papers/{Order.objects.latest('pk').pk}/"
    clerk.open(address)
    clerk.press("Отправить на подпись")
    clerk.reads("Готово: приказ отправлен на подпись.")
    director.open(address)
    director.signs("Подписать приказ")
    director.reads("Готово: приказ подписан.")


def apply(parent: Visitor) -> str:
    """From the public page, without an account; what was typed stays when something is missing. The private page."""
    parent.open("/public/")
    parent.goes("Приём в 10-е классы")
    parent.goes("Подать заявление")
    parent.pictured("apply-phone")
    parent.type(**APPLICATION)
    parent.page.select_option("[name=school]", label="МОКУ Покровская ООШ д. Куликово")
    parent.page.select_option("[name=wish-1]", label="10 «А»")
    parent.page.locator("[name^=value-]").fill("4,7")
    parent.page.check("[name=acquainted]")
    parent.press("Подать заявление")
    parent.reads("Исправьте отмеченное")
    assert parent.page.input_value("[name=surname]") == "Марков"
    parent.page.check("[name=consent]")
    parent.press("Подать заявление")
    parent.reads("Заявление зарегистрировано: № 1")
    parent.goes("Открыть моё заявление")
    parent.reads("Заявление у школы")
    return parent.page.url.removeprefix(parent.address)


def check(served: Served, secretary: Visitor) -> None:
    """Accepted by the secretary, then compared by two members, each on their own."""
    secretary.open("/")
    secretary.goes("Заявление № 1")
    secretary.press("Принять: документы все")
    secretary.reads("Готово: документы приняты.")
    people = [held.person for held in Application.objects.get().live_checks]
    assert len(people) == 2
    for person in people:
        checker = served.guest()
        checker.signs_in(person)
        checker.goes("Проверить баллы")
        checker.reads("Ваше решение")
        checker.pictured("commission-check")
        checker.press("Внести мою проверку")
        checker.reads("Выберите: принять, исправить или отклонить.")
        checker.page.get_by_role("radio", name="Принять").check()
        checker.press("Внести мою проверку")
        checker.reads("Ваша проверка внесена.")


def rank(secretary: Visitor) -> None:
    secretary.open(f"/papers/{Campaign.objects.get().pk}/")
    secretary.press("Рассчитать рейтинг")
    secretary.reads("Готово: рейтинг рассчитан.")
    secretary.open(f"/papers/{Rating.objects.get().pk}/")
    secretary.press("Передать комиссии")
    secretary.reads("Готово: передан комиссии.")


def enrol(served: Served, people: tuple[Visitor, Visitor, Visitor]) -> None:
    secretary, clerk, director = people
    rating = f"/papers/{Rating.objects.get().pk}/"
    served.on(RESULTS)
    secretary.open(rating)
    secretary.press("Опубликовать результаты")
    secretary.reads("Готово:")
    served.on(AFTER)
    clerk.open(rating)
    clerk.press("Подготовить приказ о зачислении")
    clerk.reads("Готово: подготовлен приказ о зачислении.")
    order(clerk, director)


def test_a_parent_applies_on_a_phone_and_reads_of_the_enrolment(served: Served) -> None:
    # Nobody fills in a form as fast as a play does.
    served.settings.APPLY_SHORTEST_SECONDS = 0
    served.on(PREPARED)
    clerk, director = served.visitor("clerk"), served.visitor("director")
    announce(served, clerk, director)
    served.on(INTAKE)
    parent = served.guest(phone=True)
    own = apply(parent)
    secretary = served.visitor("clerk_second")
    check(served, secretary)
    served.on(SELECTION)
    rank(secretary)
    members = [served.visitor("teacher_maths"), served.visitor("teacher_russian")]
    BodyAtWork(secretary, served.visitor("deputy"), members).decides("Рейтинговый список")
    enrol(served, (secretary, clerk, director))
    parent.open(own)
    parent.reads("Зачислен")
    parent.pictured("own-application-phone")
    assert Application.objects.get().state == "enrolled"
    parent.open(re.sub(r"/a/[^/]+", "/a/" + "x" * 43, own))
    parent.reads("Ссылка не действует")
