"""What each act at a meeting asks for. An act without questions is a button; the others have a page of their own.

The facts of a form are the keywords that `perform` passes to the move of the same name.
"""

from django import forms
from django.utils.translation import gettext_lazy

from governance import clock
from governance.desk.base.fields import day_field, text_field
from governance.desk.kinds.meeting.act_form import ACTS, ActForm, act, hidden, reason_text, seat_choice
from governance.desk.papers.forms import SeenForm
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, LONGEST_TITLE
from governance.documents.kinds.meeting.declaring import LONGEST_OPINION
from governance.documents.kinds.meeting.rounds import Ballot, Choice

__all__ = ["ACTS"]


@act("convene", "open", "finish", "take_minutes")
class Press(ActForm):
    """Nothing to say but yes."""


@act("fail")
class Sure(ActForm):
    lead = gettext_lazy(
        "Without a quorum the meeting ends as not held. Its papers wait for another meeting, the members are told."
    )
    grave = True
    sure = True


@act("cancel")
class Cancel(ActForm):
    lead = gettext_lazy("The members are told; the papers of the agenda wait for another meeting.")
    grave = True
    reason = reason_text(gettext_lazy("Why it is cancelled"))


# --- voting -------------------------------------------------------------------------------------------------------


@act("open_round")
class OpenRound(ActForm):
    item = hidden()
    secret = forms.NullBooleanField(widget=forms.HiddenInput, required=False)


@act("close_round")
class CloseRound(ActForm):
    round = hidden()


@act("annul_round")
class AnnulRound(ActForm):
    lead = gettext_lazy("The vote stays on record as annulled; the question can then be voted on again.")
    grave = True
    round = hidden()
    reason = reason_text(gettext_lazy("Why the vote is annulled"))


@act("cast")
class Cast(ActForm):
    round = hidden()
    seat = hidden()
    choice = forms.ChoiceField(
        choices=Choice.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose: for, against or abstained."),
            "invalid_choice": gettext_lazy("Choose: for, against or abstained."),
        },
    )


@act("enter_ballot")
class EnterBallot(ActForm):
    lead = gettext_lazy("The vote is marked as entered by the secretary, and the member is told of it.")
    round = hidden()
    seat = seat_choice(gettext_lazy("Whose vote"))
    choice = forms.ChoiceField(
        label=gettext_lazy("How the member voted"),
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose: for, against or abstained.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How the vote was given"),
        choices=[(way.value, way.label) for way in Ballot.ENTERED],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the vote was given aloud or on paper.")},
    )

    def prepare(self) -> None:
        current = self.board.current
        voters = current.votes if current else []
        may = {
            vote.seat_id
            for vote in voters
            if not vote.recused
            and (vote.present or vote.by_proxy_of is not None)
            and (not vote.voted or vote.entered)
        }
        self.offer_seats("seat", [row for row in self.board.seats if row.seat.pk in may])


@act("leave_item")
class LeaveItem(ActForm):
    lead = gettext_lazy("The question ends without a decision; its paper waits for another meeting.")
    item = hidden()
    reason = reason_text(
        gettext_lazy("Why it is left undecided"), gettext_lazy("For example: heard for information; put off.")
    )


# --- declarations of members --------------------------------------------------------------------------------------


@act("recuse")
class Recuse(ActForm):
    lead = gettext_lazy(
        "You take no part in the vote on this question. It can be declared until the vote is opened."
    )
    item = hidden()
    seat = seat_choice(gettext_lazy("Seat"))
    reason = reason_text(
        gettext_lazy("Reason"), gettext_lazy("For example: the question concerns me personally.")
    )

    def prepare(self) -> None:
        self.offer_seats("seat", self.board.seats_of(self.person))


@act("enter_recusal")
class EnterRecusal(ActForm):
    lead = gettext_lazy("For a recusal that a member declared aloud, before the vote is opened.")
    item = hidden()
    seat = seat_choice(gettext_lazy("Who takes no part"))
    reason = reason_text(gettext_lazy("Reason"))

    def prepare(self) -> None:
        self.offer_seats("seat", [row for row in self.board.seats if row.here])


@act("lift_recusal")
class LiftRecusal(ActForm):
    lead = gettext_lazy("The member takes part in the vote again.")
    item = hidden()
    seat = hidden()
    reason = reason_text(gettext_lazy("Why the recusal is taken back"))


@act("dissent")
class Dissent(ActForm):
    lead = gettext_lazy(
        "The opinion goes into the protocol with your name. You can correct it until the protocol is signed."
    )
    item = hidden()
    seat = hidden()
    opinion = text_field(
        gettext_lazy("Your opinion"),
        LONGEST_OPINION,
        lines=8,
        error_messages={"required": gettext_lazy("Write the opinion first.")},
    )


# --- the table ----------------------------------------------------------------------------------------------------


@act("preside")
class Preside(ActForm):
    lead = gettext_lazy("While the chair is away the members choose one of those present to preside.")
    seat = seat_choice(gettext_lazy("Who presides"))

    def prepare(self) -> None:
        self.offer_seats("seat", [row for row in self.board.seats if row.here])


@act("enter_proxy")
class EnterProxy(ActForm):
    lead = gettext_lazy(
        "A member who cannot come lets another one vote. The proxy ends when the member comes."
    )
    principal = seat_choice(
        gettext_lazy("Who is represented"), gettext_lazy("Only members who are not here.")
    )
    holder = seat_choice(gettext_lazy("Who votes for them"))
    paper = text_field(
        gettext_lazy("On what basis"),
        300,
        help_text=gettext_lazy("For example: proxy No. 4 of 01.09.2011."),
        error_messages={"required": gettext_lazy("Name the paper that gives the proxy, with its date.")},
    )
    until = day_field(gettext_lazy("Valid until, inclusive"))

    def prepare(self) -> None:
        self.offer_seats("principal", [row for row in self.board.seats if not row.here])
        self.offer_seats("holder", self.board.seats)
        self.fields["until"].initial = clock.today()


@act("end_proxy")
class EndProxy(ActForm):
    lead = gettext_lazy("The member withdraws the proxy: nobody votes for this seat any more.")
    principal = hidden()
    reason = reason_text(gettext_lazy("Reason"))


@act("add_off_agenda")
class OffAgenda(ActForm, SeenForm):
    lead = gettext_lazy(
        "Possible only when every member is here in person and all agree to take the question up."
    )
    # A second press does not take the question up again: `seen` is not what the first one has left.
    title = text_field(
        gettext_lazy("Question"),
        LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Write the question as it will stand on the agenda.")},
    )
    speaker = text_field(gettext_lazy("Speaker"), LONGEST_TITLE, required=False)
    decision_draft = text_field(gettext_lazy("Draft decision"), LONGEST_TEXT, lines=3, required=False)
    secret = forms.BooleanField(label=gettext_lazy("Vote secretly"), required=False)
    agreed = forms.BooleanField(
        label=gettext_lazy("Every member agrees to take this question up"),
        error_messages={
            "required": gettext_lazy(
                "A question off the agenda is taken up only if every member agrees: ask them first."
            )
        },
    )

    def prepare(self) -> None:
        self.fields["seen"].initial = self.board.meeting.revision
