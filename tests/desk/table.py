"""A meeting as people meet it on its page: each acts from an account of their own."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.record.document import Document
from governance.roles.body import Seat

Desk = Callable[[str], Client]

# Who sits on which seat of the council of Luza.
MEMBERS = {
    "base": "director",
    "second": "head_second",
    "lalsk": "head_lalsk",
    "fabrichnaya": "head_fabrichnaya",
    "zhivotovo": "head_zhivotovo",
    "kulikovo": "head_kulikovo",
}


def send(client: Client, address: str, data: dict[str, Any]) -> Any:
    """Post a form. Each of its moves goes through the door with queries of its own; so do the flows after it."""
    with zeal_ignore():
        return client.post(address, data)


class Pages:
    """The pages of one meeting."""

    def __init__(self, desk: Desk, meeting: Document, seats: dict[str, Seat]) -> None:
        self.desk = desk
        self.pk = meeting.pk
        self.seats = seats

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.get(pk=self.pk)

    def see(self, who: str, **query: Any) -> str:
        """The text of the meeting's page."""
        response = self.desk(who).get(reverse("meeting", args=[self.pk]), query)
        assert response.status_code == 200
        return response.content.decode()

    def do(self, who: str, move: str, **facts: Any) -> Any:
        """Press a button, or send the form of an act."""
        return send(self.desk(who), reverse("meeting_do", args=[self.pk, move]), facts)

    def vote(self, who: str, choice: str, seat: str = "", **facts: Any) -> Any:
        """The member `who` votes for their own seat, or for `seat`."""
        own = next((key for key, member in MEMBERS.items() if member == who), "base")
        return self.do(
            who, "cast", round=self.round.pk, seat=self.seats[seat or own].pk, choice=choice, **facts
        )

    def close(self, who: str = "head_second") -> Any:
        """Close the vote; asked again because of those who have not voted, close it all the same."""
        round = self.round.pk
        response = self.do(who, "close_round", round=round)
        if response.status_code != 200:
            return response
        return self.do(who, "close_round", round=round, sure=response.context["form"]["sure"].value())

    def attend(self, who: str = "secretary", *, by_video: tuple[str, ...] = (), **statuses: str) -> Any:
        """Mark these seats; the others stay as they are."""
        data: dict[str, Any] = {"do": "save"}
        page = self.desk(who).get(reverse("meeting_attendance", args=[self.pk]))
        for form in page.context["seats"]:
            prefix = form.prefix
            key = next(key for key, seat in self.seats.items() if seat.pk == form.row.seat.pk)
            data[f"{prefix}-was"] = form.row.status
            data[f"{prefix}-seen"] = form["seen"].value()
            data[f"{prefix}-status"] = statuses.get(key, form.row.status)
            data[f"{prefix}-person"] = form.row.person.pk
            if key in by_video:
                data[f"{prefix}-by_video"] = "on"
        return send(self.desk(who), reverse("meeting_attendance", args=[self.pk]), data)

    def item(self, number: int = 1) -> AgendaItem:
        return self.meeting.agenda().get(position=number)

    @property
    def round(self) -> Round:
        return Round.objects.filter(meeting_id=self.pk).latest("pk")

    @property
    def ballots(self) -> dict[str, str]:
        keys = {seat.pk: key for key, seat in self.seats.items()}
        return {keys[ballot.seat_id]: ballot.choice for ballot in self.round.ballots.all()}
