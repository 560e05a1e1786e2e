"""A school sets up its own bodies from patterns in a browser, and each holds a sitting to a signed protocol."""

from datetime import date

import pytest

from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.unit import Unit
from tests.processes.conftest import Served
from tests.processes.council import BodyAtWork
from tests.visitors import Visitor

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

TODAY = date(2011, 9, 12)
# By the code of the pattern: its name, and what is decided.
BODIES = {
    "pedagogical": ("Педагогический совет", "О допуске обучающихся 9-х классов к экзаменам"),
    "parents": ("Совет родителей", "О горячем питании"),
    "assembly": ("Общее собрание работников", "О коллективном договоре"),
}
CHAIR, KEEPER, MEMBERS = "Винокурова", "Тестова", ("Мокрушин", "Дегтярёва")


def set_up(administrator: Visitor, pattern: str, name: str) -> None:
    """A chair who is not among the members is refused, and what was ticked stands."""
    administrator.open("/setup/")
    administrator.goes("Орган по образцу")
    administrator.open(f"/setup/bodies/{pattern}/")
    page = administrator.page
    for member in MEMBERS:
        page.get_by_role("checkbox", name=member).first.check()
    for field, person in (("chair", CHAIR), ("secretary", KEEPER)):
        option = page.locator(f"[name={field}] option", has_text=person).first.get_attribute("value")
        page.locator(f"[name={field}]").select_option(option)
    administrator.type(basis="приказ от 01.09.2011 № 5", since="2011-09-01", seats0="4")
    administrator.press("Создать орган")
    administrator.reads("Председатель — один из членов органа: отметьте его выше.")
    page.get_by_role("checkbox", name=CHAIR).first.check()
    administrator.press("Создать орган")
    administrator.reads(f"Орган «{name}» создан и может заседать.")
    administrator.reads("не меньше")


def convened(keeper: Visitor, name: str, question: str) -> str:
    """For this evening; the address of the meeting, with attendance marked."""
    keeper.open("/meetings/new/")
    keeper.page.get_by_role("link", name=name, exact=True).click()
    keeper.page.locator(f"[name=body][value='{Unit.objects.get(name=name).pk}']").wait_for(state="attached")
    keeper.type(day=TODAY.isoformat(), time="23:30", place="кабинет 5")
    keeper.type(**{"new-title": question, "new-decision_draft": "Принять к сведению."})
    keeper.press("Созвать заседание")
    keeper.reads("Заседание созвано")
    table = keeper.page.url.removeprefix(keeper.address)
    keeper.goes("Отметить явку")
    keeper.press("Остальные присутствуют")
    keeper.reads("Отмечено:")
    return table


def test_bodies_of_a_school_are_set_up_meet_and_sign_their_protocols(served: Served) -> None:
    served.on(TODAY)
    administrator = served.visitor("administrator")
    for pattern, (name, _question) in BODIES.items():
        set_up(administrator, pattern, name)
    keeper, chair = served.visitor("clerk"), served.visitor("deputy")
    # One of the three votes from a phone, one is there and does not vote.
    body = BodyAtWork(keeper, chair, [served.visitor("teacher_maths", phone=True)])
    for name, question in BODIES.values():
        table = convened(keeper, name, question)
        chair.open(table)
        chair.press("Открыть заседание")
        body.voted(table)
        chair.press("Закрыть заседание")
        chair.reads("Готово: заседание закрыто.")
        address = body.signed()
        protocol = Protocol.objects.latest("pk")
        assert (protocol.unit, protocol.state, protocol.number) == (
            Unit.objects.get(name=name),
            "signed",
            "1",
        )
        assert keeper.pdf(f"{address}pdf/").startswith(b"%PDF")
