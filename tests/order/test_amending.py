"""An order that changes another one: its words, how the changed one reads from then on, which changes are refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.order.drafting import (
    draft_amending_order,
    draft_annulling_order,
    draft_repealing_order,
)
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing.registry import print_data
from governance.documents.record.perform import draft, perform
from governance.flows.jobs.daily import begin_day
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.order.conftest import TODAY, fresh, history_of, trace, verify

REWORD = {"action": "reword", "point": "1", "text": "Утвердить новый график дежурства."}
EXCLUDE = {"action": "exclude", "point": "2"}
ADD = {"action": "add", "point": "4", "text": "Разместить график на стенде."}


def amending(order: Order, luza: Luza, *changes: dict[str, Any]) -> Order:
    return draft_amending_order(
        order, changes=changes, by=luza.people["deputy"], reason="В связи с производственной необходимостью"
    )


def put_through(order: Order, luza: Luza) -> Order:
    order = perform(order, "submit", by=luza.people["deputy"])
    return perform(order, "sign", by=luza.people["director"])


def reads(order: Order) -> list[tuple[str, str, str]]:
    """Number, words and by which order, of each point in force."""
    edition = fresh(order).edition()
    return [(point.number, point.text, point.changed_by) for point in edition if not point.excluded]


SIGNED = [
    ("1", "Утвердить график дежурства.", ""),
    ("2", "Ознакомить с графиком учителей.", ""),
    ("3", "Контроль за исполнением приказа оставляю за собой.", ""),
]


@pytest.mark.quick
def test_an_amending_order_says_its_change_and_the_changed_order_reads_so_from_its_signature(
    signed: Order, luza: Luza
) -> None:
    order = amending(signed, luza, REWORD)
    assert (order.title, order.content()["points"]) == (
        "О внесении изменений в приказ от 14.09.2011 № 1-ОД",
        [
            {
                "number": "1",
                "text": "Внести изменение в приказ от 14.09.2011 № 1-ОД: пункт 1 изложить в следующей редакции: "
                "«Утвердить новый график дежурства.».",
                "executor": "",
                "due": "",
            }
        ],
    )
    assert reads(signed) == SIGNED
    order = put_through(order, luza)
    assert reads(signed) == [
        ("1", "Утвердить новый график дежурства.", "от 14.09.2011 № 2-ОД"),
        *SIGNED[1:],
    ]
    assert (history_of(signed)[-1], fresh(signed).state) == ("amend", "executing")
    assert list(verify()) == []


def test_several_changes_stand_in_subpoints_and_further_points_follow(signed: Order, luza: Luza) -> None:
    order = amending(signed, luza, REWORD, EXCLUDE, ADD)
    order = perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Ознакомить всех."}])
    assert [(point["number"], point["text"]) for point in order.content()["points"]] == [
        ("1", "Внести в приказ от 14.09.2011 № 1-ОД следующие изменения:"),
        ("1.1", "пункт 1 изложить в следующей редакции: «Утвердить новый график дежурства.»;"),
        ("1.2", "пункт 2 исключить;"),
        ("1.3", "дополнить пунктом 4 следующего содержания: «Разместить график на стенде.»."),
        ("2", "Ознакомить всех."),
    ]


def test_what_was_signed_stays_readable_beside_the_edition_in_force(signed: Order, luza: Luza) -> None:
    put_through(amending(signed, luza, REWORD, EXCLUDE, ADD), luza)
    data: Any = print_data(fresh(signed))
    assert [point["text"] for point in data["points"]] == [text for _number, text, _by in SIGNED[:2]]
    assert data["wording"] == "в редакции приказа от 14.09.2011 № 2-ОД"
    assert data["edition"] == {
        "points": [
            {
                "number": "1.",
                "text": "Утвердить новый график дежурства.",
                "note": "в редакции приказа от 14.09.2011 № 2-ОД",
            },
            {"number": "2.", "text": "", "note": "исключён приказом от 14.09.2011 № 2-ОД"},
            {"number": "3.", "text": "Контроль за исполнением приказа оставляю за собой.", "note": ""},
            {
                "number": "4.",
                "text": "Разместить график на стенде.",
                "note": "введён приказом от 14.09.2011 № 2-ОД",
            },
        ],
        "rows": [],
    }


def test_an_amendment_of_an_amended_point_counts_last(signed: Order, luza: Luza) -> None:
    put_through(amending(signed, luza, REWORD, ADD), luza)
    put_through(amending(signed, luza, {"action": "reword", "point": "4", "text": "Разослать график."}), luza)
    assert reads(signed) == [
        ("1", "Утвердить новый график дежурства.", "от 14.09.2011 № 2-ОД"),
        *SIGNED[1:],
        ("4", "Разослать график.", "от 14.09.2011 № 3-ОД"),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        [{"action": "reword", "point": "7", "text": "Иначе."}],
        [{"action": "exclude", "point": "2.1"}],
        [{"action": "add", "point": "2", "text": "Ещё."}],
        [{"action": "add", "point": "9", "text": "Ещё."}],
        [{"action": "add", "point": "два", "text": "Ещё."}],
        [{"action": "reword", "point": "1", "text": " "}],
        [REWORD, {"action": "exclude", "point": "1"}],
        [{"action": "annul", "point": "1"}],
    ],
)
def test_a_change_that_does_not_fit_the_order_is_refused(
    signed: Order, luza: Luza, changes: list[dict[str, Any]]
) -> None:
    before = trace(signed)
    with pytest.raises(NotLegal):
        amending(signed, luza, *changes)
    assert (trace(signed), Order.objects.count()) == (before, 1)


def test_of_two_orders_that_change_the_same_the_later_one_is_refused(signed: Order, luza: Luza) -> None:
    first, second = (
        perform(amending(signed, luza, change), "submit", by=luza.people["deputy"])
        for change in (EXCLUDE, {"action": "reword", "point": "2", "text": "Ознакомить всех."})
    )
    perform(first, "sign", by=luza.people["director"])
    before = trace(second)
    with pytest.raises(NotLegal, match="no point 2"):
        perform(second, "sign", by=luza.people["director"])
    assert trace(second) == before


def test_only_an_order_in_force_is_changed_by_those_who_draft_and_not_one_that_changes(
    submitted: Order, luza: Luza
) -> None:
    with pytest.raises(NotLegal, match="not in force"):
        amending(submitted, luza, REWORD)
    signed = perform(submitted, "sign", by=luza.people["director"])
    with pytest.raises(NotAllowed):
        draft_amending_order(signed, changes=[REWORD], by=luza.people["deputy_second"])
    changing = put_through(amending(signed, luza, REWORD), luza)
    with pytest.raises(NotLegal, match="changes another one itself"):
        amending(changing, luza, REWORD)
    other = draft(Order, unit=luza.base, title="О режиме", by=luza.people["deputy"])
    with pytest.raises(NotLegal, match="changes no other one"):
        perform(other, "write_changes", by=luza.people["deputy"], changes=[REWORD])


def test_a_point_is_declared_without_force_and_followed_no_more(signed: Order, luza: Luza) -> None:
    order = put_through(amending(signed, luza, {"action": "repeal", "point": "2"}), luza)
    assert order.content()["points"][0]["text"] == (
        "Внести изменение в приказ от 14.09.2011 № 1-ОД: пункт 2 признать утратившим силу."
    )
    data: Any = print_data(fresh(signed))
    assert data["edition"]["points"][1] == {
        "number": "2.",
        "text": "",
        "note": "признан утратившим силу приказом от 14.09.2011 № 2-ОД",
    }
    assert not fresh(signed).points.get(number="2").is_open


def test_a_point_that_is_taken_out_is_followed_no_more(signed: Order, luza: Luza) -> None:
    put_through(amending(signed, luza, EXCLUDE), luza)
    signed = fresh(signed)
    with pytest.raises(NotLegal):
        perform(signed, "close_point", by=luza.people["director"], part=signed.points.get(number="2").part)
    signed = perform(signed, "confirm_read", by=luza.people["clerk"])
    assert perform(signed, "complete", by=luza.people["director"]).state == "done"


def test_an_amending_order_that_is_annulled_has_changed_nothing(signed: Order, luza: Luza) -> None:
    changing = put_through(amending(signed, luza, REWORD, EXCLUDE), luza)
    put_through(draft_annulling_order(changing, by=luza.people["deputy"], reason="Издан с нарушением"), luza)
    signed = fresh(signed)
    assert (reads(signed), history_of(signed)[-2:]) == (SIGNED, ["amend", "restore"])
    assert signed.points.get(number="2").is_open
    assert list(verify()) == []


def test_an_annulled_change_gives_no_force_to_an_order_that_another_one_has_ended(
    signed: Order, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    first, second = (put_through(amending(signed, luza, change), luza) for change in (REWORD, EXCLUDE))
    before = draft_annulling_order(second, by=deputy, reason="Издан с нарушением")
    put_through(draft_repealing_order(fresh(signed), by=deputy, reason="В связи с …"), luza)
    put_through(before, luza)
    assert (fresh(second).state, fresh(signed).state) == ("annulled", "repealed")
    afterwards = draft_annulling_order(first, by=deputy, reason="Издан с нарушением")
    assert not afterwards.links_out.filter(effect="restore").exists()
    put_through(afterwards, luza)
    assert (fresh(first).state, fresh(signed).state, list(verify())) == ("annulled", "repealed", [])


def test_an_amending_order_is_not_annulled_while_a_later_change_rests_on_it(
    signed: Order, luza: Luza
) -> None:
    changing = put_through(amending(signed, luza, ADD), luza)
    put_through(amending(signed, luza, {"action": "exclude", "point": "4"}), luza)
    annulling = draft_annulling_order(changing, by=luza.people["deputy"], reason="Издан с нарушением")
    before = trace(annulling)
    with pytest.raises(NotLegal, match="no point 4"):
        put_through(annulling, luza)
    assert trace(annulling) == before


# --- repealed or annulled ---------------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def approved(approval: Order, luza: Luza) -> Order:
    return put_through(approval, luza)


def test_a_repealed_order_ends_on_its_day_and_the_stamp_that_rests_on_it_stays(
    approved: Order, agreed_plan: Plan, luza: Luza
) -> None:
    since = TODAY + timedelta(days=7)
    repealing = draft_repealing_order(
        approved, by=luza.people["deputy"], reason="В связи с изданием нового плана", since=since
    )
    assert (repealing.title, repealing.points.get().text) == (
        "О признании утратившим силу приказа от 14.09.2011 № 1-ОД",
        f"Признать утратившим силу приказ от 14.09.2011 № 1-ОД «{approved.title}» с 21.09.2011.",
    )
    put_through(repealing, luza)
    assert (fresh(approved).binding, fresh(agreed_plan).state) == (True, "approved")
    with clock.played(since):
        begin_day()
        assert (fresh(approved).state, fresh(agreed_plan).state) == ("repealed", "repealed")
        stamps: Any = print_data(fresh(agreed_plan))
        assert [stamp.get("void", "") for stamp in stamps["stamps"]] == ["", ""]


def test_an_annulled_act_revives_what_it_had_ended_only_if_the_order_says_so(
    approved: Order, agreed_plan: Plan, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    for draft_ending, ended in (
        (draft_repealing_order, ("repealed", "repealed")),
        (draft_annulling_order, ("annulled", "repealed")),
    ):
        ending = put_through(draft_ending(approved, by=deputy, reason="По решению совета"), luza)
        assert (fresh(approved).state, fresh(agreed_plan).state) == ended
        silent = draft_annulling_order(ending, by=deputy, reason="Издан с нарушением")
        assert [point.text for point in silent.points.all()] == [
            f"Приказ от 14.09.2011 № {ending.number} «{ending.title}» отменить."
        ]
        with pytest.raises(NotAllowed):
            perform(fresh(approved), "restore", basis=silent)
        perform(silent, "reject", by=luza.people["director"], reason="Сказать о восстановлении")
        saying = draft_annulling_order(ending, by=deputy, reason="Издан с нарушением", revive=True)
        assert [point.text for point in saying.points.all()][1:] == [
            f"Восстановить действие приказа от 14.09.2011 № 1-ОД «{approved.title}»."
        ]
        put_through(saying, luza)
        assert (fresh(approved).binding, fresh(agreed_plan).state) == (True, "approved")
        assert fresh(agreed_plan).repealed_by_id is None
        stamps: Any = print_data(fresh(agreed_plan))
        assert [stamp.get("void", "") for stamp in stamps["stamps"]] == ["", ""]


def test_what_another_order_has_ended_since_is_not_revived(
    approved: Order, agreed_plan: Plan, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    ending = put_through(draft_repealing_order(approved, by=deputy, reason="По решению совета"), luza)
    annulled = ending
    for _again in range(2):
        # First the approving order stands again, then the one that had repealed it.
        saying = draft_annulling_order(fresh(annulled), by=deputy, reason="Издан с нарушением", revive=True)
        annulled = put_through(saying, luza)
        if fresh(approved).binding:
            put_through(draft_repealing_order(fresh(approved), by=deputy, reason="Истёк"), luza)
    assert (fresh(ending).binding, fresh(approved).state) == (True, "repealed")
    last = draft_annulling_order(fresh(ending), by=deputy, reason="Издан с нарушением", revive=True)
    assert not last.links_out.filter(effect="restore").exists()
    put_through(last, luza)
    assert (fresh(approved).state, fresh(agreed_plan).state) == ("repealed", "repealed")


def test_an_order_annulled_in_silence_leaves_what_it_had_ended_without_force(
    approved: Order, agreed_plan: Plan, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    ending = put_through(draft_annulling_order(approved, by=deputy, reason="По решению совета"), luza)
    saying = draft_annulling_order(ending, by=deputy, reason="Издан с нарушением", revive=True)
    first, second = ({"text": point.text} for point in saying.points.all())
    moved = perform(saying, "revise", by=deputy, points=[first, {"text": "Ознакомить всех."}, second])
    restoring = moved.links_out.filter(effect="restore")
    assert list(restoring.values_list("place", flat=True)) == ["3", "3"]
    # The drafter takes the point out: it goes with what it would have done.
    silent = perform(moved, "revise", by=deputy, points=[first])
    assert not restoring.exists()
    put_through(silent, luza)
    assert (fresh(ending).state, fresh(approved).state, fresh(agreed_plan).state) == (
        "annulled",
        "annulled",
        "repealed",
    )


def test_a_point_that_revives_goes_with_what_it_does_wherever_it_stood_and_names_its_order_whole(
    approved: Order, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    ending = put_through(draft_annulling_order(approved, by=deputy, reason="По решению совета"), luza)
    saying = draft_annulling_order(ending, by=deputy, reason="Издан с нарушением", revive=True)
    first, second = ({"text": point.text} for point in saying.points.all())
    moved = perform(saying, "revise", by=deputy, points=[second, first])
    restoring = moved.links_out.filter(effect="restore")
    assert set(restoring.values_list("place", flat=True)) == {"1"}
    assert "№ 1-ОД" in second["text"]
    perform(moved, "revise", by=deputy, points=[first, {"text": second["text"].replace("1-ОД", "1-ОД-2")}])
    assert not restoring.exists()


def test_only_an_order_in_force_is_repealed_with_a_reason_and_not_backwards(
    signed: Order, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    for reason, since in ((" ", None), ("В связи с …", date(2011, 9, 13))):
        with pytest.raises(NotLegal):
            draft_repealing_order(signed, by=deputy, reason=reason, since=since)
    with pytest.raises(NotAllowed):
        draft_repealing_order(signed, by=luza.people["deputy_second"], reason="В связи с …")
    put_through(draft_repealing_order(signed, by=deputy, reason="В связи с …"), luza)
    with pytest.raises(NotLegal, match="nothing to repeal"):
        draft_repealing_order(fresh(signed), by=deputy, reason="В связи с …")
