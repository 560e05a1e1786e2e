"""What the people of every process do alike, as tests play them: a meeting that decides, an order that is signed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import make_aware

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Body, council_of
from tests.memory import PLAYS, Memory, recalled


class Office:
    """The people of Luza at work. Its methods bring papers to where a test begins; a day is played by `day`."""

    # With None, everything is played anew.
    plays: Memory | None = PLAYS
    # The attributes that the methods change.
    changing: tuple[str, ...] = ("day",)
    day: date | datetime

    def __init__(self, luza: Luza) -> None:
        self.luza, self.people = luza, luza.people

    @contextmanager
    def playing(self) -> Iterator[None]:
        with clock.played(self.day):
            yield

    def act(self, paper: Document, move: str, by: Person | None = None, **facts: Any) -> Any:
        with self.playing():
            return perform(paper, move, by=by, **facts)

    @recalled
    def decided_by(self, body: Body, *papers: Document, choice: str = "for") -> Protocol:
        """The body meets today; everybody who may votes alike on each paper; the protocol is signed."""
        chair, keeper = body.chair, body.keeper
        moment = make_aware(datetime.combine(self.day, time(14)))
        with clock.played(moment):
            meeting = draft(
                Meeting, unit=body.unit, title="Заседание", by=keeper, held_at=moment, place="кабинет 5"
            )
            for paper in papers:
                meeting = perform(meeting, "add_item", by=keeper, subject=paper)
            meeting = perform(meeting, "convene", by=keeper)
            for seat in body.seats.values():
                meeting = perform(meeting, "mark_attendance", by=keeper, seat=seat, status="present")
            meeting = perform(meeting, "open", by=chair)
            for item in meeting.agenda():
                meeting = self._voted(meeting, item, chair, choice)
            meeting = perform(meeting, "finish", by=chair)
            protocol = Protocol.objects.get(meeting=meeting)
            entries = {
                row.item_id: {"heard": "Доклад.", "decided": row.decided or "Решено."}
                for row in protocol.entries.all()
            }
            protocol = perform(protocol, "revise", by=keeper, entries=entries)
            protocol = perform(protocol, "submit", by=keeper)
            protocol = perform(protocol, "sign_as_chair", by=chair)
            return perform(protocol, "sign_as_secretary", by=keeper)

    def _voted(self, meeting: Meeting, item: Any, chair: Person, choice: str) -> Meeting:
        meeting = perform(meeting, "open_round", by=chair, item=item)
        voting = meeting.open_round_now()
        assert voting is not None
        for roll in voting.rolls.filter(recused=False).select_related("person", "seat"):
            meeting = perform(meeting, "cast", by=roll.person, seat=roll.seat, choice=choice)
        return perform(meeting, "close_round", by=chair)

    def decided(self, *papers: Document, choice: str = "for") -> Protocol:
        """By the council of the district."""
        return self.decided_by(council_of(self.luza), *papers, choice=choice)

    @recalled
    def ordered(self, paper: Document, clerk: Person, director: Person) -> Order:
        """The order that was drafted on a paper, submitted and signed."""
        order = Order.objects.get(links_out__target=paper, links_out__effect="approve")
        order = self.act(order, "submit", clerk)
        signed: Order = self.act(order, "sign", director)
        return signed


def fresh(paper: Any) -> Any:
    """The paper as it stands in the database now."""
    return type(paper)._default_manager.get(pk=paper.pk)
