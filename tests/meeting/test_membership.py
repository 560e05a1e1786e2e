"""A school whose last contract has ended takes no part from the next day on; what was before stays as it was."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.meeting.table import places
from governance.documents.printing.registry import print_data
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.flows.engine.models import Notice
from governance.roles.membership import Membership
from tests.contract.chain import Parties
from tests.memory import recalled

from .conftest import Refusal
from .council import AT_TEN, FOR, PRESENT, SEATS, TODAY, Council

pytestmark = pytest.mark.django_db

LAST = TODAY + timedelta(days=30)
AFTER = LAST + timedelta(days=1)


@pytest.fixture
@recalled
def contract(council: Council) -> Contract:
    """A contract with Lalsk, concluded before the meeting and ending by notice after it."""
    parties = Parties(council.luza)
    contract = parties.in_force("lalsk")
    return parties.act(contract, "give_notice", by=parties.head("lalsk"), reason="Реорганизация")


def keys(council: Council, day: date) -> list[str]:
    """Whose seats take part on a day."""
    by_seat = {seat.pk: key for key, seat in council.seats.items()}
    return [by_seat[seat] for seat in places(council.unit.pk, day)]


def meeting_on(council: Council, day: date, here: tuple[str, ...]) -> Meeting:
    """Another meeting, opened on its day with these members."""
    at = datetime.combine(day, AT_TEN.time(), timezone.get_default_timezone())
    meeting = council.act(council.drafted("О работе"), "revise", held_at=at)
    meeting = council.act(meeting, "convene")
    for key in here:
        meeting = council.mark(meeting, key, PRESENT)
    return council.lead(meeting, "open")


def roll(meeting: Meeting) -> Any:
    """The seats of the meeting's page, how each was marked, and the quorum."""
    found = board(Meeting.objects.get(pk=meeting.pk))
    return [(row.seat.name, row.mark.status if row.mark else "") for row in found.seats], found.quorum


def test_initial_members_sit_without_a_contract(council: Council) -> None:
    assert keys(council, TODAY) == list(SEATS)
    assert not Membership.objects.exists()


def test_the_seat_is_lost_from_the_day_after_the_last_one(council: Council, contract: Contract) -> None:
    assert contract.ends_on == LAST
    assert keys(council, LAST) == list(SEATS)
    # The base school's only contract was this one: it is without any from the same day.
    assert "lalsk" not in keys(council, AFTER)
    assert keys(council, TODAY) == list(SEATS)


def test_no_nightly_job_is_needed_for_it(council: Council, contract: Contract) -> None:
    with clock.played(AFTER):
        assert Contract.objects.get().state == "in_force"
        assert "lalsk" not in keys(council, clock.today())


def test_with_a_new_contract_the_seat_is_back(council: Council, contract: Contract) -> None:
    parties = Parties(council.luza)
    again = AFTER + timedelta(days=10)
    with clock.played(again):
        parties.in_force("lalsk")
        assert [
            ("lalsk" in keys(council, day)) for day in (LAST, AFTER, again - timedelta(days=1), again)
        ] == [
            True,
            False,
            False,
            True,
        ]


def test_its_head_is_neither_marked_nor_counted_nor_votes(
    council: Council, contract: Contract, refused: Refusal
) -> None:
    here = ("second", "fabrichnaya", "zhivotovo", "kulikovo")
    with clock.played(AFTER):
        meeting = meeting_on(council, AFTER, here)
        found = board(meeting)
        assert "lalsk" not in [key for key, seat in council.seats.items() if found.seat(seat.pk)]
        assert [one.seat.pk for one in found.outside if one.seat.pk == council.seats["lalsk"].pk]
        assert found.quorum is not None
        assert found.quorum.roster == len(keys(council, AFTER))
        with refused(NotLegal, meeting, "This seat is vacant or belongs to another body"):
            council.mark(meeting, "lalsk", PRESENT)
        meeting = council.opened(meeting)
        with refused(NotLegal, meeting, "This seat is not on the roll of the vote."):
            council.cast(meeting, "lalsk", FOR)


def test_its_head_is_not_invited(council: Council, contract: Contract) -> None:
    with clock.played(AFTER):
        meeting_on(council, AFTER, ("second", "fabrichnaya", "zhivotovo", "kulikovo"))
    told = set(Notice.objects.filter(text="convened").values_list("person__surname", flat=True))
    assert "Крылова" in told
    assert "Жданов" not in told


def test_an_earlier_meeting_its_roll_and_its_protocol_stay(council: Council, contract: Contract) -> None:
    meeting = council.held()
    protocol = council.signed(meeting)
    rounds = list(Round.objects.values())
    before = (roll(meeting), protocol.content(), print_data(protocol), rounds)
    assert len(before[0][0]) == 6
    with clock.played(AFTER + timedelta(days=100)):
        later = type(protocol).objects.get(pk=protocol.pk)
        after = (roll(meeting), later.content(), print_data(later), list(Round.objects.values()))
    assert after == before
    assert list(verify()) == []


def test_a_protocol_written_after_the_loss_tells_the_meeting_as_it_was(
    council: Council, contract: Contract
) -> None:
    meeting = council.held()
    content: Any = council.protocol(meeting).content()
    with clock.played(AFTER):
        assert council.protocol(meeting).content() == content
        signed = council.signed(meeting)
    assert "Жданов" in str(signed.content())


def test_a_contract_that_ends_during_the_meetings_day_counts_to_its_end(
    council: Council, contract: Contract
) -> None:
    with clock.played(LAST):
        meeting = meeting_on(council, LAST, SEATS)
        meeting = council.vote(meeting, **dict.fromkeys(SEATS, FOR))
    assert council.last_round(meeting).rolls.count() == 6


def test_whoever_loses_one_contract_and_has_another_keeps_the_seat(council: Council) -> None:
    """The base school is a party of all contracts."""
    parties = Parties(council.luza)
    form = parties.form_in_use()
    parties.in_force("second", form=form)
    leaving = parties.in_force("lalsk", form=form)
    perform(leaving, "give_notice", by=parties.head("lalsk"), reason="Реорганизация")
    assert keys(council, AFTER) == [key for key in SEATS if key != "lalsk"]
