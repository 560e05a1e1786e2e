"""Orders from before the system are changed, repealed and annulled by orders like any other."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.old_paper import OldPaper, enter_old_paper
from governance.documents.kinds.order.drafting import (
    draft_amending_order,
    draft_annulling_order,
    draft_repealing_order,
)
from governance.documents.kinds.order.order import Order
from governance.flows.jobs.daily import begin_day
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.order.conftest import TODAY, fresh, history_of, trace, verify
from tests.order.test_amending import put_through
from tests.scans import SCANNED_PDF

REWORD = {"action": "reword", "point": "2", "text": "Выдать учебники до 20 сентября."}
REPEAL = {"action": "repeal", "point": "3"}


@pytest.fixture
@recalled
def old(luza: Luza) -> Any:
    return enter_old_paper(
        by=luza.people["clerk"],
        unit=luza.base,
        title="Об учебниках",
        of_kind="Приказ",
        series="order",
        sequence=12,
        on=date(2011, 3, 2),
        scan=("приказ.pdf", SCANNED_PDF),
    )


def amending(order: Any, luza: Luza, *changes: dict[str, Any]) -> Order:
    return draft_amending_order(order, changes=changes, by=luza.people["deputy"], reason="В связи с …")


def reads(order: OldPaper) -> list[tuple[str, str, str]]:
    return [(point.number, point.text, point.ended) for point in fresh(order).edition()]


def test_an_old_order_is_changed_by_the_numbers_of_its_points(old: OldPaper, luza: Luza) -> None:
    order = amending(old, luza, REWORD, REPEAL, {"action": "add", "point": "6", "text": "Сообщить всем."})
    assert [point["text"] for point in order.content()["points"]] == [
        "Внести в приказ от 02.03.2011 № 12-ОД следующие изменения:",
        "пункт 2 изложить в следующей редакции: «Выдать учебники до 20 сентября.»;",
        "пункт 3 признать утратившим силу;",
        "дополнить пунктом 6 следующего содержания: «Сообщить всем.».",
    ]
    put_through(order, luza)
    assert reads(old) == [
        ("2", "Выдать учебники до 20 сентября.", ""),
        ("3", "", "repeal"),
        ("6", "Сообщить всем.", ""),
    ]
    assert (fresh(old).state, history_of(old)[-1]) == ("registered", "amend")
    before = trace(old)
    with pytest.raises(NotLegal, match="no point 3"):
        amending(old, luza, {"action": "exclude", "point": "3"})
    with pytest.raises(NotLegal, match="has a point 6"):
        amending(old, luza, {"action": "add", "point": "6", "text": "Ещё."})
    assert trace(old) == before
    assert list(verify()) == []


def test_an_annulled_change_gives_no_force_to_an_old_order_that_another_one_has_ended(
    old: OldPaper, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    changing = put_through(amending(old, luza, REWORD), luza)
    annulling = draft_annulling_order(changing, by=deputy, reason="Издан с нарушением")
    put_through(draft_repealing_order(fresh(old), by=deputy, reason="В связи с …"), luza)
    put_through(annulling, luza)
    assert (fresh(old).state, reads(old)) == ("repealed", [])


def test_an_old_order_loses_its_force_on_the_day_of_the_repealing_order(old: OldPaper, luza: Luza) -> None:
    since = TODAY + timedelta(days=3)
    order = draft_repealing_order(old, by=luza.people["deputy"], reason="В связи с …", since=since)
    assert (order.title, order.points.get().text) == (
        "О признании утратившим силу приказа от 02.03.2011 № 12-ОД",
        "Признать утратившим силу приказ от 02.03.2011 № 12-ОД «Об учебниках» с 17.09.2011.",
    )
    put_through(order, luza)
    assert fresh(old).binding
    with clock.played(since):
        begin_day()
        assert fresh(old).state == "repealed"
    with pytest.raises(NotLegal, match="nothing to change"):
        amending(fresh(old), luza, REWORD)


def test_an_old_order_is_annulled_and_stands_again_when_that_was_unlawful(old: OldPaper, luza: Luza) -> None:
    repealing = put_through(draft_repealing_order(old, by=luza.people["deputy"], reason="В связи с …"), luza)
    assert fresh(old).state == "repealed"
    again = {"reason": "Издан с нарушением", "revive": True}
    put_through(draft_annulling_order(repealing, by=luza.people["deputy"], **again), luza)
    assert fresh(old).state == "registered"
    put_through(draft_annulling_order(fresh(old), by=luza.people["deputy"], reason="Незаконен"), luza)
    assert fresh(old).state == "annulled"
    assert list(verify()) == []


def test_an_annulled_change_of_an_old_order_has_never_been(old: OldPaper, luza: Luza) -> None:
    changing = put_through(amending(old, luza, REWORD), luza)
    put_through(draft_annulling_order(changing, by=luza.people["deputy"], reason="Издан с нарушением"), luza)
    assert (reads(old), history_of(old)[-2:]) == ([], ["amend", "restore"])


def test_papers_of_a_body_are_not_orders(decision: Any, luza: Luza) -> None:
    for begin in (draft_annulling_order, draft_repealing_order):
        with pytest.raises(NotLegal, match="not in force"):
            begin(decision, by=luza.people["secretary"], reason="В связи с …")
    with pytest.raises(NotLegal, match="not in force"):
        amending(decision, luza, REWORD)
    assert Order.objects.count() == 0
