"""Old papers are entered with their old numbers, beside those given here, and never in their place."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from governance import clock
from governance.documents.errors import NeedsReason, NotAllowed, NotLegal
from governance.documents.kinds.old_paper import OldPaper, enter_old_paper
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS
from governance.documents.record.events import Event
from governance.documents.record.history import history_of, verify
from governance.documents.record.number_check import _numbers
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.verification import Scope
from tests.scans import SCANNED_PDF

SCAN = ("приказ.pdf", SCANNED_PDF)
TODAY = date(2011, 9, 14)


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with translation.override(None), clock.played(TODAY):
        yield


def enter(luza: Luza, number: int, *, by: str = "clerk", **facts: Any) -> Document:
    facts = {"on": date(2011, 3, 2), "series": "order", "scan": SCAN, **facts}
    return enter_old_paper(
        by=luza.people[by], unit=luza.base, title="Об учебниках", of_kind="Приказ", sequence=number, **facts
    )


def signed(luza: Luza) -> Order:
    order = draft(Order, unit=luza.base, title="О работе", by=luza.people["clerk"])
    order = perform(order, "revise", by=luza.people["clerk"], points=[{"text": "Сделать."}])
    order = perform(order, "submit", by=luza.people["clerk"])
    return perform(order, "sign", by=luza.people["director"])


def test_an_old_paper_stands_in_the_register_with_its_number_date_and_scan(luza: Luza) -> None:
    paper = enter(luza, 115, suffix="/1")
    assert (paper.state, paper.number, paper.registered_on, paper.attachments.count()) == (
        "registered",
        "115/1-ОД",
        date(2011, 3, 2),
        1,
    )
    assert history_of(paper) == ["draft", "attach", "enter"]
    assert list(verify()) == []


def test_numbering_goes_on_after_the_last_old_number(luza: Luza) -> None:
    enter(luza, 82)
    assert signed(luza).number == "83-ОД"


def test_a_number_with_an_addition_stands_beside_the_whole_one(luza: Luza) -> None:
    numbers = [enter(luza, 82).number, enter(luza, 82, suffix="/1").number, signed(luza).number]
    assert numbers == ["82-ОД", "82/1-ОД", "83-ОД"]


def test_the_same_number_in_another_year_is_another_number(luza: Luza) -> None:
    assert enter(luza, 5).period == "2011"
    assert enter(luza, 5, on=date(2010, 3, 2)).period == "2010"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"number": 82}, "№ 82-ОД of 2011 is taken in «Приказы по основной деятельности»."),
        ({"number": 0}, "A number begins with 1."),
        ({"number": 5, "suffix": "-1"}, "Write the addition to a number as «/1»."),
        ({"number": 5, "on": date(2011, 9, 15)}, "The date of an old paper cannot lie ahead."),
        ({"number": 5, "series": "letters"}, "Choose the register from the list."),
    ],
)
def test_what_cannot_be_an_old_number_is_refused_and_nothing_is_kept(
    luza: Luza, facts: dict[str, Any], sentence: str
) -> None:
    enter(luza, 82)
    facts = dict(facts)
    with pytest.raises(NotLegal) as refusal:
        enter(luza, facts.pop("number"), **facts)
    assert (str(refusal.value), OldPaper.objects.count()) == (sentence, 1)


def test_an_old_number_does_not_run_ahead_of_those_given_here(luza: Luza) -> None:
    enter(luza, 82)
    assert signed(luza).number == "83-ОД"
    with pytest.raises(NotLegal, match=r"The last number given .* is 83"):
        enter(luza, 84)
    assert enter(luza, 83, suffix="/1", on=TODAY).number == "83/1-ОД"


def test_the_date_of_an_old_number_lies_between_those_beside_it_or_it_is_said_why(luza: Luza) -> None:
    enter(luza, 5)
    enter(luza, 9, on=date(2011, 3, 20))
    for number, day in ((4, date(2011, 3, 3)), (7, date(2011, 3, 1)), (7, date(2011, 3, 21))):
        with pytest.raises(NeedsReason, match="numbers and dates go up together"):
            enter(luza, number, on=day)
    assert [fault for faults in _numbers(Scope()) for fault in faults] == []
    enter(luza, 7, on=date(2011, 3, 1), reason="Так записано в журнале.")
    said = Event.objects.filter(move="enter").latest("pk")
    assert (said.facts["out_of_order"], said.reason) == (["5-ОД"], "Так записано в журнале.")
    assert [fault for faults in _numbers(Scope()) for fault in faults] == []


def test_numbering_goes_on_beside_an_addition(luza: Luza) -> None:
    signed(luza)
    enter(luza, 1, suffix="/1", on=TODAY)
    assert signed(luza).number == "2-ОД"


def test_without_a_scan_nothing_is_registered(luza: Luza) -> None:
    paper = draft(
        OldPaper,
        unit=luza.base,
        title="Об учебниках",
        by=luza.people["clerk"],
        of_kind="Приказ",
        series="order",
    )
    with pytest.raises(NotLegal, match="Attach the scan"):
        perform(paper, "enter", by=luza.people["clerk"], sequence=5, on=date(2011, 3, 2))
    assert (OldPaper.objects.get().state, history_of(paper)) == ("draft", ["draft"])


@pytest.mark.parametrize("who", ["deputy", "director", "head_second", "observer"])
def test_only_those_who_keep_the_register_enter_old_papers(luza: Luza, who: str) -> None:
    with pytest.raises(NotAllowed):
        enter(luza, 5, by=who)
    assert OldPaper.objects.count() == 0


def test_an_entry_that_is_struck_out_keeps_its_number_taken(luza: Luza) -> None:
    paper = enter(luza, 82)
    with pytest.raises(NotLegal):
        perform(paper, "strike_out", by=luza.people["clerk"])
    with pytest.raises(NotAllowed):
        perform(paper, "strike_out", by=luza.people["deputy"], reason="Ошибка")
    assert perform(paper, "strike_out", by=luza.people["clerk"], reason="Ошибка").state == "struck"
    with pytest.raises(NotLegal, match="is taken"):
        enter(luza, 82)
    assert signed(luza).number == "83-ОД"


def test_an_order_rests_on_an_old_paper_by_its_own_name(luza: Luza) -> None:
    old = enter(luza, 82)
    order = draft(Order, unit=luza.base, title="О работе", by=luza.people["clerk"])
    with past_the_door():
        Link.objects.create(source=order, target=old, effect=BASIS)
    assert order.content()["grounds"] == "Основание: приказ от 02.03.2011 № 82-ОД"
