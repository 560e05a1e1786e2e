"""The number of a sitting: given when it is convened, kept when it moves, never given again, in the order of days."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from governance.documents.errors import NeedsReason, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.papers import agenda_data, end_text, notice_data, registration_data
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import draft
from governance.flows.engine.models import Notice
from governance.scenarios.luza import Luza

from .conftest import Refusal
from .council import AT_TEN, Council
from .sheets import Sheets

ZONE = timezone.get_default_timezone()


def begun(council: Council, on: date) -> Meeting:
    meeting = draft(
        Meeting,
        unit=council.unit,
        title="Заседание совета",
        by=council.secretary,
        held_at=datetime(on.year, on.month, on.day, 10, 0, tzinfo=ZONE),
        place="г. Луза",
    )
    return council.act(meeting, "add_item", title="О сайте")


def convened(council: Council, on: date, **facts: Any) -> Meeting:
    return council.act(begun(council, on), "convene", **facts)


def test_a_sitting_has_its_number_from_the_day_it_is_convened_and_its_protocol_has_the_same(
    council: Council,
) -> None:
    assert council.drafted().number == ""
    meeting = council.convened()
    assert (meeting.number, meeting.period, meeting.registered_on) == ("1", "2011/12", date(2011, 9, 12))
    assert str(meeting) == "Заседание совета № 1"
    body = "№ 1 совета школьного округа"
    papers = (notice_data(meeting), agenda_data(meeting), registration_data(meeting))
    assert [paper["body"] for paper in papers] == [body] * 3
    assert {notice.facts["paper"] for notice in Notice.objects.filter(document=meeting)} == {
        "Заседание совета № 1"
    }
    protocol = council.protocol(council.held())
    assert (protocol.number, protocol.register, protocol.meeting.number) == ("2", meeting.register, "2")
    assert list(verify()) == []


def test_a_sitting_that_moves_keeps_its_number_and_stays_in_its_year(
    council: Council, refused: Refusal
) -> None:
    meeting = convened(council, date(2012, 5, 28))
    moved = council.act(meeting, "revise", held_at=AT_TEN.replace(year=2012, month=6, day=4))
    assert (moved.number, moved.registered_on) == ("1", date(2012, 6, 4))
    with refused(NotLegal, moved, "№ 1 is a number of 2011/12, and 03.09.2012 belongs to another period"):
        council.act(moved, "revise", held_at=AT_TEN.replace(year=2012, month=9, day=3))
    assert convened(council, date(2012, 9, 3)).number == "1"
    assert list(verify()) == []


def test_numbers_and_days_of_sittings_that_disagree_need_a_reason(council: Council, refused: Refusal) -> None:
    first, early = convened(council, date(2011, 9, 20)), begun(council, date(2011, 9, 15))
    with refused(
        NeedsReason, early, "№ 1 has the date 20.09.2011, and the number beside it would have 15.09.2011"
    ):
        council.act(early, "convene")
    third = convened(council, date(2011, 9, 27))
    with refused(
        NeedsReason, first, "№ 2 has the date 27.09.2011, and the number beside it would have 28.09.2011"
    ):
        council.act(first, "revise", held_at=AT_TEN + timedelta(days=16))
    moved = council.act(
        first, "revise", held_at=AT_TEN + timedelta(days=16), reason="Председатель в командировке"
    )
    assert (moved.number, third.number) == ("1", "2")
    assert Event.objects.get(document=moved, move="revise").facts["out_of_order"] == ["2"]
    extraordinary = council.act(early, "convene", reason="Внеочередное заседание")
    assert extraordinary.number == "3"
    assert list(verify()) == []


def test_a_cancelled_sitting_keeps_its_number_and_its_day_binds_no_other(council: Council) -> None:
    cancelled = council.act(convened(council, date(2011, 9, 20)), "cancel", reason="Карантин")
    following = convened(council, date(2011, 9, 15))
    assert (cancelled.number, following.number) == ("1", "2")
    assert end_text(cancelled, "Карантин") == (
        "Причина: Карантин.\n"
        "№ 1 остаётся за этим заседанием и другому не присваивается: протокола с таким номером не будет."
    )
    assert list(verify()) == []


def test_a_draft_that_is_cancelled_has_taken_no_number(council: Council) -> None:
    council.act(council.drafted(), "cancel", reason="Передумали")
    assert council.convened().number == "1"


def test_an_absentee_vote_has_a_number_of_the_same_row(luza: Luza) -> None:
    sheets = Sheets(luza)
    sheets.convened()
    announced = sheets.announced()
    assert (announced.number, announced.registered_on) == ("2", date(2011, 9, 20))
