"""The flow of meetings: convened, opened, closed; the protocol is drafted automatically, members are notified."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance import clock
from governance.documents.kinds.meeting.invitation import (
    CANCEL,
    REQUEST,
    call_off_for,
    entry_of,
    expected_at,
    members_of,
    note_invited,
    reporting_at,
)
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.named import people_named
from governance.documents.kinds.meeting.papers import end_text, notice_text
from governance.documents.kinds.meeting.rounds import Ballot, Choice
from governance.documents.kinds.protocol.writing import write_protocol
from governance.documents.language.phrases import list_moment
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.documents.record.transitions import May
from governance.flows.engine import notices
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.letter_sheets import Entry
from governance.flows.engine.models import Notice
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right

State = Meeting.State

# Moves of which the members of a convened meeting are notified, with the key of the text.
NOTICES = {
    "convene": "convened",
    "revise": "rescheduled",
    "add_item": "agenda_changed",
    "revise_item": "agenda_changed",
    "drop_item": "agenda_changed",
    "name_people": "agenda_changed",
    "reorder": "agenda_changed",
    "fail": "not_held",
    "cancel": "cancelled",
}
OF_FILES = ("enclose_files", "replace_file", "withdraw_file")
# Those whose letter brings the notice with the whole agenda; the others say why there is no sitting.
TOLD_IN_FULL = NOTICES.keys() - {"fail", "cancel"}


def day_of(document: Any, part: str) -> date:
    """The day of the meeting."""
    return document.day


def leader_of(document: Any, part: str) -> Person | None:
    """The member who presides instead of the chair; None where the holder of the chair's right is asked."""
    leader: Person | None = document.presiding_person
    if leader is None:
        return None
    chairs = document.holders(Right.PRESIDE, document.unit_id)
    return None if any(chair.person_id == leader.pk for chair in chairs) else leader


@enter("MeetingFlow")
class MeetingFlow(PaperFlow):
    """The secretary convenes, the chair opens and closes; the next step follows from the state alone.

    An absentee vote is announced, and its sheets are awaited.
    """

    kinds = ("meeting",)
    version = 2
    route = ("convene", "opening", "closing")

    start = flow.StartHandle(this.open).Next(this.begun)
    begun = flow.If(when(lambda meeting: meeting.is_absentee)).Then(this.announce).Else(this.convene)
    announce = Decide(
        "announce",
        "cancel",
        title=_("Complete the questions and announce the absentee vote"),
        asks=May(Right.CONVENE),
    ).Next(this.turn)
    returning = Await(
        "count_sheets", "end_vote", "cancel", title=_("Members return their voting sheets")
    ).Next(this.turn)
    convene = Decide("convene", "cancel", title=_("Complete the agenda and convene the meeting")).Next(
        this.turn
    )
    # These moves end the step and begin it anew, with the new day or the new presiding member.
    opening = Decide(
        "open",
        "fail",
        "cancel",
        "revise",
        "preside",
        title=_("Open the meeting"),
        asks=May(Right.PRESIDE),
        named=leader_of,
        due=day_of,
    ).Next(this.turn)
    closing = Decide(
        "finish",
        "fail",
        "preside",
        title=_("Hold the votes and close the meeting"),
        asks=May(Right.PRESIDE),
        named=leader_of,
        due=day_of,
    ).Next(this.turn)
    protocol = flow.Function(this.write).Next(this.end)
    turn = (
        flow.Switch()
        .Case(this.opening, in_state(State.PLANNED))
        .Case(this.closing, in_state(State.RUNNING))
        .Case(this.returning, in_state(State.VOTING))
        .Case(this.protocol, in_state(State.HELD))
        .Default(this.end)
    )
    end = flow.End()

    @classmethod
    def route_of(cls, document: Document) -> tuple[str, ...]:
        whole: Any = document.whole
        return ("announce", "returning") if whole.is_absentee else cls.route

    def write(self, activation: Activation) -> None:
        """The meeting was held: draft its protocol."""
        write_protocol(paper_of(activation))


@receiver(performed, sender=Meeting, dispatch_uid="governance.flows.processes.meeting")
def notify_members(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Notify the members of changes to their meeting, and a member of a vote that was entered for them."""
    assert isinstance(document, Meeting)
    if event.move == "enter_ballot":
        _notify_voter(document, event.facts)
    if event.facts.get("named"):
        tell_named(document, event.facts)
    if event.move in OF_FILES and document.state != State.DRAFT:
        tell_of_files(document, event)
    elif event.move in NOTICES and (event.move == "convene" or event.from_state != State.DRAFT):
        _notify_members(document, event)


def _notify_members(meeting: Meeting, event: Event) -> None:
    """Write to each member, with the entry for their calendar; who is a member no longer has theirs called off."""
    facts = _when(meeting)
    ends = event.move not in TOLD_IN_FULL
    told = end_text(meeting, event.reason) if ends else notice_text(meeting)
    method = CANCEL if ends else REQUEST
    members = members_of(meeting)
    others = reporting_at(meeting, members)
    everybody = [*members, *others]
    entries = {person.pk: Entry(entry_of(meeting, person, method, told), method) for person in everybody}
    if event.move != "convene":
        tell_uninvited(meeting, call_off_for(meeting, [] if ends else everybody), but=everybody)
    if not ends:
        note_invited(meeting, everybody)
    enclosed = told if ends else asking_reply(meeting, told)
    notices.notify(members, meeting, NOTICES[event.move], enclosed=enclosed, entries=entries, **facts)
    text = "invited_to_report" if event.move == "convene" else NOTICES[event.move]
    notices.notify(others, meeting, text, enclosed=enclosed, entries=entries, **facts)


def tell_named(meeting: Meeting, facts: dict[str, Any]) -> None:
    """Whoever is named on a question learns it at once, also while the agenda is a draft: they have to prepare."""
    named = [person for person in people_named(meeting) if person.pk in facts["named"]]
    item = meeting.item(facts["item"])
    about: dict[str, Any] = {"number": str(item.position), "question": item.title, **_when(meeting)}
    notices.notify(named, meeting, "named_on_agenda", **about)


def tell_of_files(meeting: Meeting, event: Event) -> None:
    """The members learn that a question has other files: each once until they have read it."""
    people = [*(members := members_of(meeting)), *reporting_at(meeting, members)]
    unread = Notice.objects.filter(document_id=meeting.pk, text="files_changed", read_at=None)
    know = set(unread.values_list("person_id", flat=True))
    told = [person for person in people if person.pk not in know and person.pk != event.actor_id]
    notices.notify(told, meeting, "files_changed")


def tell_uninvited(meeting: Meeting, people: list[Person], but: Iterable[Person] = ()) -> None:
    """Call the entry off for these people alone; `but`: those who are told of the sitting anyway."""
    known = {person.pk for person in but}
    gone = [person for person in people if person.pk not in known]
    if gone:
        entries = {person.pk: Entry(entry_of(meeting, person, CANCEL), CANCEL) for person in gone}
        notices.notify(gone, meeting, "uninvited", entries=entries, **_when(meeting))


@receiver(post_save, sender=Appointment, dispatch_uid="governance.flows.processes.meeting.of_appointment")
def follow_appointment(sender: Any, instance: Appointment, created: bool, **kwargs: Any) -> None:
    """Whoever leaves a seat is told at once that they are not expected at the sittings to come."""
    if created or instance.seat_id is None:
        return
    planned = Meeting.objects.filter(
        state=State.PLANNED, calendar_invitations__person=instance.person_id, held_at__gt=clock.now()
    )
    for meeting in planned.filter(calendar_invitations__called_off=False).distinct().order_by("pk"):
        tell_uninvited(meeting, call_off_for(meeting, expected_at(meeting)))


def _when(meeting: Meeting) -> dict[str, str]:
    return {"when": list_moment(timezone.localtime(meeting.held_at)), "place": meeting.place}


def asking_reply(meeting: Meeting, told: str) -> str:
    """The notice, and where its reader answers whether they come."""
    if meeting.is_absentee:
        return told
    with translation.override(settings.LANGUAGE_CODE):
        asks = gettext("Please answer whether you come: %(address)s") % {
            "address": f"{settings.PUBLIC_ADDRESS}/meetings/{meeting.pk}/reply/"
        }
    return f"{told}\n\n{asks}"


def _notify_voter(meeting: Meeting, facts: dict[str, Any]) -> None:
    ballot = Ballot.objects.select_related("round__item").get(round_id=facts["round"], seat_id=facts["seat"])
    roll = ballot.round.rolls.select_related("person").get(seat_id=ballot.seat_id)
    notices.notify(
        [roll.person],
        meeting,
        "ballot_entered",
        choice=str(Choice(ballot.choice).label),
        item=str(ballot.round.item.position),
    )
