"""A sitting that counts sheets of those who stay away: given, void by coming, counted like a naive twin counts them."""

from itertools import product
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Round
from governance.documents.kinds.protocol.content import protocol_text
from governance.documents.record.history import verify
from governance.flows.engine.models import Notice, Task
from governance.scenarios.luza import Luza
from tests.meeting.council import ABSENT, ABSTAIN, AGAINST, FOR, PRESENT
from tests.meeting.sheets import Sheets
from tests.whole import WHOLE

from .conftest import Refusal

CHOICES = (FOR, AGAINST, ABSTAIN)
# The chair is always here; two seats are always empty; these three are away, have sent a sheet, or are here.
FREE = ("base", "lalsk", "fabrichnaya")


@pytest.fixture
def council(luza: Luza) -> Sheets:
    return Sheets(luza)


def test_sheets_of_the_absent_count_in_votes_and_quorum(council: Sheets) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk", "kulikovo")
    assert (meeting.form, council.states(meeting)) == ("mixed", {"lalsk": "draft", "kulikovo": "draft"})
    council.answer(meeting, "lalsk", FOR)
    meeting = council.sit(meeting, "second", "base")
    # Whoever has not returned a sheet by then has not voted.
    assert council.states(meeting) == {"lalsk": "draft", "kulikovo": "not_returned"}
    meeting = council.vote(meeting, second=FOR, base=AGAINST)
    outcome = council.last_round(meeting).outcome
    assert (outcome["quorum"], outcome["adopted"], outcome["base"]) == (True, True, 3)
    assert (outcome["for"], outcome["present"], outcome["sheets"]["for"]) == (2, 2, 1)
    assert council.ballots(meeting) == {"second": FOR, "base": AGAINST, "lalsk": FOR}
    meeting = council.lead(meeting, "finish")
    assert council.states(meeting)["lalsk"] == "counted"
    protocol = council.protocol(meeting)
    words = protocol_text(meeting, protocol.entries.all())
    assert "Опросными листами проголосовал 1 член." in words["quorum"]
    assert words["items"][0]["rounds"][0]["notes"] == [
        "Из них опросными листами: за — 1, против — 0, воздержались — 0 (Жданов Н.С.)."
    ]
    assert words["annexes"] == ["Опросный лист: Жданов Н.С., член совета округа (СОШ пгт Лальск)"]
    assert list(verify()) == []


def test_with_votes_alone_sheets_do_not_make_a_quorum(council: Sheets, refused: Refusal) -> None:
    meeting = council.give(council.mixed("О сайте", absentee="votes"), "lalsk")
    council.answer(meeting, "lalsk", FOR)
    meeting = council.sit(meeting, "second", "base")
    with refused(NotLegal, meeting, "No quorum: present 2 of 6"):
        council.opened(meeting)
    meeting = council.mark(meeting, "zhivotovo", "late")
    meeting = council.vote(meeting, second=FOR, base=AGAINST, zhivotovo=AGAINST)
    outcome = council.last_round(meeting).outcome
    assert (outcome["quorum"], outcome["for"], outcome["against"], outcome["base"]) == (True, 2, 2, 4)


def test_a_rule_that_allows_none_refuses_sheets_with_a_sentence(council: Sheets, refused: Refusal) -> None:
    meeting = council.convened("О сайте")
    with refused(NotLegal, meeting, "By the rules of the body sheets do not count"):
        council.give(meeting, "lalsk")


def test_coming_makes_the_sheet_void_for_good(council: Sheets) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk")
    council.answer(meeting, "lalsk", FOR)
    meeting = council.sit(meeting, "second", "base", "kulikovo")
    meeting = council.opened(meeting)
    meeting = council.mark(meeting, "lalsk", "late")
    sheet = council.sheet(meeting, "lalsk")
    assert (sheet.state, sheet.events.last().reason) == ("void", "член пришёл и голосует сам")
    meeting = council.mark(meeting, "lalsk", "left")
    council.lead(meeting, "close_round")
    assert "lalsk" not in council.ballots(meeting)


def test_who_comes_before_the_sitting_votes_in_person(council: Sheets) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk")
    council.answer(meeting, "lalsk", AGAINST)
    meeting = council.sit(meeting, "second", "base", "lalsk")
    meeting = council.vote(meeting, second=FOR, base=FOR, lalsk=FOR)
    assert set(Ballot.objects.values_list("way", flat=True)) == {"own"}
    assert council.last_round(meeting).outcome["sheets"] == {"for": 0, "against": 0, "abstain": 0}


def test_a_sheet_is_taken_until_the_sitting_is_opened(council: Sheets, refused: Refusal) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk")
    sheet = council.answer(meeting, "lalsk", FOR)
    council.sit(meeting, "second", "base", "kulikovo")
    with refused(NotLegal, sheet, "Sheets are not taken any more"):
        council.answer(meeting, "lalsk", AGAINST)


def test_who_is_here_represented_or_has_a_sheet_gets_none(council: Sheets, refused: Refusal) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk")
    proxy: dict[str, Any] = {"paper": "доверенность № 4", "until": meeting.day}
    with refused(NotLegal, meeting, "This member votes by sheet, and gives no proxy."):
        council.act(
            meeting, "enter_proxy", principal=council.seats["lalsk"], holder=council.seats["base"], **proxy
        )
    meeting = council.act(
        meeting, "enter_proxy", principal=council.seats["kulikovo"], holder=council.seats["base"], **proxy
    )
    meeting = council.mark(meeting, "second", PRESENT)
    with refused(NotLegal, meeting, "represented by proxy"):
        council.give(meeting, "kulikovo")
    with refused(NotLegal, meeting, "The member is here"):
        council.give(meeting, "second")
    with refused(NotAllowed, meeting):
        council.lead(meeting, "send_sheet", seat=council.seats["zhivotovo"])
    revision = meeting.revision
    assert council.give(meeting, "lalsk").revision == revision
    assert meeting.sheets.count() == 1


def test_a_changed_agenda_asks_anew(council: Sheets) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk", "kulikovo")
    council.answer(meeting, "lalsk", FOR)
    meeting = council.act(meeting, "add_item", title="О выставке")
    sheet = council.sheet(meeting, "lalsk")
    assert (sheet.counts, sheet.answers) == (False, [])
    assert Notice.objects.filter(text="sheet_ask_anew").get().person == council.members["lalsk"]
    assert Task.objects.open().filter(process__document=sheet.pk, flow_task_type="HUMAN").count() == 1
    assert council.answer(meeting, "lalsk", FOR, AGAINST).counts


def test_a_question_with_sheets_is_not_voted_on_secretly(council: Sheets, refused: Refusal) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk")
    council.answer(meeting, "lalsk", FOR)
    meeting = council.sit(meeting, "second", "base", "kulikovo")
    with refused(NotLegal, meeting, "have voted on this question by sheet"):
        council.opened(meeting, secret=True)


def test_who_is_recused_by_sheet_leaves_the_base(council: Sheets) -> None:
    meeting = council.give(council.mixed("О сайте"), "lalsk")
    council.answer(meeting, "lalsk", "recused", note="личная заинтересованность")
    meeting = council.sit(meeting, "second", "base", "kulikovo")
    council.decides_by(absentee="votes_and_quorum")
    meeting = council.vote(meeting, second=FOR, base=FOR, kulikovo=AGAINST)
    outcome = council.last_round(meeting).outcome
    assert (outcome["base"], outcome["recused"], outcome["for"]) == (3, 1, 2)


# --- a naive twin -----------------------------------------------------------------------------------------------------


def twin(absentee: str, base: str, here: dict[str, str], sheets: dict[str, str]) -> tuple[bool, bool]:
    """Quorum and adopted of six seats at half of the roster, counted as people count on a sheet of paper."""
    counted = len(here) + (len(sheets) if absentee == "votes_and_quorum" else 0)
    votes = [*here.values(), *sheets.values()]
    in_favour, against = votes.count(FOR), votes.count(AGAINST)
    whole = {"present": len(here) + len(sheets), "cast": in_favour + against, "roster": 6}[base]
    enough = in_favour * 2 > whole
    broken = in_favour == against and here["second"] == FOR
    quorum = counted >= 3
    return quorum, quorum and (enough or broken)


# All sittings take minutes: `make test` tries one of each kind.
EVERY = (
    pytest.mark.exhaustive,
    pytest.mark.skipif(not WHOLE, reason="every sitting is tried in `make proof`"),
)


def sittings() -> list[Any]:
    """Who is away, has sent a sheet or is here; by which rule. Whole in `make proof`."""
    thin = {("sheet", "here", "away")}
    cases = []
    for where, absentee, base in product(
        product(("away", "sheet", "here"), repeat=3),
        ("votes", "votes_and_quorum"),
        ("present", "cast", "roster"),
    ):
        whole = where in thin and (absentee, base) in {("votes_and_quorum", "present"), ("votes", "cast")}
        cases.append(pytest.param(where, absentee, base, marks=() if whole else EVERY))
    return cases


@pytest.mark.parametrize(("where", "absentee", "base"), sittings())
def test_a_mixed_vote_is_counted_as_a_naive_twin_counts_it(
    council: Sheets, where: tuple[str, ...], absentee: str, base: str
) -> None:
    """One sitting for each case, with a question for each way in which those may vote who are there or sent a sheet."""
    by_sheet = [key for key, place in zip(FREE, where, strict=True) if place == "sheet"]
    here = ["second", *(key for key, place in zip(FREE, where, strict=True) if place == "here")]
    ways = list(product(CHOICES, repeat=len(by_sheet) + len(here)))
    majority = {"base": base, "share": "1/2", "strict": True}
    council.decides_by(absentee=absentee, majority=majority)
    meeting = council.give(council.convened(*[f"Вопрос {number}" for number in range(len(ways))]), *by_sheet)
    for place, key in enumerate(by_sheet):
        council.answer(meeting, key, *[way[place] for way in ways])
    meeting = council.sit(meeting, *here)
    found, expected = [], []
    for item, way in zip(list(meeting.agenda()), ways, strict=True):
        sheets = dict(zip(by_sheet, way, strict=False))
        votes = dict(zip(here, way[len(by_sheet) :], strict=True))
        expected.append(twin(absentee, base, votes, sheets))
        try:
            meeting = council.vote(meeting, item, **votes)
            found.append(council.outcome(meeting))
        except NotLegal:
            found.append((False, False))
    assert found == expected
    assert not Round.objects.filter(state=Round.State.OPEN).exists()
    assert Meeting.objects.get(pk=meeting.pk).attendance.filter(status=ABSENT).count() == 6 - len(here)
