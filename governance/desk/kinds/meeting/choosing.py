"""The ballot of an election, on a page of its own: choose up to as many as there are posts, or nobody."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Words
from governance.desk.kinds.meeting.page import CARD, FormOfMeeting
from governance.documents.kinds.meeting.board import Vote
from governance.documents.kinds.meeting.election.poll import PollData, names_on
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.record.perform import perform

NOBODY = 0


class BallotForm(forms.Form):
    """The names, each with a box; the last one is «against all»."""

    names = forms.TypedMultipleChoiceField(
        label=_("Candidates"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose whom you vote for, or mark “against all candidates”."),
            "invalid_choice": _("Choose among the candidates of this ballot: open the page again."),
        },
    )
    sure = forms.BooleanField(label=_("My choice is final: a secret vote cannot be changed"))

    def __init__(
        self, data: QueryDict | None, *, poll: PollData, secret: bool, chosen: list[int] | None
    ) -> None:
        super().__init__(data)
        names = [(candidate.pk, candidate.person.full_name) for candidate in names_on(poll)]
        field = self.fields["names"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [*names, (NOBODY, gettext("Against all candidates"))]
        field.label = ballot_label(poll["posts"])
        if chosen is not None:
            field.initial = chosen or [NOBODY]
        if not secret:
            del self.fields["sure"]
        else:
            self.fields["sure"].error_messages["required"] = _(
                "A secret vote cannot be changed: look at your choice again and confirm it."
            )
        self.posts = poll["posts"]

    def clean_names(self) -> list[int]:
        names: list[int] = self.cleaned_data["names"]
        if NOBODY in names and len(names) > 1:
            raise forms.ValidationError(
                gettext("You have marked candidates and “against all candidates”: leave one of the two.")
            )
        chosen = [key for key in names if key != NOBODY]
        if len(chosen) > self.posts:
            raise forms.ValidationError(
                gettext("Too many names: choose at most %(posts)d, there are %(chosen)d.")
                % {"posts": self.posts, "chosen": len(chosen)}
            )
        return chosen


def ballot_label(posts: int) -> str:
    if posts == 1:
        return gettext("Choose one candidate")
    return gettext("Choose at most %(posts)d candidates") % {"posts": posts}


class ChoosingPage(FormOfMeeting):
    """The ballot of one seat in the round that is open."""

    template = "governance/meeting/choosing.html"
    move = "choose"
    submit = _("Vote")
    form: BallotForm

    def __init__(self, request: SignedInRequest, meeting: Meeting, vote: Vote, voting: Round) -> None:
        self.vote, self.voting = vote, voting
        self.own = vote.person.pk == request.user.pk
        super().__init__(request, meeting)

    def get_form(self) -> BallotForm:
        chosen = None
        if not self.voting.secret:
            ballot = self.voting.ballots.filter(seat_id=self.vote.seat.pk).first()
            chosen = ballot.names if ballot is not None else None
        return BallotForm(self.data, poll=self.voting.poll, secret=self.voting.secret, chosen=chosen)

    def get_title(self) -> Words:
        return self.voting.item.title

    def act(self) -> HttpResponse:
        perform(
            self.document,
            self.move,
            by=self.request.user,
            seat=self.vote.seat.pk,
            candidates=self.form.cleaned_data["names"],
            round=self.voting.pk,
        )
        said = _("Your vote is in the urn.") if self.voting.secret else _("Your vote is taken.")
        messages.success(self.request, said)
        return redirect(self.get_cancel())


@of_paper("meeting", *CARD)
def meeting_ballot(request: SignedInRequest, meeting: Meeting, seat: int) -> HttpResponse:
    """The ballot of a seat of this person; back to the meeting when there is none."""
    state = board(meeting)
    current = state.current
    vote = next((vote for vote in state.votes_of(request.user) if vote.seat.pk == seat), None)
    if current is None or current.round.poll is None:
        messages.info(request, gettext("The voting is closed: no vote is taken any more."))
        return redirect("meeting", pk=meeting.pk)
    if vote is None:
        raise Http404
    if current.round.secret and vote.voted:
        messages.info(request, gettext("This seat has voted already; a secret vote is final."))
        return redirect("meeting", pk=meeting.pk)
    return ChoosingPage(request, meeting, vote, current.round).respond()
