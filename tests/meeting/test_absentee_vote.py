"""An absentee vote through the door: announced, answered, counted; late, twice, forbidden."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, DissentingOpinion, Recusal
from governance.documents.printing.registry import print_data
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.votes import count_sheets
from governance.letters.models import OutboxLetter
from governance.roles.acts.appointing import dismiss
from governance.scenarios.luza import Luza
from tests.meeting.council import ABSTAIN, AGAINST, FOR, SEATS
from tests.meeting.sheets import LAST_MOMENT, Sheets
from tests.scans import SCANNED_PDF

from .conftest import Refusal


@pytest.fixture
def council(luza: Luza) -> Sheets:
    return Sheets(luza)


@pytest.fixture
def sheets(council: Sheets) -> Sheets:
    """The same council, where it deals with sheets."""
    return council


@pytest.fixture
def after() -> Callable[[], object]:
    return lambda: clock.played(LAST_MOMENT + timedelta(hours=11))


def test_every_member_gets_a_sheet_as_a_task_with_a_letter(council: Sheets, sheets: Sheets) -> None:
    meeting = sheets.announced("О дне открытых дверей")
    assert (meeting.state, sheets.states(meeting)) == ("voting", dict.fromkeys(SEATS, "draft"))
    tasks = Task.objects.open().filter(process__document__kind="voting_sheet")
    members = {person.pk for person in council.members.values()}
    assert {(task.person_id, task.due) for task in tasks} == {(key, LAST_MOMENT.date()) for key in members}
    letters = OutboxLetter.objects.filter(document__kind="voting_sheet")
    # Who announces the vote is not written to about it.
    assert set(letters.values_list("person_id", flat=True)) == members - {council.chair.pk}


def test_a_sheet_is_seen_by_its_member_chair_and_secretary_alone_until_it_is_counted(
    council: Sheets, sheets: Sheets
) -> None:
    meeting = sheets.announced()
    sheets.answer(meeting, "base", FOR)

    def who_sees() -> set[str]:
        everybody = {**council.members, "secretary": council.secretary, "deputy": council.outsider}
        sheet = sheets.sheet(meeting, "base")
        return {
            key
            for key, person in everybody.items()
            if Document.objects.visible_to(person).filter(pk=sheet.pk).exists()
        }

    assert who_sees() == {"base", "second", "secretary"}
    for key in SEATS[1:]:
        sheets.answer(meeting, key, FOR)
    assert who_sees() == {*SEATS, "secretary"}


def test_it_ends_with_the_last_sheet_and_decides_on_the_paper_like_a_sitting(
    council: Sheets, sheets: Sheets
) -> None:
    plan = council.plan()
    meeting = sheets.announced("О сайте", subject=plan)
    for key in SEATS[:5]:
        sheets.answer(meeting, key, FOR)
    assert Meeting.objects.get(pk=meeting.pk).state == "voting"
    sheets.answer(meeting, "kulikovo", AGAINST)
    held = Meeting.objects.get(pk=meeting.pk)
    assert (held.state, sheets.states(held)) == ("held", dict.fromkeys(SEATS, "counted"))
    outcomes = [round.outcome for round in held.rounds.all()]
    assert [(one["quorum"], one["adopted"], one["for"], one["against"]) for one in outcomes] == [
        (True, True, 5, 1),
        (True, True, 5, 1),
    ]
    assert [one["sheets"] for one in outcomes] == [{"for": 5, "against": 1, "abstain": 0}] * 2
    assert set(Ballot.objects.values_list("way", flat=True)) == {"sheet"}
    protocol = council.signed(held)
    assert (protocol.number, Document.objects.get(pk=plan.pk).state) == ("1", "agreed")
    assert list(verify(Document.objects.all())) == []


def test_its_protocol_speaks_of_those_who_take_part_and_of_returned_sheets(
    council: Sheets, sheets: Sheets
) -> None:
    meeting = sheets.announced()
    for key in SEATS[:5]:
        sheets.answer(meeting, key, FOR)
    sheets.answer(meeting, "kulikovo", AGAINST)
    held = Meeting.objects.get(pk=meeting.pk)
    printed = str(print_data(council.signed(held)))
    assert "(больше половины участвующих в голосовании, 4 из 6) набрано" in printed
    assert "Голосование правомочно, если опросные листы вернули" in printed
    assert "присутствующих" not in printed
    assert "больше половины участвующих в голосовании" in held.rounds.get().outcome["reason"]


def test_it_ends_on_its_day_without_those_who_are_silent(
    council: Sheets, sheets: Sheets, after: Callable[[], clock.played]
) -> None:
    meeting = sheets.announced()
    for key in SEATS[:3]:
        sheets.answer(meeting, key, FOR)
    assert count_sheets() == []
    with after():
        assert [paper.pk for paper in count_sheets()] == [meeting.pk]
        assert count_sheets() == []
    held = Meeting.objects.get(pk=meeting.pk)
    assert (held.state, held.closed_at, held.day) == ("held", LAST_MOMENT, date(2011, 9, 20))
    assert [*sheets.states(held).values()].count("not_returned") == 3
    # 3 of 6 is the quorum, and 3 of the 3 who have answered are for it.
    assert council.outcome(held) == (True, True)
    assert not Task.objects.open().filter(process__document__kind="voting_sheet").exists()


def test_without_a_quorum_nothing_is_decided_and_the_papers_are_released(
    council: Sheets, sheets: Sheets, after: Callable[[], clock.played]
) -> None:
    plan = council.plan()
    meeting = sheets.announced(subject=plan)
    sheets.answer(meeting, "base", FOR)
    assert Document.objects.get(pk=plan.pk).whole.on_agenda is not None
    with after():
        count_sheets()
    held = Meeting.objects.get(pk=meeting.pk)
    assert (held.state, council.outcome(held)) == ("not_held", (False, False))
    assert Document.objects.get(pk=plan.pk).whole.can_go_on_agenda
    assert not hasattr(held, "protocol")


def test_a_late_sheet_is_refused(council: Sheets, sheets: Sheets, refused: Refusal) -> None:
    meeting = sheets.announced()
    sheet = sheets.answer(meeting, "base", FOR)
    with clock.played(LAST_MOMENT + timedelta(minutes=1)):
        with refused(NotLegal, sheets.sheet(meeting, "second"), "came too late: sheets were taken until"):
            sheets.answer(meeting, "second", FOR)
        with refused(NotLegal, sheet, "came too late"):
            perform(sheet, "take_back", by=council.members["base"])
        count_sheets()
        with refused(NotLegal, sheets.sheet(meeting, "second"), "«Not returned»"):
            sheets.answer(meeting, "second", FOR)


def test_a_sheet_may_be_changed_and_taken_back_until_the_end(council: Sheets, sheets: Sheets) -> None:
    meeting = sheets.announced()
    first = sheets.answer(meeting, "base", FOR)
    assert sheets.answer(meeting, "base", FOR).revision == first.revision  # a second press changes nothing
    second = sheets.answer(meeting, "base", AGAINST)
    assert (second.counts, second.answers[0]["choice"]) == (True, AGAINST)
    assert [signature.voided_at is None for signature in second.signatures.order_by("pk")] == [False, True]
    back = perform(second, "take_back", by=council.members["base"])
    assert (back.counts, back.answers, back.signatures.filter(voided_at=None).count()) == (False, [], 0)
    assert Task.objects.open().filter(process__document=back.pk, flow_task_type="HUMAN").count() == 1
    assert history_of(back).count("answer") == 2


@pytest.mark.parametrize("who", ["second", "secretary", "outsider"])
def test_nobody_answers_the_sheet_of_another_seat(
    council: Sheets, sheets: Sheets, refused: Refusal, who: str
) -> None:
    meeting = sheets.announced()
    person = {"second": council.chair, "secretary": council.secretary, "outsider": council.outsider}[who]
    with refused(NotAllowed, sheets.sheet(meeting, "base")):
        sheets.answer(meeting, "base", FOR, by=person)
    assert not sheets.sheet(meeting, "base").counts


def test_every_question_needs_an_answer_and_a_recusal_its_reason(
    council: Sheets, sheets: Sheets, refused: Refusal
) -> None:
    meeting = sheets.announced("О сайте", "О выставке")
    sheet = sheets.sheet(meeting, "base")
    one, two = meeting.items_by_sheet()
    for answers, sentence in (
        ({one.pk: {"choice": FOR}}, "Question 2: choose for, against or abstained."),
        ({one.pk: {"choice": "unclear"}, two.pk: {"choice": FOR}}, "Question 1: choose for"),
        ({one.pk: {"choice": "maybe"}, two.pk: {"choice": FOR}}, "Question 1: choose for"),
        ({one.pk: {"choice": "recused"}, two.pk: {"choice": FOR}}, "Question 1: write why"),
        ({one.pk: {"choice": FOR}, two.pk: {"choice": FOR}, 10**6: {"choice": FOR}}, "has changed since"),
        ({one.pk: {"choice": FOR, "note": "и" * 5_001}, two.pk: {"choice": FOR}}, "at most 5000 signs"),
    ):
        with refused(NotLegal, sheet, sentence):
            perform(sheet, "answer", by=council.members["base"], answers=answers)


def test_who_is_recused_by_sheet_leaves_the_base_and_a_dissent_goes_into_the_protocol(
    council: Sheets, sheets: Sheets
) -> None:
    meeting = sheets.announced()
    sheets.answer(meeting, "base", "recused", note="вопрос касается моей школы")
    sheets.answer(meeting, "second", AGAINST, note="день неудобен")
    sheets.answer(meeting, "lalsk", FOR, note="нужен автобус")
    for key in SEATS[3:]:
        sheets.answer(meeting, key, FOR)
    outcome = council.last_round(meeting).outcome
    assert (outcome["for"], outcome["against"], outcome["recused"], outcome["base"]) == (4, 1, 1, 5)
    assert [row.reason for row in Recusal.objects.all()] == ["вопрос касается моей школы"]
    # A remark of somebody who is for it stays on the sheet.
    assert [row.text for row in DissentingOpinion.objects.all()] == ["день неудобен"]


def test_the_secretary_enters_a_sheet_on_paper_with_its_scan_and_the_member_is_told(
    council: Sheets, sheets: Sheets, refused: Refusal
) -> None:
    meeting = sheets.announced()
    item = meeting.items_by_sheet()[0]
    facts = {
        "answers": {item.pk: {"choice": ABSTAIN}},
        "received_on": date(2011, 9, 12),
        "name": "лист.pdf",
        "data": SCANNED_PDF,
    }
    sheet = sheets.sheet(meeting, "lalsk")
    with refused(NotAllowed, sheet):
        perform(sheet, "enter_on_paper", by=council.chair, **facts)
    with refused(NotLegal, sheet, "lies in the future"):
        perform(sheet, "enter_on_paper", by=council.secretary, **{**facts, "received_on": date(2011, 9, 13)})
    entered = perform(sheet, "enter_on_paper", by=council.secretary, **facts)
    signature = entered.signatures.get()
    assert (signature.way, signature.person, signature.scan) == (
        "paper",
        council.members["lalsk"],
        Attachment.objects.get(),
    )
    assert Notice.objects.filter(text="sheet_enter_on_paper").get().person == council.members["lalsk"]
    # The member may still change it; what they sent themselves the secretary does not touch.
    own = sheets.answer(meeting, "lalsk", FOR)
    with refused(NotLegal, own, "answered in the system"):
        perform(own, "enter_on_paper", by=council.secretary, **{**facts, "data": SCANNED_PDF})


def test_a_sheet_received_in_time_may_be_entered_after_the_last_moment_until_the_count(
    council: Sheets, sheets: Sheets, refused: Refusal
) -> None:
    meeting = sheets.announced()
    item = meeting.items_by_sheet()[0]
    facts = {"answers": {item.pk: {"choice": FOR}}, "name": "лист.pdf", "data": SCANNED_PDF}
    sheet = sheets.sheet(meeting, "lalsk")
    with clock.played(LAST_MOMENT + timedelta(days=1)):
        with refused(NotLegal, sheet, "came too late"):
            perform(sheet, "enter_on_paper", by=council.secretary, received_on=date(2011, 9, 21), **facts)
        in_time = {**facts, "received_on": date(2011, 9, 20)}
        assert perform(sheet, "enter_on_paper", by=council.secretary, **in_time).counts
        assert council.act(meeting, "end_vote").state == "not_held"


def test_a_void_sheet_is_told_with_its_reason_and_another_may_follow(
    council: Sheets, sheets: Sheets, after: Callable[[], clock.played]
) -> None:
    meeting = sheets.announced()
    for key in SEATS[:2]:
        void = perform(
            sheets.sheet(meeting, key),
            "enter_void",
            by=council.secretary,
            reason="лист не подписан",
            received_on=date(2011, 9, 12),
            name="лист.pdf",
            data=SCANNED_PDF,
        )
        assert (void.counts, void.invalid_reason) == (False, "лист не подписан")
    for key in SEATS[1:4]:
        sheets.answer(meeting, key, FOR)
    with after():
        count_sheets()
    states = sheets.states(meeting)
    assert (states["base"], states["second"]) == ("void", "counted")
    assert council.last_round(meeting).outcome["for"] == 3


def test_a_secret_question_and_a_rule_without_sheets_are_refused(
    council: Sheets, sheets: Sheets, refused: Refusal
) -> None:
    meeting = sheets.prepared()
    for absentee in ("none", "votes"):
        council.decides_by(absentee=absentee)
        with refused(NotLegal, meeting, "it is not decided without a sitting"):
            council.lead(meeting, "announce")
    council.decides_by(absentee="votes_and_quorum")
    meeting = council.act(meeting, "revise_item", item=council.item(meeting), secret=True)
    with refused(NotLegal, meeting, "Question 1 is voted on secretly"):
        council.lead(meeting, "announce")


def test_the_chair_alone_announces_it_and_it_is_never_convened(
    council: Sheets, sheets: Sheets, refused: Refusal
) -> None:
    council.decides_by(absentee="votes_and_quorum")
    meeting = sheets.prepared()
    with refused(NotAllowed, meeting):
        council.act(meeting, "announce")
    with refused(NotLegal, meeting, "This is an absentee vote: announce it."):
        council.act(meeting, "convene")
    with refused(NotLegal, council.drafted(), "This is a sitting: convene it."):
        council.lead(council.drafted(), "announce")
    with clock.played(LAST_MOMENT), refused(NotLegal, meeting, "choose a later one"):
        council.lead(meeting, "announce")


@pytest.mark.parametrize(
    "move", ["open", "open_round", "mark_attendance", "finish", "fail", "add_off_agenda"]
)
def test_nothing_of_a_sitting_happens_in_an_absentee_vote(
    council: Sheets, sheets: Sheets, refused: Refusal, move: str
) -> None:
    meeting = sheets.announced()
    with refused(NotLegal, meeting, "is not possible in it"):
        council.lead(meeting, move)


def test_nobody_counts_before_the_end(council: Sheets, sheets: Sheets, refused: Refusal) -> None:
    meeting = sheets.announced()
    sheets.answer(meeting, "base", FOR)
    sentence = "The last moment to return the sheets has not come"
    with refused(NotLegal, meeting, sentence):
        council.act(meeting, "end_vote")
    with refused(NotLegal, meeting, sentence):
        perform(meeting, "count_sheets", basis=meeting)
    with refused(NotAllowed, meeting):
        perform(meeting, "count_sheets", by=council.chair)


def test_an_acting_head_answers_and_a_new_one_gets_the_sheet(council: Sheets, sheets: Sheets) -> None:
    council.stand_in("lalsk")
    meeting = sheets.announced()
    acting = council.luza.people["acting_lalsk"]
    assert sheets.sheet(meeting, "lalsk").appointment.person == acting
    assert sheets.answer(meeting, "lalsk", FOR, by=acting).appointment.person == acting
    # The holder, back at the desk, may answer for the seat, too; there is one sheet a seat.
    assert sheets.answer(meeting, "lalsk", AGAINST).appointment.person == council.members["lalsk"]
    assert meeting.sheets.count() == 6


def test_the_secretary_gives_the_sheet_to_whoever_has_come_to_the_seat(
    council: Sheets, sheets: Sheets
) -> None:
    meeting = sheets.announced()
    council.stand_in("lalsk")
    sheet = perform(sheets.sheet(meeting, "lalsk"), "readdress", by=council.secretary)
    acting = council.luza.people["acting_lalsk"]
    assert sheet.appointment.person == acting
    task = Task.objects.open().get(process__document=sheet.pk)
    assert task.person == acting
    assert Document.objects.visible_to(acting).filter(pk=sheet.pk).exists()


def test_a_vacant_seat_gets_no_sheet_and_the_roster_is_that_of_the_announcement(
    council: Sheets, sheets: Sheets, after: Callable[[], clock.played]
) -> None:
    council.decides_by(absentee="votes_and_quorum")
    holder = next(one for one in council.members["kulikovo"].appointments.filter(seat__isnull=False))
    dismiss(holder, until=date(2011, 9, 11), basis="приказ № 2", by=None)
    meeting = sheets.announced()
    assert len(sheets.states(meeting)) == 5
    for key in SEATS[:3]:
        sheets.answer(meeting, key, FOR)
    with after():
        count_sheets()
    assert council.last_round(meeting).outcome["roster"] == 5


def test_calling_it_off_makes_the_sheets_void_and_releases_the_papers(
    council: Sheets, sheets: Sheets
) -> None:
    plan = council.plan()
    meeting = sheets.announced(subject=plan)
    sheets.answer(meeting, "base", FOR)
    cancelled = council.act(meeting, "cancel", reason="вопрос снят")
    assert (cancelled.state, set(sheets.states(meeting).values())) == ("cancelled", {"void"})
    assert Document.objects.get(pk=plan.pk).whole.can_go_on_agenda
    assert Notice.objects.filter(text="cancelled").count() == 6


def test_an_absentee_vote_is_drafted_by_who_convenes(council: Sheets) -> None:
    with pytest.raises(NotAllowed):
        draft(
            Meeting,
            unit=council.unit,
            title="Заочное голосование",
            by=council.outsider,
            form=Meeting.Form.ABSENTEE,
            held_at=LAST_MOMENT,
        )
