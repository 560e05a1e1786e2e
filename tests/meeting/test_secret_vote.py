"""A secret vote: who took part is known, what they chose is not, and nothing joins the two."""

import pytest
from django.db import IntegrityError, transaction

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.count import outcome_of
from governance.documents.kinds.meeting.rounds import Ballot, SecretBallot
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.record_rows import past_the_door

from .conftest import Refusal
from .council import AGAINST, FOR, SEATS, Council


def test_secret_vote_keeps_who_took_part_apart_from_what_was_chosen(council: Council) -> None:
    meeting = council.opened(council.running(), secret=True)
    meeting = council.cast(meeting, "base", FOR)
    meeting = council.cast(meeting, "lalsk", AGAINST)
    assert council.ballots(meeting) == {"base": "", "lalsk": ""}
    assert sorted(SecretBallot.objects.values_list("choice", flat=True)) == ["against", "for"]
    # The urn knows its round and the choice, and nothing that could lead back to a seat, a time or an order; a group of
    # members only where each of them decides.
    assert set(SecretBallot.objects.values_list("group", flat=True)) == {""}
    assert {field.name for field in SecretBallot._meta.get_fields()} == {
        "id",
        "round",
        "choice",
        "group",
        "candidate",
    }


def test_urn_is_written_anew_at_each_vote(council: Council) -> None:
    meeting = council.cast(council.opened(council.running(), secret=True), "base", FOR)
    before = set(SecretBallot.objects.values_list("pk", flat=True))
    council.cast(meeting, "lalsk", FOR)
    after = set(SecretBallot.objects.values_list("pk", flat=True))
    assert (len(before), len(after), before & after) == (1, 2, set())


def test_events_of_a_secret_vote_hold_no_choice(council: Council) -> None:
    council.vote(council.running(), secret=True, **dict.fromkeys(SEATS, AGAINST))
    events = list(Event.objects.filter(move="cast"))
    assert [sorted(event.facts) for event in events] == [["item", "round", "seat", "way"]] * 6


def test_secret_vote_is_final(council: Council, refused: Refusal) -> None:
    meeting = council.cast(council.opened(council.running(), secret=True), "base", FOR)
    for choice in (FOR, AGAINST):
        with refused(NotLegal, meeting, "a secret vote is final"):
            council.cast(meeting, "base", choice)
    assert list(SecretBallot.objects.values_list("choice", flat=True)) == ["for"]


def test_nobody_enters_a_secret_vote_for_another(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running(), secret=True)
    with refused(NotLegal, meeting, "each member casts it themselves"):
        council.act(meeting, "enter_ballot", seat=council.seats["base"], choice=FOR, way="paper")
    assert council.ballots(council.cast(meeting, "base", FOR)) == {"base": ""}


def test_secret_vote_is_tallied_only_by_closing(council: Council) -> None:
    meeting = council.opened(council.running(), secret=True)
    for key in SEATS:
        meeting = council.cast(meeting, key, FOR)
    assert council.last_round(meeting).outcome == {}
    meeting = council.lead(meeting, "close_round")
    outcome = council.last_round(meeting).outcome
    assert (outcome["for"], outcome["against"], outcome["adopted"]) == (6, 0, True)


def test_secret_tie_knows_no_casting_vote(council: Council) -> None:
    choices = {**dict.fromkeys(SEATS[:3], FOR), **dict.fromkeys(SEATS[3:], AGAINST)}
    meeting = council.vote(council.running(), secret=True, **choices)
    assert council.outcome(meeting) == (True, False)
    open_vote = council.vote(council.running(), **choices)
    assert council.outcome(open_vote) == (True, True)


def test_item_may_ask_for_a_secret_vote_by_itself(council: Council) -> None:
    meeting = council.drafted()
    meeting = council.act(meeting, "add_item", title="О награждении", secret=True)
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.opened(council.lead(meeting, "open"), council.item(meeting, 2))
    assert council.last_round(meeting).secret is True


def test_count_of_a_secret_round_never_asks_the_ballots(council: Council) -> None:
    meeting = council.opened(council.running(), secret=True)
    meeting = council.cast(meeting, "second", FOR)
    meeting = council.cast(meeting, "base", AGAINST)
    outcome = outcome_of(council.last_round(meeting), council.seats["second"].pk)
    assert (outcome["for"], outcome["against"], outcome["by_casting_vote"]) == (1, 1, False)


def test_database_refuses_a_secret_ballot_entered_by_the_secretary(council: Council) -> None:
    council.cast(council.opened(council.running(), secret=True), "base", FOR)
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        Ballot.objects.update(way="aloud")


def test_stand_in_votes_secretly_once_for_the_seat(council: Council, refused: Refusal) -> None:
    acting = council.stand_in("lalsk")
    meeting = council.cast(council.opened(council.running(), secret=True), "base", FOR)
    meeting = council.cast(meeting, "lalsk", FOR, by=acting.person)
    holder = council.members["lalsk"]
    with refused(NotLegal, meeting, "close it before another person sits down"):
        council.mark(meeting, "lalsk", "present", person=holder)
    assert perform(meeting, "close_round", by=council.chair).open_round_now() is None


def test_events_name_the_choices_when_the_vote_has_ended_and_not_before(council: Council) -> None:
    """Named with each ballot, two events in a row would tell what was dropped between them."""
    meeting = council.opened(council.running(), secret=True)
    for key, choice in zip(SEATS, (FOR, AGAINST, FOR, FOR), strict=False):
        meeting = council.cast(meeting, key, choice)
        assert all("SecretBallot" not in event.rows for event in meeting.events.all())
    meeting = council.lead(meeting, "close_round")
    assert len(meeting.events.get(move="close_round").rows["SecretBallot"]) == 4
    assert list(verify()) == []
    with past_the_door():
        SecretBallot.objects.filter(choice=AGAINST).update(choice=FOR)
    assert [fault.sentence.split(":")[0] for fault in verify()] == ["a row has been altered"]


# --- a secret needs two ------------------------------------------------------------------------------------------


def test_one_member_alone_does_not_vote_secretly(council: Council, refused: Refusal) -> None:
    council.decides_by(quorum={"share": "1/6", "strict": False})
    meeting = council.running(here=("second",))
    with refused(NotLegal, meeting, "One member alone would vote, and the result would tell how."):
        council.opened(meeting, secret=True)
    assert council.opened(meeting).open_round_now() is not None


def test_who_votes_for_all_others_by_proxy_is_alone(council: Council, refused: Refusal) -> None:
    council.decides_by(quorum={"share": "1/6", "strict": False})
    meeting = council.running(here=("second",))
    meeting = council.act(
        meeting,
        "enter_proxy",
        principal=council.seats["base"],
        holder=council.seats["second"],
        paper="доверенность № 4",
        until=meeting.day,
    )
    with refused(NotLegal, meeting, "One member alone would vote"):
        council.opened(meeting, secret=True)


def test_a_secret_vote_that_one_has_given_is_not_closed_but_annulled(
    council: Council, refused: Refusal
) -> None:
    meeting = council.cast(council.opened(council.running(), secret=True), "base", FOR)
    with refused(NotLegal, meeting, "One member alone has voted, and the result would tell how."):
        council.lead(meeting, "close_round")
    annulled = council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="Голос один")
    assert (council.last_round(annulled).state, council.last_round(annulled).outcome) == ("annulled", {})
    meeting = council.cast(council.opened(annulled, secret=True), "base", FOR)
    meeting = council.lead(council.cast(meeting, "lalsk", FOR), "close_round")
    assert council.last_round(meeting).outcome["for"] == 2


def test_where_each_group_decides_one_of_a_group_does_not_vote_secretly(
    council: Council, refused: Refusal
) -> None:
    council.decides_by(groups="each")
    with past_the_door():
        for key, seat in council.seats.items():
            seat.group = "родители" if key == "kulikovo" else "работники"
            seat.save()
    meeting = council.running()
    with refused(NotLegal, meeting, "In the group «родители» one member alone would vote"):
        council.opened(meeting, secret=True)
    with past_the_door():
        council.seats["lalsk"].group = "родители"
        council.seats["lalsk"].save()
    meeting = council.opened(meeting, secret=True)
    for key in ("base", "second", "kulikovo"):
        meeting = council.cast(meeting, key, FOR)
    with refused(NotLegal, meeting, "In the group «родители» one member alone has voted"):
        council.lead(meeting, "close_round")
    closed = council.lead(council.cast(meeting, "lalsk", FOR), "close_round")
    assert council.last_round(closed).outcome["for"] == 4
