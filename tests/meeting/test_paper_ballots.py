"""Secret votes on paper: issued against signature, counted by the commission, nobody counted twice."""

from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.election.minutes import votes_in_minutes
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.rounds import Ballot, SecretBallot
from governance.documents.kinds.protocol.commission_told import commission_told
from governance.documents.printing.registry import print_data
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza
from tests.scans import SCANNED_PDF

from .conftest import Refusal
from .council import FOR, SEATS
from .election import Voters

COUNT = {"made": 10, "found": 2, "invalid": 0}


@pytest.fixture
def voters(luza: Luza) -> Voters:
    return Voters(luza)


def polling(voters: Voters, *issued: str, **election: Any) -> Meeting:
    """A secret ballot between base and lalsk; the commission has issued papers for these seats."""
    meeting = voters.name_tellers(voters.sitting("base", "lalsk", **election), "second", "kulikovo")
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting))
    for key in issued:
        meeting = issue(voters, meeting, key)
    return meeting


def issue(voters: Voters, meeting: Meeting, key: str) -> Meeting:
    return perform(meeting, "issue_ballot", by=voters.members["kulikovo"], seat=voters.seats[key])


def counted(voters: Voters, meeting: Meeting, votes: dict[str, int], **numbers: int) -> Meeting:
    """The commission opens the urn; votes by the keys of the candidates, or "against"."""
    names = {
        name if name == "against" else str(voters.candidate(meeting, name).pk): number
        for name, number in votes.items()
    }
    facts = {**COUNT, "round": voters.last_round(meeting).pk, "votes": names, **numbers}
    return perform(meeting, "count_ballots", by=voters.members["kulikovo"], **facts)


def test_a_paper_ballot_in_somebodys_hand_is_no_vote_yet(voters: Voters) -> None:
    meeting = voters.choose(polling(voters, "fabrichnaya", "zhivotovo"), "base", "base")
    vote = board(meeting).current
    assert vote is not None
    assert (vote.cast, vote.issued, vote.expected) == (1, 2, 6)


def test_papers_and_votes_in_the_system_make_one_result(voters: Voters) -> None:
    meeting = polling(voters, "fabrichnaya", "zhivotovo")
    for key in ("base", "second", "kulikovo"):
        meeting = voters.choose(meeting, key, "base")
    meeting = counted(voters, meeting, {"base": 1, "lalsk": 1, "against": 0})
    outcome = voters.last_round(meeting).outcome
    assert voters.result(meeting) == {"elected": ["base"], "tied": [], "runoff": []}
    assert outcome["ballots"] == {
        "issued": 5,
        "found": 5,
        "invalid": 0,
        "valid": 5,
        "made": 10,
        "spoilt": 0,
    }
    assert SecretBallot.objects.count() == 5
    assert list(verify()) == []


def test_whoever_has_a_paper_does_not_vote_in_the_system_and_the_reverse(
    voters: Voters, refused: Refusal
) -> None:
    meeting = voters.choose(polling(voters, "fabrichnaya"), "base", "base")
    with refused(NotLegal, meeting, "A paper ballot is issued for this seat"):
        voters.choose(meeting, "fabrichnaya", "base")
    with refused(NotLegal, meeting, "has voted in the system already"):
        issue(voters, meeting, "base")
    assert sorted(Ballot.objects.values_list("way", flat=True)) == ["issued", "own"]


def test_a_spoilt_ballot_comes_back_and_the_seat_votes_anew(voters: Voters, refused: Refusal) -> None:
    meeting = polling(voters, "fabrichnaya", "zhivotovo")
    facts = {"seat": voters.seats["fabrichnaya"], "reason": "испорчен"}
    meeting = perform(meeting, "take_back_ballot", by=voters.members["kulikovo"], **facts)
    with refused(NotLegal, meeting, "No paper ballot is issued"):
        perform(meeting, "take_back_ballot", by=voters.members["kulikovo"], **facts)
    meeting = issue(voters, meeting, "fabrichnaya")
    with refused(NotLegal, meeting, "handed out (2, and 1 spoilt) than made (2)"):
        counted(voters, meeting, {"base": 2, "lalsk": 0, "against": 0}, made=2)
    meeting = counted(voters, meeting, {"base": 2, "lalsk": 0, "against": 0}, made=3)
    assert voters.last_round(meeting).outcome["ballots"]["spoilt"] == 1


@pytest.mark.parametrize(
    ("votes", "numbers", "sentence"),
    [
        ({"base": 2, "lalsk": 1, "against": 0}, {"found": 3}, "found (3) than issued (2)"),
        ({"base": 0, "lalsk": 0, "against": 0}, {"invalid": 3}, "invalid (3) than found (2)"),
        ({"base": 3, "lalsk": 0, "against": 0}, {}, "more votes than there are valid ballots (2)"),
        ({"base": 1, "lalsk": 0, "against": 0}, {}, "1 votes are counted"),
        ({"base": 1, "lalsk": 1, "against": 1}, {}, "2 votes are counted"),
        ({"base": -1, "lalsk": 2, "against": 0}, {}, "a whole one from 0 up"),
        ({"base": 2, "lalsk": 0}, {}, "Enter a number for each choice"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(
    voters: Voters, refused: Refusal, votes: dict[str, int], numbers: dict[str, int], sentence: str
) -> None:
    meeting = polling(voters, "fabrichnaya", "zhivotovo")
    with refused(NotLegal, meeting, sentence):
        counted(voters, meeting, votes, **numbers)
    assert voters.last_round(meeting).is_open


def test_the_commission_alone_issues_and_counts_and_no_candidate_is_of_it(
    voters: Voters, refused: Refusal
) -> None:
    meeting = voters.sitting("base", "lalsk")
    with refused(NotLegal, meeting, "nobody counts an election in which they stand"):
        voters.name_tellers(meeting, "base", "kulikovo")
    with refused(NotLegal, meeting, "from those who are here"):
        outsider = voters.outsider.pk
        voters.elect_tellers(meeting, [outsider])
    meeting = voters.name_tellers(meeting, "second", "kulikovo")
    facts = {"item": voters.question(meeting), "put_up_by": "Пелевин Л.В."}
    with refused(NotLegal, meeting, "counts the ballots"):
        voters.act(meeting, "put_up_at_sitting", person=voters.members["kulikovo"], **facts)
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting))
    with refused(NotAllowed, meeting, "by the counting commission"):
        perform(meeting, "issue_ballot", by=voters.members["base"], seat=voters.seats["base"])
    assert voters.act(meeting, "issue_ballot", seat=voters.seats["base"]).revision > meeting.revision


def test_ballots_are_issued_in_a_secret_vote_to_those_who_are_here(voters: Voters, refused: Refusal) -> None:
    meeting = polling(voters, here=tuple(key for key in SEATS if key != "zhivotovo"))
    with refused(NotLegal, meeting, "Nobody is here for this seat"):
        issue(voters, meeting, "zhivotovo")
    with refused(NotLegal, meeting, "No ballots were issued on paper"):
        counted(voters, meeting, {"base": 0, "lalsk": 0, "against": 0}, found=0)
    meeting = issue(voters, meeting, "lalsk")
    with refused(NotLegal, meeting, "the commission opens the urn"):
        voters.lead(meeting, "close_round")


def test_an_ordinary_secret_question_is_voted_on_paper_too(voters: Voters) -> None:
    meeting = voters.name_tellers(voters.running(), "second", "kulikovo")
    meeting = voters.opened(meeting, secret=True)
    for key in ("fabrichnaya", "zhivotovo", "kulikovo"):
        meeting = issue(voters, meeting, key)
    for key in ("base", "second"):
        meeting = voters.cast(meeting, key, FOR)
    votes = {"for": 2, "against": 0, "abstain": 0}
    facts = {**COUNT, "found": 3, "invalid": 1, "round": voters.last_round(meeting).pk, "votes": votes}
    meeting = perform(meeting, "count_ballots", by=voters.members["kulikovo"], **facts)
    outcome = voters.last_round(meeting).outcome
    assert (outcome["for"], outcome["present"], outcome["adopted"]) == (4, 6, True)
    assert outcome["ballots"]["invalid"] == 1


def test_no_event_tells_what_stood_on_the_papers_alone(voters: Voters) -> None:
    """One paper would tell how its voter chose; so would its row, had it a place of its own in the urn."""
    meeting = voters.choose(polling(voters, "fabrichnaya"), "base", "base")
    voted = set(SecretBallot.objects.values_list("pk", flat=True))
    meeting = counted(voters, meeting, {"base": 0, "lalsk": 1, "against": 0}, found=1)
    event = Event.objects.get(move="count_ballots")
    assert sorted(event.facts) == ["item", "outcome", "round"]
    assert sorted(event.facts["outcome"]["votes"].values()) == [1, 1]
    assert voted.isdisjoint(SecretBallot.objects.values_list("pk", flat=True))


# --- the commission's protocol ------------------------------------------------------------------------------------


def counted_sitting(voters: Voters) -> Meeting:
    meeting = polling(voters, "fabrichnaya", "zhivotovo")
    for key in ("base", "second", "kulikovo"):
        meeting = voters.choose(meeting, key, "base")
    return counted(voters, meeting, {"base": 1, "lalsk": 1, "against": 0})


def test_the_sheet_of_the_commission_says_who_certified_its_scan(voters: Voters) -> None:
    counting = voters.counting(counted_sitting(voters))
    counting = voters.act(counting, "enter_sheet", name="протокол.pdf", data=SCANNED_PDF)
    lines: Any = print_data(counting)["signatures"]
    assert [(line["mark"], line["text"].partition(". ")[0]) for line in lines] == [
        ("paper", "Подписано на бумаге 12.09.2011")
    ] * 2
    assert all(line["text"].endswith(", 12.09.2011") and ". Скан заверен: " in line["text"] for line in lines)


def counting_signed(voters: Voters) -> Meeting:
    """Counted, and signed by both members of the commission."""
    meeting = counted_sitting(voters)
    for key in ("second", "kulikovo"):
        perform(voters.counting(meeting), "sign", by=voters.members[key])
    return meeting


def test_the_commission_signs_its_protocol_and_the_meeting_approves_it(
    voters: Voters, refused: Refusal
) -> None:
    meeting = counting_signed(voters)
    counting = voters.counting(meeting)
    assert (counting.state, counting.position) == ("signed", 1)
    meeting = voters.lead(meeting, "leave_item", item=voters.item(meeting), reason="отложено")
    with refused(NotLegal, meeting, "has not approved what the counting commission found"):
        voters.lead(meeting, "finish")
    with refused(NotAllowed, counting):
        perform(counting, "approve", by=voters.members["base"], in_favour=6, against=0, abstain=0)
    counting = voters.act(counting, "approve", in_favour=6, against=0, abstain=0)
    protocol = voters.signed(voters.lead(meeting, "finish"))
    assert protocol.words()["items"][1]["decided"] == [
        "Утвердить протокол № 1 счётной комиссии.",
        "Избрать председателем совета школьного округа Пелевина Л.В. со дня подписания протокола.",
    ]


def test_protocols_tell_papers_apart_from_votes_in_the_system_and_say_their_sum(voters: Voters) -> None:
    meeting = counting_signed(voters)
    words: Any = print_data(voters.counting(meeting))
    assert [(fact["label"], fact["text"]) for fact in words["ballots"]] == [
        ("Число членов, входящих в состав", "6"),
        ("Участвуют в заседании", "6"),
        ("Изготовлено бюллетеней", "10"),
        ("Выдано бюллетеней", "2"),
        ("Погашено испорченных бюллетеней", "0"),
        ("Погашено неиспользованных бюллетеней", "8"),
        ("Обнаружено бюллетеней при вскрытии урны", "2"),
        ("Признано недействительными", "0"),
        ("Действительных бюллетеней", "2"),
        ("Подано голосов в системе", "3"),
        ("Всего действительных бюллетеней и голосов в системе", "5"),
    ]
    assert votes_in_minutes(voters.last_round(meeting), meeting.district_id) == (
        "за Пелевина Л.В. — 4, за Жданова Н.С. — 1, против всех — 0; бюллетеней на бумаге: выдано 2, обнаружено 2, "
        "недействительных 0; голосов в системе: 3; всего действительных бюллетеней и голосов: 5"
    )


@pytest.mark.parametrize(
    ("on_paper", "told"),
    [
        (True, "; бюллетеней на бумаге: выдано 2, обнаружено 2, недействительных 1"),
        (False, "; голосов в системе: 2"),
    ],
)
def test_a_vote_that_went_one_way_alone_is_not_added_up(voters: Voters, on_paper: bool, told: str) -> None:
    meeting = polling(voters, *(("fabrichnaya", "zhivotovo") if on_paper else ()))
    if on_paper:
        meeting = counted(voters, meeting, {"base": 1, "lalsk": 0, "against": 0}, invalid=1)
    else:
        for key in ("base", "second"):
            meeting = voters.choose(meeting, key, "base")
        meeting = voters.lead(meeting, "close_round")
    assert votes_in_minutes(voters.last_round(meeting), meeting.district_id).endswith(
        f"против всех — 0{told}"
    )


def test_a_count_that_the_meeting_rejects_is_annulled_and_repeated(voters: Voters, refused: Refusal) -> None:
    meeting = counting_signed(voters)
    counting = voters.act(voters.counting(meeting), "approve", in_favour=1, against=5, abstain=0)
    assert counting.state == "rejected"
    question = voters.question(meeting)
    meeting = voters.lead(meeting, "annul_round", round=voters.last_round(meeting), reason="ошибка подсчёта")
    meeting = voters.lead(meeting, "open_round", item=question)
    assert voters.last_round(meeting).poll["number"] == 1


def test_the_meeting_elects_its_counting_commission_by_an_open_vote(voters: Voters, refused: Refusal) -> None:
    meeting = voters.sitting("base", "lalsk")
    people = [voters.members[key].pk for key in ("second", "kulikovo")]
    with refused(NotLegal, meeting, "7"):
        voters.elect_tellers(meeting, people, in_favour=7, against=0, abstain=0)
    meeting = voters.elect_tellers(meeting, people, in_favour=2, against=3, abstain=1)
    assert not meeting.tellers.exists()
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting))
    with refused(NotAllowed, meeting, "by the counting commission"):
        issue(voters, meeting, "zhivotovo")
    meeting = voters.lead(meeting, "annul_round", round=voters.last_round(meeting), reason="Нет комиссии")
    meeting = voters.elect_tellers(meeting, people, in_favour=5, against=0, abstain=1)
    votes = meeting.commission_votes.values_list(
        "number", "people", "in_favour", "against", "abstained", "adopted"
    )
    assert list(votes) == [(1, people, 2, 3, 1, False), (2, people, 5, 0, 1, True)]
    assert [teller.person_id for teller in meeting.tellers.filter(leads=True)] == people[:1]
    told = commission_told(meeting)
    proposed = "Предложен состав: Крылова И.П. (председатель комиссии), Попова Т.Н."
    assert told[:2] == [
        proposed,
        "ГОЛОСОВАЛИ за предложенный состав (открытое): за — 2, против — 3, воздержались — 1.",
    ]
    assert told[2].startswith("Счётная комиссия в этом составе не избрана.")
    assert told[3:] == [
        proposed,
        "ГОЛОСОВАЛИ за предложенный состав (открытое): за — 5, против — 0, воздержались — 1.",
        "РЕШИЛИ: избрать счётную комиссию: Крылову И.П., Попову Т.Н.; председатель комиссии — Крылова И.П.",
    ]
    assert list(verify()) == []
