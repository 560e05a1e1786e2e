"""The meeting itself: how it begins, what is taken up or left, and how it ends."""

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.attending import NO_OPEN_ROUND
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.minutes import take_wording
from governance.documents.kinds.meeting.named import renew_posts
from governance.documents.kinds.meeting.officers import CONVENES, PRESIDES, RECORDS
from governance.documents.kinds.meeting.questions import new_item
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.meeting.stepping_out import SteppingOut
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.transitions import Condition, condition, move

PLANNED, RUNNING = MeetingCard.State.PLANNED, MeetingCard.State.RUNNING


def is_its_day(meeting: MeetingCard) -> bool:
    return meeting.day == clock.today()


@condition(gettext_lazy("The day of the meeting has not come: cancel it instead."))
def its_day_has_come(meeting: MeetingCard) -> bool:
    return meeting.day <= clock.today()


@condition(gettext_lazy("Mark the attendance first, with the seat of whoever presides."))
def is_led(meeting: MeetingCard) -> bool:
    return meeting.presiding_id is not None and meeting.table.is_here(meeting.presiding_id)


@condition(
    gettext_lazy("Decisions have been made: leave the other questions undecided and close the meeting.")
)
def nothing_is_decided(meeting: MeetingCard) -> bool:
    return not any(round.decides for item in meeting.questions for round in item.rounds.all())


@condition(gettext_lazy("Some questions are neither decided nor left: vote on them or leave them undecided."))
def is_dealt_with(meeting: MeetingCard) -> bool:
    return all(item.left_reason or item.decision() is not None for item in meeting.questions)


@condition(
    gettext_lazy(
        "The meeting has not approved what the counting commission found: vote on its protocol first."
    )
)
def counts_are_approved(meeting: MeetingCard) -> bool:
    return uncounted(meeting) is None


def uncounted(meeting: MeetingCard) -> Round | None:
    """A vote on which the protocol of the counting commission is not approved."""
    if not any(each.secret for item in meeting.questions for each in item.rounds.all()):
        return None
    counted = Round.objects.filter(meeting_id=meeting.pk, state=Round.State.CLOSED, counting__isnull=False)
    return counted.exclude(counting__state="approved").first()


class Sitting(SteppingOut):
    """The moves of a meeting while it sits."""

    class Meta(SteppingOut.Meta):
        abstract = True

    @move(
        source=PLANNED,
        target=RUNNING,
        rule=PRESIDES,
        words=verb("meeting", "Open the meeting", "opened"),
        conditions=(
            Condition(
                is_its_day,
                gettext_lazy(
                    "The meeting is planned for another day: change its date, the members will be told."
                ),
            ),
            is_led,
        ),
    )
    def open(self, act: Act) -> None:
        """Begin, under the rules that the body has for this day. A quorum is asked for each vote, not here."""
        self.regulation = self.rules
        self.opened_at = act.at
        renew_posts(self)
        act.facts.update(regulation=self.regulation.pk, presiding=self.presiding_id)

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Take up off the agenda", "took up a question off the agenda"),
        inner=True,
    )
    def add_off_agenda(
        self,
        act: Act,
        *,
        agreed: bool,
        title: str = "",
        speaker: str = "",
        subject: Document | int | None = None,
        secret: bool | None = None,
        matter: str = "",
        decision_draft: str = "",
    ) -> None:
        """Take up a question that was not announced: everyone must be present in person and have agreed to it."""
        missing = [place.seat.name for key, place in self.table.places.items() if not self.table.is_here(key)]
        if missing:
            raise NotLegal(
                _("A question off the agenda needs every member here in person; absent: %(names)s.")
                % {"names": ", ".join(missing)}
            )
        if not agreed:
            raise NotLegal(
                _("A question off the agenda is taken up only if every member agrees: ask them first.")
            )
        item = new_item(
            self,
            title=title,
            speaker=speaker,
            subject=subject,
            secret=secret,
            matter=matter,
            decision_draft=decision_draft,
            off_agenda=True,
        )
        self.take_up_paper_of(item)
        act.facts["item"] = item.pk

    @move(
        source=RUNNING,
        rule=PRESIDES,
        words=verb("meeting", "Leave undecided", "left a question undecided"),
        conditions=(NO_OPEN_ROUND,),
        needs_reason=True,
        inner=True,
    )
    def leave_item(self, act: Act, *, item: AgendaItem | int) -> None:
        """End a question without a decision, e.g. it was only heard, or put off. A later vote on it undoes this."""
        question = self.item(item)
        if question.decision() is not None:
            raise NotLegal(_("This question is decided: annul the vote first if it is not to stand."))
        question.left_reason = act.reason
        question.save(update_fields=["left_reason", *take_wording(question)])
        act.facts["item"] = question.pk

    @move(
        source=RUNNING,
        target=MeetingCard.State.HELD,
        rule=PRESIDES,
        words=verb("meeting", "Close the meeting", "closed"),
        conditions=(NO_OPEN_ROUND, is_dealt_with, counts_are_approved),
    )
    def finish(self, act: Act) -> None:
        """End the meeting; papers that it left undecided, or only recommended on, wait for another agenda."""
        self.closed_at = act.at
        self.let_go(
            item for item in self.questions if (decision := item.decision()) is None or decision.advisory
        )

    @move(
        source=(PLANNED, RUNNING),
        target=MeetingCard.State.NOT_HELD,
        rule=CONVENES,
        words=verb("meeting", "End as not held", "ended as not held"),
        conditions=(its_day_has_come, NO_OPEN_ROUND, nothing_is_decided),
        grave=True,
    )
    def fail(self, act: Act) -> None:
        """Its papers wait for another meeting. Raises NotLegal when there is a quorum for one of its questions."""
        quorums = [self.quorum_for(item) for item in self.agenda()]
        quorum = next((quorum for quorum in quorums if quorum.met), quorums[0])
        if quorum.met:
            raise NotLegal(
                _(
                    "There is a quorum (%(present)d of %(roster)d, %(needed)d needed): the meeting can be held."
                )
                % {"present": quorum.present, "roster": quorum.roster, "needed": quorum.needed}
            )
        self.closed_at = act.at
        self.let_go(self.agenda())
        act.facts.update(roster=quorum.roster, present=quorum.present, needed=quorum.needed)
