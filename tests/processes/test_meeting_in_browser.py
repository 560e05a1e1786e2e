"""A sitting of the council as its people hold it in a browser: from the agenda to the extract from its protocol."""

from datetime import date

import pytest

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot
from governance.documents.kinds.protocol.extract import Extract
from governance.documents.kinds.protocol.protocol import Protocol
from tests.processes.conftest import Served
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

TODAY = date(2011, 9, 12)
QUESTION = "О дне открытых дверей базовой школы"
DRAFT = "Провести день открытых дверей 15 октября."
POINT = "Пригласить родителей девятиклассников"
REPORT = "Приглашения разосланы во все школы."


def convene(keeper: Visitor) -> str:
    """An empty agenda is refused and the day that was typed stands; the address of the meeting."""
    keeper.open("/meetings/new/")
    keeper.type(day="2011-09-12", time="23:30")
    keeper.press("Созвать заседание")
    keeper.reads("Повестка пуста: включите в неё вопрос.")
    assert keeper.page.input_value("[name=day]") == "2011-09-12"
    assert keeper.page.get_by_text("Вот что вы набрали").count() == 0
    keeper.type(**{"new-title": QUESTION, "new-speaker": "Винокурова С.А.", "new-decision_draft": DRAFT})
    keeper.press("Созвать заседание")
    keeper.reads("Заседание созвано")
    return keeper.page.url.removeprefix(keeper.address)


def reply(member: Visitor, table: str) -> None:
    """From a phone; without a choice nothing is sent."""
    member.open(f"{table}reply/")
    member.press("Ответить")
    member.reads("Выберите один из ответов.")
    member.page.get_by_role("radio", name="Приду").check()
    member.press("Ответить")
    member.reads("Ответ передан секретарю.")


def open_sitting(keeper: Visitor, chair: Visitor, table: str) -> None:
    """Before attendance is marked the chair has nothing to open."""
    chair.open(table)
    assert chair.button("Открыть заседание").count() == 0
    keeper.goes("Отметить явку")
    keeper.press("Остальные присутствуют")
    keeper.reads("Отмечено:")
    chair.open(table)
    chair.press("Открыть заседание")
    chair.reads("Готово: заседание открыто.")


def vote(chair: Visitor, on_site: Visitor, at_table: Visitor, table: str) -> None:
    """One member is called to the vote from the calendar, the other one sits at the table; neither reloads a page."""
    on_site.open("/calendar/")
    at_table.open(table)
    chair.press("Открыть голосование")
    at_table.press("За")
    at_table.reads("Ваш голос учтён: За.")
    on_site.page.get_by_role("link", name="Голосовать").first.wait_for()
    on_site.pictured("call-phone")
    on_site.page.get_by_role("link", name="Голосовать").first.click()
    on_site.button("Против").wait_for()
    on_site.pictured("vote-phone")
    on_site.press("Против")
    on_site.reads("Ваш голос учтён: Против.")
    on_site.press("За")
    on_site.reads("Ваш голос учтён: За.")


def project(keeper: Visitor, table: str) -> Visitor:
    """The screen of the room, in a window of its own; it shows how many have voted, and whose votes are awaited."""
    keeper.open(table)
    screen = keeper.in_another_window("Экран для проектора")
    screen.reads(QUESTION)
    screen.reads("Проголосовали: 2 из 6.")
    return screen


def decide(chair: Visitor, others: list[Visitor], table: str) -> None:
    """Whoever has not voted is named before the vote is closed without them."""
    for voter in (*others, chair):
        voter.open(table)
        voter.press("За")
        voter.reads("Ваш голос учтён: За.")
    chair.pictured("meeting-chair")
    chair.press("Закрыть голосование")
    chair.reads("Не проголосовали 2 члена.")
    chair.press("Закрыть голосование без них")
    chair.reads("Принято: за 4")
    chair.press("Закрыть заседание")
    chair.reads("Готово: заседание закрыто.")


def write_minutes(keeper: Visitor, table: str) -> None:
    """While the sitting runs."""
    keeper.open(table)
    spoke = keeper.page.locator("[name$=-spoke]").first
    spoke.wait_for()
    spoke.fill("Пелевин Л.В. предложил пригласить родителей.")
    keeper.reads("Сохранено в")
    keeper.pictured("minutes")


def charge(keeper: Visitor) -> None:
    """A term that nobody answers for is refused, and what was typed stands."""
    keeper.press("Добавить пункт: кто, что, до какого дня")
    keeper.writes({"Что сделать": POINT, "Срок": "2011-09-30"}, within=".point")
    keeper.press("Сохранить и отправить на подпись")
    keeper.reads("Пункту со сроком нужен исполнитель.")
    assert keeper.field("Что сделать", ".point").input_value() == POINT
    director = keeper.field("Ответственный исполнитель", ".point").locator("option", has_text="Пелевин")
    keeper.field("Ответственный исполнитель", ".point").select_option(director.first.get_attribute("value"))


def sign(keeper: Visitor, chair: Visitor) -> None:
    """Not without what was heard, not with a wrong password, and nobody twice."""
    protocol = f"/papers/{Protocol.objects.get().pk}/"
    keeper.open(f"{protocol}protocol/")
    heard = keeper.page.locator("[name$=-heard]").first
    heard.fill("")
    keeper.press("Сохранить и отправить на подпись")
    keeper.reads("по каждому вопросу нужно написать, что слушали и что решили")
    heard.fill("Винокурову С.А., о дне открытых дверей.")
    charge(keeper)
    keeper.pictured("protocol-texts")
    keeper.press("Сохранить и отправить на подпись")
    keeper.reads("Тексты протокола сохранены.")
    chair.open(protocol)
    chair.type(password="не тот пароль")
    chair.press("Подписать как председатель")
    chair.reads("Пароль неверный; ничего не подписано.")
    chair.signs("Подписать как председатель")
    chair.reads("Готово: протокол подписан председателем.")
    assert chair.button("Подписать как председатель").count() == 0
    keeper.open(protocol)
    keeper.signs("Подписать как секретарь")
    keeper.reads("Готово: протокол подписан секретарём.")
    keeper.pictured("protocol")


def look_up(reader: Visitor, stands: str, execution: str) -> None:
    """The register of decisions: the point with its executor, how it stands, and under which choice it is found."""
    reader.goes("Решения", within=".side")
    reader.reads(DRAFT)
    folded = reader.page.locator(".unfold").filter(has_text=POINT).locator("summary")
    point = reader.page.locator(".decision-points li").filter(has_text=POINT)
    folded.click()
    point.filter(has_text=stands).filter(has_text="Пелевин").wait_for()
    reader.field("Исполнение").select_option(label=execution)
    reader.press("Показать")
    folded.click()
    point.filter(has_text=stands).wait_for()


def carry_out(executor: Visitor, chair: Visitor, keeper: Visitor) -> None:
    """The executor reports on a phone, the chair takes the point off control, and the register tells of both."""
    look_up(keeper, "до 30.09.2011", "На контроле")
    executor.open("/")
    executor.goes(POINT)
    executor.writes({"Что сделано": REPORT})
    executor.press("Отчитаться по пункту")
    executor.reads("Готово:")
    look_up(chair, "отчёт сдан, ждёт приёмки", "Отчёт сдан, ждёт приёмки")
    chair.goes(POINT)
    chair.page.wait_for_url("**/decisions/#*")
    chair.goes(POINT)
    chair.reads(REPORT)
    chair.press("Принять и снять с контроля")
    chair.reads("исполнен, снят с контроля")
    look_up(keeper, REPORT, "Исполнено")
    keeper.pictured("decisions")


def extract(keeper: Visitor) -> bytes:
    keeper.goes("Сформировать выписку")
    keeper.press("Сформировать выписку")
    keeper.signs("Заверить")
    keeper.reads("Готово: выписка заверена.")
    return keeper.pdf(f"/papers/{Extract.objects.get().pk}/pdf/")


def test_a_sitting_is_convened_votes_on_phones_and_its_protocol_is_signed(served: Served) -> None:
    served.on(TODAY)
    keeper, chair = served.visitor("secretary"), served.visitor("head_second")
    director, lalsk = served.visitor("director", phone=True), served.visitor("head_lalsk", phone=True)
    table = convene(keeper)
    reply(director, table)
    open_sitting(keeper, chair, table)
    vote(chair, director, lalsk, table)
    write_minutes(keeper, table)
    screen = project(keeper, table)
    decide(chair, [served.visitor("head_fabrichnaya")], table)
    screen.reads("Голосование по вопросу 1")
    screen.reads("принято")
    screen.pictured("projector")
    sign(keeper, chair)
    assert extract(keeper).startswith(b"%PDF-")
    assert Meeting.objects.get().state == Meeting.State.HELD
    assert Ballot.objects.filter(choice="for").count() == 4
    carry_out(director, chair, keeper)
    signed = Protocol.objects.get()
    assert [(report.text, report.accepted) for report in signed.reports.all()] == [(REPORT, True)]
    assert (signed.state, signed.number) == (Protocol.State.SIGNED, "1")
