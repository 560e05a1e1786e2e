"""What the acts of an election and of the counting commission ask for, beside those of any meeting (`acts`)."""

from collections.abc import Callable, Sequence

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.fields import number_field, text_field
from governance.desk.kinds.meeting.acts import Act, SeatField, reason, shown, voters
from governance.documents.kinds.meeting.board import Board
from governance.documents.kinds.meeting.election.nominating import LONGEST_NOTE
from governance.documents.kinds.meeting.election.poll import names_on
from governance.documents.kinds.meeting.rounds import Ballot
from governance.roles.person import Person

Offered = Sequence[tuple[int, str]]


class OneOf(forms.TypedChoiceField):
    """One of what `among` finds for the board."""

    def __init__(self, label: Words, among: Callable[[Board], Offered], missing: Words) -> None:
        self.among = among
        errors = {"required": missing, "invalid_choice": missing}
        super().__init__(label=label, coerce=int, error_messages=errors)

    def offer(self, board: Board, person: Person) -> None:
        self.choices = [("", gettext("— choose —")), *self.among(board)]


class SomeOf(forms.TypedMultipleChoiceField):
    """Some of what `among` finds for the board."""

    def __init__(
        self, label: Words, among: Callable[[Board], Offered], missing: Words, *, required: bool = True
    ) -> None:
        self.among = among
        super().__init__(
            label=label,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            required=required,
            error_messages={"required": missing, "invalid_choice": missing},
        )

    def offer(self, board: Board, person: Person) -> None:
        self.choices = list(self.among(board))


def people_of_district(board: Board) -> Offered:
    """Everybody who may be put up; whom the office does not allow is refused with the reason."""
    people = Person.objects.filter(district_id=board.meeting.district_id, is_active=True)
    return [(person.pk, person.full_name) for person in people.order_by("surname", "given", "patronymic")]


def those_here(board: Board) -> Offered:
    """Those at the table, and the secretary."""
    people = {row.person.pk: row.person for row in board.seats if row.here}
    if board.meeting.secretary is not None:
        people.setdefault(board.meeting.secretary.pk, board.meeting.secretary)
    return [(key, person.name) for key, person in people.items()]


def on_the_ballot(board: Board) -> Offered:
    current = board.current
    if current is None or current.round.poll is None:
        return []
    return [(candidate.pk, candidate.person.full_name) for candidate in names_on(current.round.poll)]


ALOUD = "aloud"
WHO = _("Choose the person from the list.")

ELECTION_ACTS: dict[str, Act] = {
    "put_up_candidate": Act(
        move="put_up",
        lead=_("They are asked for their consent: they give it here, or you enter what they wrote."),
        item=shown(),
        person=OneOf(_("Candidate"), people_of_district, WHO),
        put_up_by=text_field(_("Who puts them up"), LONGEST_NOTE, required=False),
    ),
    "put_up_at_sitting": Act(
        label=_("Enter a candidate"),
        lead=_("Whoever is put up at the sitting stands only with their consent."),
        item=shown(),
        person=OneOf(_("Candidate"), people_of_district, WHO),
        put_up_by=text_field(
            _("Who puts them up"),
            LONGEST_NOTE,
            missing=_("Write who puts the candidate up: the protocol says it."),
        ),
    ),
    "consent": Act(label=_("I agree to stand"), main=True, item=shown()),
    "stand_down": Act(
        lead=_("You are on no further ballot of this election."),
        grave=True,
        item=shown(),
        reason=reason(_("Reason")),
    ),
    "enter_consent": Act(
        lead=_(
            "For a consent on paper, with its scan, or one that the candidate gave aloud at the sitting. Candidates "
            "who have a device consent here by themselves."
        ),
        candidate=shown(),
        aloud=forms.TypedChoiceField(
            label=_("How the consent was given"),
            choices=[("paper", _("on paper")), (ALOUD, _("aloud at the sitting"))],
            coerce=lambda way: way == ALOUD,
            initial="paper",
            widget=forms.RadioSelect,
            error_messages={"required": _("Say how the consent was given.")},
        ),
        paper=text_field(
            _("The paper with its date"),
            LONGEST_NOTE,
            help_text=_("For example: application of 10.09.2011. Left empty for a consent given aloud."),
            required=False,
        ),
        scan=forms.FileField(
            label=_("Scan"),
            help_text=_("PDF or picture (PNG, JPEG). Left out for a consent given aloud."),
            required=False,
        ),
    ),
    "enter_withdrawal": Act(
        lead=_("For a withdrawal that the candidate declared on paper or aloud."),
        candidate=shown(),
        reason=reason(_("Reason")),
    ),
    "enter_choice": Act(
        label=_("Enter a choice"),
        lead=_("The vote is marked as entered by the secretary. Without a name it is against all."),
        round=shown(),
        seat=SeatField(_("Whose vote"), voters),
        candidates=SomeOf(
            _("Whom the member chose"), on_the_ballot, _("Choose among the candidates."), required=False
        ),
        way=forms.ChoiceField(
            label=_("How the vote was given"),
            choices=[(way.value, way.label) for way in Ballot.ENTERED],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether the vote was given aloud or on paper.")},
        ),
    ),
    "name_tellers": Act(
        label=_("Counting commission"),
        lead=_(
            "Put the proposed members to an open vote and enter how the meeting voted; the protocol tells it. Nobody "
            "who stands for an office counts the ballots."
        ),
        people=SomeOf(
            _("Members of the commission"),
            those_here,
            _("Choose the members of the commission, each once, and its chair among them."),
        ),
        chair=OneOf(_("Its chair"), those_here, _("Choose the chair of the commission.")),
        in_favour=number_field(_("For, by show of hands")),
        against=number_field(_("Against, by show of hands")),
        abstain=number_field(_("Abstained, by show of hands")),
    ),
    "issue_ballot": Act(label=_("Issue"), round=shown(), seat=shown()),
    "take_back_ballot": Act(
        lead=_("The ballot came back spoilt or unused: it is cancelled, and the member may vote anew."),
        round=shown(),
        seat=shown(),
        reason=reason(_("Why it came back"), _("For example: spoilt; the member votes in the system.")),
    ),
}
