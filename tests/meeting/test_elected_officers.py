"""A sitting elects who presides and its secretary, where the rules of the body say so."""

from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.perform import perform

from .conftest import Refusal
from .council import AGAINST, FOR, SEATS, Council
from .test_rules_of_matters import regulated

pytestmark = pytest.mark.django_db


def running(council: Council) -> Meeting:
    """The chair by office has opened it; both elections stand first."""
    regulated(council, elects_chair=True, elects_secretary=True)
    return council.running()


def elect(council: Council, meeting: Meeting, number: int, key: str, choice: Any = FOR) -> Meeting:
    """Put a member up, led by whoever presides; all vote alike."""
    leader = meeting.presiding_person
    facts = {"item": council.item(meeting, number), "candidate": council.seats[key]}
    meeting = perform(meeting, "open_round", by=leader, **facts)
    for seat in SEATS:
        meeting = council.cast(meeting, seat, choice)
    return perform(meeting, "close_round", by=leader)


def test_the_elections_stand_first_and_those_elected_lead_write_and_sign(council: Council) -> None:
    meeting = running(council)
    assert [(item.position, item.office) for item in meeting.agenda()] == [
        (1, "chair"),
        (2, "secretary"),
        (3, ""),
    ]
    meeting = elect(council, meeting, 1, "base")
    assert meeting.presiding_person == council.members["base"]
    meeting = elect(council, meeting, 2, "lalsk")
    assert (meeting.secretary, meeting.secretary_elected) == (council.members["lalsk"], True)
    meeting = perform(meeting, "open_round", by=council.members["base"], item=council.item(meeting, 3))
    meeting = perform(
        meeting,
        "enter_ballot",
        by=council.members["lalsk"],
        seat=council.seats["second"],
        choice=FOR,
        way="aloud",
    )
    meeting = perform(meeting, "close_round", by=council.members["base"])
    meeting = perform(meeting, "finish", by=council.members["base"])
    protocol = Protocol.objects.get(meeting=meeting)
    assert [entry.decided for entry in protocol.entries.order_by("item__position")][:2] == [
        "Избрать председательствующим на заседании Пелевина Л.В.",
        "Избрать секретарём заседания Жданова Н.С.",
    ]
    texts = {
        entry.item_id: {"heard": "Об избрании.", "decided": entry.decided or "Провести."}
        for entry in protocol.entries.all()
    }
    protocol = perform(protocol, "revise", by=council.members["lalsk"], entries=texts)
    protocol = perform(protocol, "submit", by=council.members["lalsk"])
    protocol = perform(protocol, "sign_as_secretary", by=council.members["lalsk"])
    assert perform(protocol, "sign_as_chair", by=council.members["base"]).state == "signed"


def test_nothing_else_is_voted_on_before(council: Council, refused: Refusal) -> None:
    meeting = running(council)
    with refused(NotLegal, meeting, "Question 1 comes first: the sitting elects who presides."):
        council.opened(meeting, council.item(meeting, 3))
    with refused(NotLegal, meeting, "Name the member who is put up for election."):
        council.opened(meeting, council.item(meeting, 1))


def test_whoever_is_not_elected_leaves_room_for_another_name(council: Council, refused: Refusal) -> None:
    meeting = elect(council, running(council), 1, "base", AGAINST)
    assert meeting.presiding_person == council.chair
    with refused(NotLegal, meeting, "Question 1 comes first"):
        council.opened(meeting, council.item(meeting, 3))
    meeting = elect(council, meeting, 1, "lalsk")
    assert meeting.presiding_person == council.members["lalsk"]


def test_who_is_not_elected_neither_leads_nor_writes(council: Council, refused: Refusal) -> None:
    meeting = elect(council, elect(council, running(council), 1, "base"), 2, "lalsk")
    with refused(NotAllowed, meeting, "The meeting is led by"):
        council.opened(meeting, council.item(meeting, 3))
    with refused(NotAllowed, meeting, "The minutes of this meeting are kept by"):
        council.mark(meeting, "base", "left")
    with refused(NotAllowed, meeting, "The sitting has elected its secretary"):
        council.act(meeting, "take_minutes")
