"""Elections at a meeting: candidates, ballots, second rounds, and who takes office by the signed protocol."""

from datetime import date, timedelta

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.election.election import Candidate
from governance.documents.kinds.meeting.rounds import Ballot, SecretBallot
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.scenarios.luza import Luza
from tests.scans import SCANNED_PDF

from .conftest import Refusal
from .council import SEATS, TODAY
from .election import Voters

SCAN = {"name": "согласие.pdf", "data": SCANNED_PDF}

# base and lalsk stand; the chair sits for the second school.
FOUR_TO_TWO = {
    **dict.fromkeys(("base", "second", "fabrichnaya", "kulikovo"), ("base",)),
    **dict.fromkeys(("lalsk", "zhivotovo"), ("lalsk",)),
}


@pytest.fixture
def voters(luza: Luza) -> Voters:
    return Voters(luza)


@pytest.mark.parametrize("secret", [True, False])
def test_who_has_the_majority_is_elected(voters: Voters, secret: bool) -> None:
    meeting = voters.closed("base", "lalsk", chosen=FOUR_TO_TWO, secret=secret)
    assert voters.result(meeting) == {"elected": ["base"], "tied": [], "runoff": []}
    outcome = voters.last_round(meeting).outcome
    assert outcome["reason"] == "Избран: Пелевин Л.В. — 4 голоса (нужно не меньше 4)."
    assert outcome["ballots"] == {
        "issued": 6,
        "found": 6,
        "invalid": 0,
        "valid": 6,
        "made": 0,
        "spoilt": 0,
    }


def test_nobody_has_the_majority_and_the_second_round_decides(voters: Voters) -> None:
    first = {
        "base": ("base",),
        "second": ("base",),
        "lalsk": ("lalsk",),
        "fabrichnaya": ("lalsk",),
        "zhivotovo": ("zhivotovo",),
        "kulikovo": (),
    }
    meeting = voters.closed("base", "lalsk", "zhivotovo", chosen=first)
    assert voters.result(meeting) == {"elected": [], "tied": [], "runoff": ["base", "lalsk"]}
    assert voters.question(meeting).decision() is None
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting))
    assert voters.last_round(meeting).poll["candidates"] == [
        voters.candidate(meeting, key).pk for key in ("base", "lalsk")
    ]
    meeting = voters.chosen(meeting, **FOUR_TO_TWO)
    assert voters.result(meeting) == {"elected": ["base"], "tied": [], "runoff": []}
    assert voters.question(meeting).decision() == voters.last_round(meeting)


def test_whoever_withdraws_between_two_rounds_is_on_no_further_ballot(
    voters: Voters, refused: Refusal
) -> None:
    tie = {**dict.fromkeys(SEATS[:3], ("base",)), **dict.fromkeys(SEATS[3:], ("lalsk",))}
    meeting = voters.closed("base", "lalsk", chosen=tie)
    assert voters.result(meeting)["runoff"] == ["base", "lalsk"]
    question = voters.question(meeting)
    meeting = perform(meeting, "stand_down", by=voters.members["lalsk"], item=question, reason="болезнь")
    meeting = voters.lead(meeting, "open_round", item=question)
    assert voters.last_round(meeting).poll["candidates"] == [voters.candidate(meeting, "base").pk]
    with refused(NotLegal, meeting, "too late to withdraw"):
        perform(meeting, "stand_down", by=voters.members["base"], item=question, reason="устал")


def test_several_posts_take_several_names(voters: Voters, refused: Refusal) -> None:
    meeting = voters.polling("base", "lalsk", "zhivotovo", office="delegate", posts=2)
    with refused(NotLegal, meeting, "choose at most 2, there are 3"):
        voters.choose(meeting, "base", "base", "lalsk", "zhivotovo")
    meeting = voters.chosen(
        meeting,
        base=("base", "lalsk"),
        second=("base", "lalsk"),
        lalsk=("base", "lalsk"),
        fabrichnaya=("base",),
        zhivotovo=("lalsk", "zhivotovo"),
    )
    assert voters.result(meeting) == {"elected": ["base", "lalsk"], "tied": [], "runoff": []}
    assert SecretBallot.objects.count() == 9


def test_most_votes_win_where_the_question_says_so_and_a_tie_is_voted_on_again(voters: Voters) -> None:
    first = {"base": ("base",), "second": ("lalsk",), "lalsk": (), "fabrichnaya": ()}
    meeting = voters.closed("base", "lalsk", chosen=first, winning="most")
    assert voters.result(meeting) == {"elected": [], "tied": ["base", "lalsk"], "runoff": []}
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting))
    meeting = voters.chosen(meeting, base=("base",), second=("base",), lalsk=("lalsk",))
    assert voters.result(meeting)["elected"] == ["base"]


# --- refusals -----------------------------------------------------------------------------------------------------


def test_a_ballot_names_candidates_of_this_election_alone_and_each_once(
    voters: Voters, refused: Refusal
) -> None:
    meeting = voters.polling("base", "lalsk", office="delegate", posts=2)
    chosen = voters.candidate(meeting, "base").pk
    for names, sentence in (
        ([chosen, chosen], "can be chosen once"),
        ([chosen + 1000], "Choose among the candidates"),
    ):
        with refused(NotLegal, meeting, sentence):
            perform(meeting, "choose", by=voters.members["base"], seat=voters.seats["base"], candidates=names)
    with refused(NotLegal, meeting, "choose among the candidates"):
        voters.cast(meeting, "base", "for")


def test_nobody_chooses_twice_late_or_when_recused(voters: Voters, refused: Refusal) -> None:
    meeting = voters.sitting("base", "lalsk")
    question = voters.question(meeting)
    meeting = perform(
        meeting,
        "recuse",
        by=voters.members["kulikovo"],
        item=question,
        seat=voters.seats["kulikovo"],
        reason="родство",
    )
    meeting = voters.lead(meeting, "open_round", item=question)
    meeting = voters.choose(meeting, "base", "base")
    with refused(NotLegal, meeting, "a secret vote is final"):
        voters.choose(meeting, "base", "lalsk")
    with refused(NotLegal, meeting, "recused"):
        voters.choose(meeting, "kulikovo", "base")
    meeting = voters.choose(meeting, "lalsk", "lalsk")
    voting = voters.last_round(meeting)
    meeting = voters.lead(meeting, "close_round")
    with refused(NotLegal, meeting, "The voting is closed"):
        voters.choose(meeting, "second", "base", round=voting)
    assert Ballot.objects.count() == 2


def test_open_ballot_may_be_changed_and_entered_by_the_secretary(voters: Voters) -> None:
    meeting = voters.polling("base", "lalsk", secret=False)
    meeting = voters.choose(meeting, "base", "base")
    meeting = voters.choose(meeting, "base", "lalsk")
    chosen = [voters.candidate(meeting, "lalsk").pk]
    meeting = voters.act(meeting, "enter_choice", seat=voters.seats["second"], candidates=chosen, way="aloud")
    assert [(ballot.names, ballot.way) for ballot in Ballot.objects.order_by("pk")] == [
        (chosen, "own"),
        (chosen, "aloud"),
    ]


def test_without_consent_nobody_stands(voters: Voters, refused: Refusal) -> None:
    meeting = voters.sitting("base", "lalsk", consent=False)
    question = voters.question(meeting)
    with refused(NotLegal, meeting, "Nobody stands"):
        voters.lead(meeting, "open_round", item=question)
    with refused(NotAllowed, meeting, "You are not put up"):
        voters.consent(meeting, "kulikovo")
    meeting = voters.consent(meeting, "base")
    paper = voters.candidate(meeting, "lalsk")
    with refused(NotLegal, meeting, "Name the paper by which the candidate consents"):
        voters.act(meeting, "enter_consent", candidate=paper, paper=" ", **SCAN)
    with refused(NotLegal, meeting, "Attach the scan"):
        voters.act(meeting, "enter_consent", candidate=paper, paper="заявление от 10.09.2011")
    meeting = voters.act(meeting, "enter_consent", candidate=paper, paper="заявление от 10.09.2011", **SCAN)
    assert voters.candidate(meeting, "lalsk").scan == meeting.attachments.get()
    consents = list(Candidate.objects.order_by("position").values_list("consent", "consent_paper"))
    assert consents == [("system", ""), ("paper", "заявление от 10.09.2011")]


def test_candidates_are_members_where_the_office_is_a_members(voters: Voters, refused: Refusal) -> None:
    meeting = voters.sitting("base")
    question = voters.question(meeting)
    with refused(NotLegal, meeting, "is no member of the body"):
        voters.act(
            meeting, "put_up_at_sitting", item=question, person=voters.outsider, put_up_by="Жданов Н.С."
        )
    with refused(NotLegal, meeting, "Write who puts the candidate up"):
        voters.act(meeting, "put_up_at_sitting", item=question, person=voters.members["lalsk"], put_up_by="")
    facts = {"item": question, "person": voters.members["lalsk"], "put_up_by": "Пелевин Л.В."}
    meeting = voters.act(meeting, "put_up_at_sitting", **facts)
    assert voters.election(meeting).candidates.count() == 2


def test_a_closed_list_takes_nobody_at_the_sitting(voters: Voters, refused: Refusal) -> None:
    meeting = voters.sitting("base", among="named")
    facts = {"person": voters.members["lalsk"], "put_up_by": "Пелевин Л.В."}
    with refused(NotLegal, meeting, "the list is closed"):
        voters.act(meeting, "put_up_at_sitting", item=voters.question(meeting), **facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"office": "chair", "posts": 2}, "Only one person holds this office"),
        ({"office": "delegate", "posts": 0}, "at least 1"),
        ({"office": "tsar"}, "from the lists"),
        (
            {"office": "chair", "since": date(2012, 1, 2), "until": date(2012, 1, 1)},
            "would end before it begins",
        ),
        ({"office": "chair", "unit": 10**6}, "no such body"),
        ({"office": "chair", "among": "group"}, "Name the group"),
    ],
)
def test_an_election_that_makes_no_sense_is_not_put_on_an_agenda(
    voters: Voters, refused: Refusal, facts: dict[str, object], sentence: str
) -> None:
    meeting = voters.drafted()
    with refused(NotLegal, meeting, sentence):
        voters.act(meeting, "add_election", **facts)


def test_an_election_can_be_taken_off_the_agenda_with_its_candidates(voters: Voters) -> None:
    meeting = voters.called("base", "lalsk")
    meeting = voters.act(meeting, "drop_item", item=voters.question(meeting))
    assert (Candidate.objects.count(), meeting.items.count(), list(verify())) == (0, 1, [])


# --- secrecy ------------------------------------------------------------------------------------------------------


def test_nothing_leads_from_a_choice_to_a_seat(voters: Voters) -> None:
    meeting = voters.polling("base", "lalsk", office="delegate", posts=2)
    for key in SEATS:
        before = set(SecretBallot.objects.values_list("pk", flat=True))
        meeting = voters.choose(meeting, key, "base", "lalsk")
        assert before.isdisjoint(SecretBallot.objects.values_list("pk", flat=True))
    assert {field.name for field in SecretBallot._meta.get_fields()} == {
        "id",
        "round",
        "choice",
        "group",
        "candidate",
    }
    assert list(Ballot.objects.values_list("choice", "names").distinct()) == [("", None)]
    events = list(Event.objects.filter(move="choose"))
    assert [sorted(event.facts) for event in events] == [["item", "round", "seat", "way"]] * 6
    assert all("SecretBallot" not in event.rows for event in events)
    meeting = voters.lead(meeting, "close_round")
    assert len(meeting.events.get(move="close_round").rows["SecretBallot"]) == 12
    assert list(verify()) == []


# --- taking office ------------------------------------------------------------------------------------------------


def test_the_signed_protocol_makes_the_elected_member_chair(voters: Voters) -> None:
    meeting = voters.closed("base", "lalsk", chosen=FOUR_TO_TWO)
    before = {key: voters.on_seat(key, TODAY) for key in SEATS}
    protocol = voters.signed_protocol(meeting)
    yesterday = TODAY - timedelta(days=1)
    assert voters.on_seat("base", yesterday) == before["base"] == [("base", "council_member")]
    assert voters.on_seat("second", yesterday) == before["second"] == [("second", "council_chair")]
    assert voters.on_seat("base", TODAY) == [("base", "council_chair")]
    assert voters.on_seat("second", TODAY) == [("second", "council_member")]
    chair = Appointment.objects.in_force(TODAY).get(role="council_chair")
    assert chair.basis == f"протокол совета школьного округа от 12.09.2011 № {protocol.number}, п. 2"
    assert chair.title == "председатель совета школьного округа"
    assert protocol.links_out.get(effect="elect").failure == ""
    assert list(verify()) == []


def test_the_office_passes_on_the_day_that_the_decision_says_and_ends_with_its_term(voters: Voters) -> None:
    since, until = date(2011, 10, 1), date(2012, 8, 31)
    meeting = voters.closed("base", "lalsk", chosen=FOUR_TO_TWO, since=since, until=until)
    voters.signed_protocol(meeting)
    day = timedelta(days=1)
    assert voters.on_seat("second", since - day) == [("second", "council_chair")]
    assert voters.on_seat("base", since - day) == [("base", "council_member")]
    assert voters.on_seat("base", since) == voters.on_seat("base", until) == [("base", "council_chair")]
    assert voters.on_seat("base", until + day) == [("base", "council_member")]


def test_a_chair_who_is_elected_again_stays_and_holds_by_the_new_vote(voters: Voters) -> None:
    meeting = voters.closed("second", chosen=dict.fromkeys(SEATS, ("second",)))
    voters.signed_protocol(meeting)
    assert voters.on_seat("second", TODAY) == [("second", "council_chair")]
    assert Appointment.objects.in_force(TODAY).get(role="council_chair").basis.startswith("протокол совета")


def test_who_cannot_take_office_any_more_leaves_a_task_and_the_protocol_stands(voters: Voters) -> None:
    meeting = voters.closed("base", "lalsk", chosen=FOUR_TO_TWO)
    held = Appointment.objects.in_force(TODAY).get(seat=voters.seats["base"])
    meeting = voters.lead(meeting, "leave_item", item=voters.item(meeting), reason="отложено")
    meeting = voters.lead(meeting, "finish")
    dismiss(held, by=None, basis="уволен", until=TODAY - timedelta(days=1))
    protocol = voters.signed(meeting)
    assert protocol.state == "signed"
    assert "is no member of the body any more" in protocol.links_out.get(effect="elect").failure
    assert voters.on_seat("second", TODAY) == [("second", "council_chair")]


def test_elected_members_of_another_body_get_its_vacant_seats(voters: Voters) -> None:
    """The council elects a member of the methodical council, in which one seat has become vacant."""
    unit, seats = voters.luza.methodical, voters.luza.methodical_seats
    vacant = next(iter(seats.values()))
    dismiss(
        Appointment.objects.in_force(TODAY).get(seat=vacant, stands_for=None),
        by=None,
        basis="приказ об увольнении",
        until=TODAY - timedelta(days=1),
    )
    chosen = dict.fromkeys(SEATS, ("base",))
    election = {"office": "member", "unit": unit.pk, "replaces": False}
    voters.signed_protocol(voters.closed("base", "lalsk", chosen=chosen, **election))
    held = Appointment.objects.in_force(TODAY).get(unit=unit, person=voters.members["base"])
    assert (held.seat, held.role, held.title) == (
        vacant,
        "methodist",
        "член методического совета школьного округа",
    )


def test_the_protocol_says_whom_the_meeting_has_elected(voters: Voters) -> None:
    meeting = voters.closed("base", "lalsk", chosen=FOUR_TO_TWO)
    protocol = voters.signed_protocol(meeting)
    item = protocol.words()["items"][1]
    assert item["decided"] == [
        "Избрать председателем совета школьного округа Пелевина Л.В. со дня подписания протокола."
    ]
    assert item["rounds"] == [
        {
            "name": "первый тур",
            "form": "тайное",
            "votes": "за Пелевина Л.В. — 4, за Жданова Н.С. — 2, против всех — 0; голосов в системе: 6",
            "outcome": "Избран: Пелевин Л.В. — 4 голоса (нужно не меньше 4).",
            "silent": [],
            "recusals": 0,
            "recused": [],
            "entered": [],
        }
    ]
