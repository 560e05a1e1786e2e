"""A question off the agenda, and dissenting opinions."""

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import DissentingOpinion
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.perform import perform

from .conftest import Refusal
from .council import AGAINST, FOR, SEATS, Council


def test_off_agenda_question_needs_everyone_here_in_person_and_agreed(
    council: Council, refused: Refusal
) -> None:
    meeting = council.running(here=SEATS[:5])
    with refused(NotLegal, meeting, f"absent: {council.seats['kulikovo'].name}"):
        council.act(meeting, "add_off_agenda", title="О подвозе", agreed=True)
    meeting = council.mark(meeting, "kulikovo", Attendance.Status.LATE)
    with refused(NotLegal, meeting, "only if every member agrees"):
        council.act(meeting, "add_off_agenda", title="О подвозе", agreed=False)
    with refused(NotAllowed, meeting):
        council.lead(meeting, "add_off_agenda", title="О подвозе", agreed=True)
    meeting = council.act(meeting, "add_off_agenda", title="О подвозе", agreed=True)
    assert (council.item(meeting, 2).off_agenda, council.item(meeting, 1).off_agenda) == (True, False)


def off_agenda(council: Council) -> Meeting:
    return council.act(council.running(), "add_off_agenda", title="О подвозе", agreed=True)


def test_off_agenda_question_is_voted_on_only_with_everyone_taking_part(
    council: Council, refused: Refusal
) -> None:
    meeting = council.mark(off_agenda(council), "kulikovo", Attendance.Status.LEFT)
    with refused(NotLegal, meeting, "with every member here and taking part"):
        council.opened(meeting, council.item(meeting, 2))
    meeting = council.mark(meeting, "kulikovo", Attendance.Status.PRESENT)
    facts = {"item": council.item(meeting, 2), "seat": council.seats["base"], "reason": "Заинтересован"}
    recused = council.act(meeting, "enter_recusal", **facts)
    with refused(NotLegal, recused, "with every member here and taking part"):
        council.opened(recused, council.item(meeting, 2))
    meeting = council.act(recused, "lift_recusal", **facts)
    meeting = council.vote(meeting, council.item(meeting, 2), **dict.fromkeys(SEATS, FOR))
    assert council.outcome(meeting) == (True, True)


def test_off_agenda_question_falls_when_somebody_gives_no_vote(council: Council) -> None:
    meeting = off_agenda(council)
    item = council.item(meeting, 2)
    meeting = council.vote(meeting, item, **dict.fromkeys(SEATS[:5], FOR))
    outcome = council.last_round(meeting).outcome
    assert (outcome["quorum"], outcome["adopted"]) == (True, False)
    ordinary = council.vote(meeting, council.item(meeting, 1), **dict.fromkeys(SEATS[:5], FOR))
    assert council.outcome(ordinary) == (True, True)


def test_paper_taken_up_off_the_agenda_is_decided_as_any_other(council: Council) -> None:
    plan = council.plan()
    meeting = council.act(council.running(), "add_off_agenda", subject=plan, agreed=True)
    assert Plan.objects.get(pk=plan.pk).on_agenda_id == meeting.pk
    for item in meeting.agenda():
        meeting = council.vote(meeting, item, **dict.fromkeys(SEATS, FOR))
    council.signed(council.lead(meeting, "finish"))
    assert Plan.objects.get(pk=plan.pk).state == "agreed"


def test_dissenting_opinion_is_attached_on_demand(council: Council, refused: Refusal) -> None:
    choices = {**dict.fromkeys(SEATS, FOR), "base": AGAINST}
    meeting = council.running("Первый", "Второй")
    item, author = council.item(meeting), council.members["base"]
    facts = {"item": item, "seat": council.seats["base"], "opinion": "Сроки не обеспечены."}
    with refused(NotLegal, meeting, "is about a decision"):
        perform(meeting, "dissent", by=author, **facts)
    meeting = council.vote(meeting, item, **choices)
    with refused(NotAllowed, meeting, "You did not sit on this seat"):
        perform(meeting, "dissent", by=council.members["lalsk"], **facts)
    with refused(NotLegal, meeting, "Write the opinion"):
        perform(meeting, "dissent", by=author, **{**facts, "opinion": " "})
    meeting = perform(meeting, "dissent", by=author, **facts)
    meeting = perform(meeting, "dissent", by=author, **{**facts, "opinion": "Срок нужен до зимы."})
    assert [one.text for one in DissentingOpinion.objects.all()] == ["Срок нужен до зимы."]


def test_dissenting_opinion_waits_for_a_protocol_in_draft(council: Council, refused: Refusal) -> None:
    meeting = council.held()
    facts = {"item": council.item(meeting), "seat": council.seats["base"], "opinion": "Против."}
    protocol = council.signing(meeting)
    with refused(NotLegal, meeting, "The protocol is being signed"):
        perform(meeting, "dissent", by=council.members["base"], **facts)
    council.lead(protocol, "return_to_draft", reason="Особое мнение")
    perform(meeting, "dissent", by=council.members["base"], **facts)
    assert council.signing(meeting).content()["items"][0]["dissents"] == [
        {"name": "Пелевин Л.В.", "text": "Против."}
    ]
