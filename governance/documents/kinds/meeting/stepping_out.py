"""A member leaves the room for one question and comes back: neither counted nor asked to vote on it.

Source: docs/domain.md, "Meeting and protocol".
"""

from django.utils.translation import gettext as _

from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.attending import Attending
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.officers import RECORDS
from governance.documents.kinds.meeting.rolls import follow_door
from governance.documents.kinds.meeting.table import Attendance, ItemAbsence
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import move
from governance.roles.body import Seat

RUNNING = MeetingCard.State.RUNNING
Status = Attendance.Status


class SteppingOut(Attending):
    """The moves by which the secretary notes it."""

    class Meta(Attending.Meta):
        abstract = True

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Leaves for a question", "noted who left for a question"),
        inner=True,
    )
    def step_out(self, act: Act, *, item: AgendaItem | int, seat: Seat | int) -> None:
        """A member leaves while a question is considered. Quorum and roll follow; a vote given before stays."""
        question = self.item(item)
        if question.left_reason or question.decision() is not None:
            raise NotLegal(
                _("This question is dealt with: note who leaves at the one that is considered now.")
            )
        mark = self.table.marks[self.table.occupied(seat).seat.pk]
        ItemAbsence.objects.update_or_create(
            item=question,
            seat_id=mark.seat_id,
            defaults={
                "person": mark.person,
                "status": mark.status,
                "left_at": act.at,
                "returned_at": None,
            },
        )
        mark.status, mark.left_at = Status.OUT, act.at
        self._write_mark(mark)
        act.facts.update(item=question.pk, seat=mark.seat_id)

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Is back at the table", "noted who is back at the table"),
        inner=True,
    )
    def come_back(self, act: Act, *, seat: Seat | int) -> None:
        """The member is back, and is counted and votes again."""
        mark = self.table.marks.get(self.table.place(seat).seat.pk)
        if mark is None or mark.status != Status.OUT:
            raise AlreadyDone(_("This member is not out of the room."))
        mark.status, mark.left_at = self.end_absence(mark, act).status, None
        self._write_mark(mark)
        act.facts["seat"] = mark.seat_id

    def _write_mark(self, mark: Attendance) -> None:
        mark.save()
        self.reread_table()
        voting = self.open_round_now()
        if voting is not None:
            follow_door(voting, self.table, mark)
