"""What members declare besides their vote: recusals before a round, dissenting opinions after it."""

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.errors import AlreadyDone, NotAllowed, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.officers import RECORDS, VOTES
from governance.documents.kinds.meeting.rounds import DissentingOpinion, Recusal, Round
from governance.documents.kinds.meeting.sitting import Sitting
from governance.documents.kinds.meeting.table import seat_id
from governance.documents.language.typed_text import lines_of_text
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import condition, move
from governance.roles.body import Seat

RUNNING, HELD = MeetingCard.State.RUNNING, MeetingCard.State.HELD
LONGEST_OPINION = 20_000


@condition(
    gettext_lazy("The protocol is being signed: ask the secretary to take it back to the draft first.")
)
def protocol_is_open(meeting: MeetingCard) -> bool:
    """Whether the protocol can still take something up; before it is written it can."""
    protocol = getattr(meeting, "protocol", None)
    return protocol is None or protocol.state == "draft"


class Declaring(Sitting):
    """Recusals and dissenting opinions."""

    class Meta(Sitting.Meta):
        abstract = True

    @move(
        source=RUNNING,
        rule=VOTES,
        words=verb("meeting", "Recuse yourself", "recused themself"),
        needs_reason=True,
        inner=True,
    )
    def recuse(self, act: Act, *, item: AgendaItem | int, seat: Seat | int) -> None:
        """A member takes no part in an item, and says why, before its round opens."""
        mark = self.table.marks.get(seat_id(seat))
        if mark is None or mark.person_id != act.person.pk:
            raise NotAllowed(_("You do not sit on this seat."))
        self._recuse(act, item, seat)

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Enter a recusal", "entered a recusal"),
        needs_reason=True,
        inner=True,
    )
    def enter_recusal(self, act: Act, *, item: AgendaItem | int, seat: Seat | int) -> None:
        """The secretary enters a recusal that a member declared aloud."""
        self._recuse(act, item, seat)

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Take back a recusal", "took back a recusal"),
        needs_reason=True,
        inner=True,
    )
    def lift_recusal(self, act: Act, *, item: AgendaItem | int, seat: Seat | int) -> None:
        """It was entered by mistake, or its cause has gone; only before the round opens."""
        question = self._before_its_round(item)
        if not Recusal.objects.filter(item=question, seat_id=seat_id(seat)).delete()[0]:
            raise NotLegal(_("This member is not recused on the question."))
        act.facts.update(item=question.pk, seat=seat_id(seat))

    @move(
        source=(RUNNING, HELD),
        rule=VOTES,
        words=verb("meeting", "Dissenting opinion", "attached a dissenting opinion"),
        conditions=(protocol_is_open,),
        inner=True,
    )
    def dissent(self, act: Act, *, item: AgendaItem | int, seat: Seat | int, opinion: str) -> None:
        """A member who was on the roll attaches a dissenting opinion to a decision, or writes it anew."""
        question = self.item(item)
        decision = question.decision()
        if decision is None:
            raise NotLegal(_("The question is not decided: a dissenting opinion is about a decision."))
        roll = decision.rolls.filter(seat_id=seat_id(seat), person_id=act.person.pk).first()
        if roll is None:
            raise NotAllowed(_("You did not sit on this seat in that vote."))
        opinion = lines_of_text(opinion, LONGEST_OPINION, _("the opinion"))
        if not opinion:
            raise NotLegal(_("Write the opinion first."))
        DissentingOpinion.objects.update_or_create(
            item=question, seat_id=roll.seat_id, defaults={"person": act.person, "text": opinion}
        )
        act.facts.update(item=question.pk, seat=roll.seat_id)

    def _recuse(self, act: Act, item: AgendaItem | int, seat: Seat | int) -> None:
        question = self._before_its_round(item)
        place = self.table.occupied(seat)
        if question.recusals.filter(seat=place.seat).exists():
            raise AlreadyDone(_("This member is recused on the question already."))
        Recusal.objects.create(
            item=question, seat=place.seat, person=self.table.marks[place.seat.pk].person, reason=act.reason
        )
        act.facts.update(item=question.pk, seat=place.seat.pk)

    def _before_its_round(self, item: AgendaItem | int) -> AgendaItem:
        """An item on which no vote is open or stands."""
        question = self.question(item)
        standing = next(
            (
                each
                for each in question.rounds.all()
                # Whoever was not elected leaves room for another name.
                if each.is_open or each.adopted or (each.state == Round.State.CLOSED and not question.office)
            ),
            None,
        )
        if standing is not None and standing.is_open:
            raise NotLegal(_("The voting on this question has begun: it is too late for that."))
        if standing is not None:
            raise NotLegal(_("There was a vote on this question: annul it first, with a reason."))
        return question
