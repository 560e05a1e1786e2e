"""What each act at a meeting asks for. An act without questions is a button; the others have a page of their own.

The values of the fields are the keywords that `perform` passes to the move of the same name.
"""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from governance import clock
from governance.desk.base.components import Words
from governance.desk.base.fields import day_field, text_field
from governance.desk.kinds.meeting.agenda_form import ItemForm
from governance.desk.kinds.meeting.asked_again import AskAgain, secret_ballot, those_who_are_silent
from governance.desk.kinds.meeting.seat_lines import who_sits
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT
from governance.documents.kinds.meeting.board import Board, SeatRow
from governance.documents.kinds.meeting.declaring import LONGEST_OPINION
from governance.documents.kinds.meeting.rounds import Ballot, Choice
from governance.documents.record.perform import LONGEST_REASON
from governance.roles.person import Person


class Act:
    """One act. `label` stands on its button among the panels, `lead` under the heading of its page: what follows."""

    def __init__(
        self,
        label: Words = "",
        lead: Words = "",
        *,
        # What is usually done next; what cannot be undone.
        main: bool = False,
        grave: bool = False,
        # Asked again on a page although there is nothing to fill in.
        sure: bool = False,
        # Made only of the meeting as the person has seen it, so that a second press does not repeat it. The others name
        # the question, the vote or the seat, and go on while everybody votes, which changes the meeting.
        guarded: bool = False,
        # What is asked once more, if there is anything, before it is done.
        again: AskAgain | None = None,
        # Which move it makes, if not the one of its name.
        move: str = "",
        **fields: forms.Field,
    ) -> None:
        self.label, self.lead, self.fields = label, lead, fields
        self.move = move
        self.main, self.grave, self.guarded, self.again = main, grave, guarded, again
        # Made by one press, without a page.
        self.is_button = not sure and all(field.widget.is_hidden for field in fields.values())


# --- fields of several acts ---------------------------------------------------------------------------------------


class SeatField(forms.TypedChoiceField):
    """One of the seats that `among` finds on the board."""

    def __init__(
        self, label: Words, among: Callable[[Board, Person], list[SeatRow]], help_text: Words = ""
    ) -> None:
        self.among = among
        errors = {"required": _("Choose the seat."), "invalid_choice": _("Choose the seat from the list.")}
        super().__init__(label=label, help_text=help_text, coerce=int, error_messages=errors)

    def offer(self, board: Board, person: Person) -> None:
        rows = self.among(board, person)
        chosen = [(row.seat.pk, f"{row.seat.name} ({who_sits(row)})") for row in rows]
        self.choices = chosen if len(chosen) == 1 else [("", gettext("— choose —")), *chosen]


def here(board: Board, person: Person) -> list[SeatRow]:
    return [row for row in board.seats if row.here]


def voters(board: Board, person: Person) -> list[SeatRow]:
    """Those whose vote the secretary may enter: not given yet, or entered before."""
    votes = board.current.votes if board.current else []
    may = {vote.seat.pk for vote in votes if vote.may_vote and (not vote.voted or vote.entered)}
    return [row for row in board.seats if row.seat.pk in may]


def without_sheet(board: Board, person: Person) -> list[SeatRow]:
    """Who is neither here nor represented, and has no sheet yet."""
    return [row for row in board.seats if row.sheet is None and not row.here and row.proxy_holder is None]


def shown() -> forms.IntegerField:
    """The id of what the page was showing: the item, the round, the seat."""
    out_of_date = _("This page is out of date: open the meeting again.")
    return forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": out_of_date, "invalid": out_of_date}
    )


def reason(label: Words, help_text: Words = "") -> forms.CharField:
    missing = _("Write the reason: it will stand in the record.")
    return text_field(label, LONGEST_REASON, lines=3, help_text=help_text, missing=missing)


NO_CHOICE = _("Choose: for, against or abstained.")

# --- the acts -----------------------------------------------------------------------------------------------------

ACTS: dict[str, Act] = {
    "convene": Act(label=_("Convene the meeting"), main=True),
    "announce": Act(label=_("Announce the absentee vote"), main=True),
    "end_vote": Act(label=_("Count the sheets"), main=True),
    "send_sheet": Act(
        label=_("Give a voting sheet"),
        lead=_(
            "For a member who will not come: the sheet counts only while they are not here, and is taken until the "
            "meeting is opened."
        ),
        seat=SeatField(_("Who gets the sheet"), without_sheet),
    ),
    "open": Act(label=_("Open the meeting"), main=True),
    "finish": Act(label=_("Close the meeting"), main=True),
    "take_minutes": Act(label=_("Take over the minutes")),
    "fail": Act(
        label=_("End as not held…"),
        lead=_(
            "Without a quorum the meeting ends as not held. Its papers wait for another meeting, the members are told."
        ),
        grave=True,
        sure=True,
    ),
    "cancel": Act(
        label=_("Cancel the meeting…"),
        lead=_(
            "The members are told the reason; the papers of the agenda wait for another meeting. The number of a "
            "sitting that was convened stays with it and is given to no other."
        ),
        grave=True,
        reason=reason(_("Why it is cancelled")),
    ),
    "open_agenda": Act(
        label=_("Open the agenda to everybody…"),
        lead=_(
            "Day, place and questions stand on the public page of the district, with the papers that are published. "
            "A question about a paper with personal data says only what kind of paper it is."
        ),
        sure=True,
    ),
    "close_agenda": Act(label=_("Take the agenda off the public page")),
    # Voting
    "open_round": Act(
        label=_("Open the vote"),
        main=True,
        item=shown(),
        secret=forms.NullBooleanField(widget=forms.HiddenInput, required=False),
    ),
    "put_up": Act(
        label=_("Put a member to the vote…"),
        lead=_("The sitting votes on this name; whoever is elected takes the office at once."),
        main=True,
        move="open_round",
        item=shown(),
        candidate=SeatField(_("Who is put up"), here),
    ),
    "close_round": Act(label=_("Close the vote"), main=True, again=those_who_are_silent, round=shown()),
    "annul_round": Act(
        label=_("Annul the vote…"),
        lead=_("The vote stays on record as annulled; the question can then be voted on again."),
        grave=True,
        round=shown(),
        reason=reason(_("Why the vote is annulled")),
    ),
    "cast": Act(
        again=secret_ballot,
        round=shown(),
        seat=shown(),
        choice=forms.ChoiceField(
            choices=Choice.choices,
            widget=forms.HiddenInput,
            error_messages={"required": NO_CHOICE, "invalid_choice": NO_CHOICE},
        ),
    ),
    "enter_ballot": Act(
        label=_("Enter a vote"),
        lead=_("The vote is marked as entered by the secretary, and the member is told of it."),
        round=shown(),
        seat=SeatField(_("Whose vote"), voters),
        choice=forms.ChoiceField(
            label=_("How the member voted"),
            choices=Choice.choices,
            widget=forms.RadioSelect,
            error_messages={"required": NO_CHOICE},
        ),
        way=forms.ChoiceField(
            label=_("How the vote was given"),
            choices=[(way.value, way.label) for way in Ballot.ENTERED],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether the vote was given aloud or on paper.")},
        ),
    ),
    "leave_item": Act(
        label=_("Leave the question undecided…"),
        lead=_("The question ends without a decision; its paper waits for another meeting."),
        item=shown(),
        reason=reason(_("Why it is left undecided"), _("For example: heard for information; put off.")),
    ),
    # Declarations of members
    "recuse": Act(
        lead=_("You take no part in the vote on this question. It can be declared until the vote is opened."),
        item=shown(),
        seat=SeatField(_("Seat"), lambda board, person: board.seats_of(person)),
        reason=reason(_("Reason"), _("For example: the question concerns me personally.")),
    ),
    "enter_recusal": Act(
        label=_("Enter a recusal"),
        lead=_("For a recusal that a member declared aloud, before the vote is opened."),
        item=shown(),
        seat=SeatField(_("Who takes no part"), here),
        reason=reason(_("Reason")),
    ),
    "lift_recusal": Act(
        lead=_("The member takes part in the vote again."),
        item=shown(),
        seat=shown(),
        reason=reason(_("Why the recusal is taken back")),
    ),
    "dissent": Act(
        lead=_(
            "The opinion goes into the protocol with your name. You can correct it until the protocol is signed."
        ),
        item=shown(),
        seat=shown(),
        opinion=text_field(
            _("Your opinion"), LONGEST_OPINION, lines=8, missing=_("Write the opinion first.")
        ),
    ),
    # The table
    "step_out": Act(
        label=_("Somebody leaves for this question"),
        lead=_(
            "For a member who is out while the question is considered: neither counted for the quorum nor asked to "
            "vote on it. The protocol says so at this question."
        ),
        item=shown(),
        seat=SeatField(_("Who leaves"), here),
    ),
    "come_back": Act(seat=shown()),
    "preside": Act(
        label=_("Another member presides"),
        lead=_("While the chair is away the members choose one of those present to preside."),
        seat=SeatField(_("Who presides"), here),
    ),
    "enter_proxy": Act(
        label=_("Enter a proxy"),
        lead=_("A member who cannot come lets another one vote. The proxy ends when the member comes."),
        principal=SeatField(
            _("Who is represented"),
            lambda board, person: [row for row in board.seats if not row.here],
            _("Only members who are not here."),
        ),
        holder=SeatField(_("Who votes for them"), lambda board, person: board.seats),
        paper=text_field(
            _("On what basis"),
            300,
            help_text=_("For example: proxy No. 4 of 01.09.2011."),
            missing=_("Name the paper that gives the proxy, with its date."),
        ),
        until=day_field(_("Valid until, inclusive"), initial=clock.today),
    ),
    "end_proxy": Act(
        lead=_("The member withdraws the proxy: nobody votes for this seat any more."),
        principal=shown(),
        reason=reason(_("Reason")),
    ),
    "add_off_agenda": Act(
        label=_("Question off the agenda"),
        lead=_("Possible only when every member is here in person and all agree to take the question up."),
        guarded=True,
        title=ItemForm.base_fields["title"],
        speaker=ItemForm.base_fields["speaker"],
        decision_draft=text_field(_("Draft decision"), LONGEST_TEXT, lines=3, required=False),
        secret=ItemForm.base_fields["secret"],
        agreed=forms.BooleanField(
            label=_("Every member agrees to take this question up"),
            error_messages={
                "required": _(
                    "A question off the agenda is taken up only if every member agrees: ask them first."
                )
            },
        ),
    ),
}
