"""A sitting that counts sheets of those who stay away: given, void by coming, counted like a naive twin counts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.count import outcome_of
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot
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
    words = protocol.content()
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


# All sittings take minutes: `make test` tries one.
EVERY = (
    pytest.mark.exhaustive,
    pytest.mark.skipif(not WHOLE, reason="every sitting is tried in `make proof`"),
)
THIN = ("sheet", "here", "away")
# How sheets count, and of what the majority is taken.
RULES = tuple(product(("votes", "votes_and_quorum"), ("present", "cast", "roster")))


def sittings() -> list[Any]:
    """Who is away, has sent a sheet or is here. Whole in `make proof`."""
    places = product(("away", "sheet", "here"), repeat=3)
    return [pytest.param(where, marks=() if where == THIN else EVERY) for where in places]


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back: another way goes on from the same sitting."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Twins:
    """One sitting, with a question for each way in which those may vote who have sent a sheet.

    Of each question, those who are here vote in every way, from one open round. Each vote is closed through the door by
    one of the rules, in turns, and counted by all of them.
    """

    def __init__(self, council: Sheets, where: tuple[str, ...]) -> None:
        self.council = council
        self.by_sheet = [key for key, place in zip(FREE, where, strict=True) if place == "sheet"]
        self.here = ["second", *(key for key, place in zip(FREE, where, strict=True) if place == "here")]
        self.ways = list(product(CHOICES, repeat=len(self.by_sheet)))
        self.found: list[Any] = []
        self.expected: list[Any] = []

    def decides_by(self, rule: tuple[str, str]) -> None:
        absentee, base = rule
        self.council.decides_by(absentee=absentee, majority={"base": base, "share": "1/2", "strict": True})

    def sit(self) -> Meeting:
        self.decides_by(RULES[-1])
        questions = [f"Вопрос {number}" for number in range(len(self.ways))]
        meeting = self.council.give(self.council.convened(*questions), *self.by_sheet)
        for place, key in enumerate(self.by_sheet):
            self.council.answer(meeting, key, *[way[place] for way in self.ways])
        return self.council.sit(meeting, *self.here)

    def opening(self, meeting: Meeting) -> dict[tuple[str, str], dict[str, Any]]:
        """By which rules a round can be opened, and as what the round keeps each; the others lack the quorum."""
        kept = {}
        for rule in RULES:
            with undone():
                self.decides_by(rule)
                try:
                    self.council.opened(meeting)
                except NotLegal:
                    continue
                kept[rule] = self.council.last_round(meeting).rule
        return kept

    def vote(self, meeting: Meeting) -> None:
        laws = self.opening(meeting)
        able = list(laws)
        items = list(meeting.agenda())
        for place, (item, way) in enumerate(zip(items, self.ways, strict=True)):
            sheets = dict(zip(self.by_sheet, way, strict=True))
            for rule in RULES:
                if rule not in laws:
                    self.found.append((False, False))
                    self.expected.append(twin(*rule, dict.fromkeys(self.here, FOR), sheets))
            if able:
                with undone():
                    self.decides_by(able[place % len(able)])
                    self.branch(self.council.opened(meeting, item), laws, sheets, {})

    def branch(
        self,
        meeting: Meeting,
        laws: dict[tuple[str, str], Any],
        sheets: dict[str, str],
        votes: dict[str, str],
    ) -> None:
        """The next of those here votes in each way, and the others after them."""
        if len(votes) == len(self.here):
            self.count(self.council.lead(meeting, "close_round"), laws, sheets, votes)
            return
        key = self.here[len(votes)]
        for choice in CHOICES:
            with undone():
                self.branch(self.council.cast(meeting, key, choice), laws, sheets, {**votes, key: choice})

    def count(
        self,
        meeting: Meeting,
        laws: dict[tuple[str, str], Any],
        sheets: dict[str, str],
        votes: dict[str, str],
    ) -> None:
        voting = self.council.last_round(meeting)
        closed_by = next(rule for rule, law in laws.items() if law == voting.rule)
        self.found.append(self.council.outcome(meeting))
        self.expected.append(twin(*closed_by, votes, sheets))
        for rule, law in laws.items():
            voting.rule = law
            outcome = outcome_of(voting, meeting.presiding_id, takes_sheets=meeting.takes_sheets)
            self.found.append((outcome["quorum"], outcome["adopted"]))
            self.expected.append(twin(*rule, votes, sheets))


@pytest.mark.parametrize("where", sittings())
def test_a_mixed_vote_is_counted_as_a_naive_twin_counts_it(
    council: Sheets, where: tuple[str, ...], record_property: Any
) -> None:
    twins = Twins(council, where)
    meeting = twins.sit()
    twins.vote(meeting)
    record_property("cases", len(twins.found))
    assert len(twins.found) >= len(RULES) * len(twins.ways)
    assert twins.found == twins.expected
    assert meeting.attendance.filter(status=ABSENT).count() == 6 - len(twins.here)
