"""The council of Luza voting by sheets: an absentee vote, or a sitting for which some have sent one."""

from datetime import datetime
from typing import Any, cast

from django.utils import timezone

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from tests.meeting.council import ABSENT, PRESENT, SEATS, Council
from tests.memory import recalled

LAST_MOMENT = datetime(2011, 9, 20, 18, 0, tzinfo=timezone.get_default_timezone())


class Sheets(Council):
    """The council, and what it does with sheets."""

    @recalled
    def prepared(self, *questions: str, subject: Document | None = None) -> Meeting:
        meeting = draft(
            Meeting,
            unit=self.unit,
            title="Заочное голосование совета",
            by=self.secretary,
            form=Meeting.Form.ABSENTEE,
            held_at=LAST_MOMENT,
            place="г. Луза, ул. Ленина, 1, каб. 12",
        )
        for title in questions or ("О дне открытых дверей",):
            meeting = self.act(meeting, "add_item", title=title)
        if subject is not None:
            meeting = self.act(meeting, "add_item", subject=subject)
        return cast(Meeting, meeting)

    @recalled
    def announced(self, *questions: str, subject: Document | None = None) -> Meeting:
        """Announced by the chair under a rule that lets sheets decide."""
        self.decides_by(absentee="votes_and_quorum")
        return self.lead(self.prepared(*questions, subject=subject), "announce")

    @recalled
    def mixed(self, *questions: str, absentee: str = "votes_and_quorum") -> Meeting:
        """A convened sitting whose rule counts sheets of the absent."""
        self.decides_by(absentee=absentee)
        return self.convened(*questions)

    def sheet(self, meeting: Meeting, key: str) -> VotingSheet:
        return VotingSheet.objects.get(meeting=meeting, seat=self.seats[key])

    def give(self, meeting: Meeting, *keys: str) -> Meeting:
        """To members who will not come to a sitting."""
        for key in keys:
            meeting = self.act(meeting, "send_sheet", seat=self.seats[key])
        return meeting

    def answer(self, meeting: Meeting, key: str, *choices: str, note: str = "", **way: Any) -> VotingSheet:
        """The member on a seat answers all questions alike, or each with its choice."""
        items = Meeting.objects.get(pk=meeting.pk).items_by_sheet()
        given = choices if len(choices) > 1 else choices * len(items)
        answers = {
            item.pk: {"choice": choice, "note": note} for item, choice in zip(items, given, strict=True)
        }
        by = way.pop("by", self.members[key])
        return perform(self.sheet(meeting, key), "answer", by=by, answers=answers, **way)

    def sit(self, meeting: Meeting, *here: str) -> Meeting:
        """Open the sitting with these members."""
        for key in SEATS:
            meeting = self.mark(meeting, key, PRESENT if key in here else ABSENT)
        return self.lead(meeting, "open")

    def states(self, meeting: Meeting) -> dict[str, str]:
        """The states of the sheets by seat."""
        keys = {seat.pk: key for key, seat in self.seats.items()}
        return {
            keys[seat]: state
            for seat, state in VotingSheet.objects.filter(meeting=meeting).values_list("seat_id", "state")
        }
