"""A paper that comes to a school and is answered, as its people do it in browsers: from the journal to the file."""

from datetime import date

import pytest

from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.kinds.outgoing.letter import Outgoing
from governance.roles.person import Person
from tests.processes.conftest import Served
from tests.scans import SCANNED_PDF
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

TODAY = date(2012, 1, 16)
SUBJECT = "О согласовании графика"


def register(clerk: Visitor) -> None:
    """Without its scan nothing is registered, and what was typed stays."""
    clerk.open("/papers/new/incoming/")
    clerk.type(
        sender="Управление образования", title=SUBJECT, their_number="01-12-92", their_date="2012-01-12"
    )
    clerk.press("Зарегистрировать")
    assert clerk.page.input_value("[name=their_number]") == "01-12-92"
    assert Incoming.objects.count() == 0
    scan = {"name": "письмо.pdf", "mimeType": "application/pdf", "buffer": SCANNED_PDF}
    clerk.page.set_input_files("main input[type=file]", scan)
    clerk.press("Зарегистрировать")
    clerk.reads("№ 1 от 16.01.2012")


def resolve(director: Visitor, executor: Person) -> None:
    """On a phone, from the task."""
    director.open("/")
    director.goes(SUBJECT)
    director.page.locator("main summary").filter(has_text="Наложить резолюцию").click()
    director.type(resolution="Подготовить ответ")
    director.page.select_option("[name=executor]", str(executor.pk))
    director.press("Наложить резолюцию")
    director.reads("Готово: наложена резолюция.")


def write_answer(deputy: Visitor) -> None:
    deputy.open("/")
    deputy.goes(SUBJECT)
    deputy.goes("Написать ответ…")
    deputy.type(title=SUBJECT)
    deputy.press("Начать")
    deputy.type(
        to_body="Управление образования",
        addressee="Начальнику\nИвановой С.А.",
        text="График согласован.",
        file="01-12",
    )
    deputy.press("Сохранить")
    deputy.reads("Письмо сохранено.")
    deputy.press("Передать на подпись")
    deputy.reads("Готово: письмо передано на подпись.")


def sign(director: Visitor) -> None:
    """A wrong password signs nothing."""
    letter = Outgoing.objects.get()
    director.open(f"/papers/{letter.pk}/")
    director.type(password="не тот пароль")
    director.press("Подписать письмо")
    director.reads("Пароль неверный; ничего не подписано.")
    director.signs("Подписать письмо")
    director.reads("Готово: письмо подписано.")


def send(clerk: Visitor) -> None:
    letter = Outgoing.objects.get()
    clerk.open(f"/papers/{letter.pk}/")
    clerk.page.check("[name=way][value=post]")
    clerk.press("Отправить письмо")
    clerk.reads("Готово: письмо отправлено.")


def test_a_paper_is_registered_decided_on_answered_and_filed(served: Served) -> None:
    served.on(TODAY)
    clerk, deputy = served.visitor("clerk"), served.visitor("deputy")
    director, other = served.visitor("director", phone=True), served.visitor("head_second", phone=True)
    register(clerk)
    came = f"/papers/{Incoming.objects.get().pk}/"
    other.open(came)
    other.reads("Такой страницы нет, или она вам недоступна")
    resolve(director, served.luza.people["deputy"])
    write_answer(deputy)
    sign(director)
    send(clerk)
    paper, letter = Incoming.objects.get(), Outgoing.objects.get()
    assert (paper.state, letter.number, letter.answers_id) == (Incoming.State.DONE, "01-12-1", paper.pk)
    clerk.open(came)
    clerk.type(file="01-12")
    clerk.press("Поместить в дело")
    clerk.reads("Готово: помещён в дело.")
    assert clerk.pdf(f"/papers/{letter.pk}/pdf/").startswith(b"%PDF-")
