"""What the counting commission does: it issues ballots against signature, opens the urn and enters what it found."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Words
from governance.desk.base.fields import number_field
from governance.desk.kinds.meeting.page import CARD, FormOfMeeting
from governance.desk.papers.sheet import pdf
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.board import RoundRow
from governance.documents.kinds.meeting.election.paper_ballots import AGAINST, choices_of
from governance.documents.kinds.meeting.election.poll import names_on
from governance.documents.kinds.meeting.election.print.ballots import ballots_data, issue_sheet_data
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Round
from governance.documents.record.perform import perform


class CountForm(forms.Form):
    """The papers in the urn; what was voted in the system is added by the program."""

    made = number_field(_("Ballots made"), _("How many were printed for this vote."))
    found = number_field(_("Found in the urn"))
    invalid = number_field(_("Invalid"), _("Without a mark, or with more marks than allowed."))
    sure = forms.BooleanField(
        label=_("The numbers are counted and checked: they cannot be corrected afterwards"),
        error_messages={"required": _("Check the numbers once more and confirm them.")},
    )

    def __init__(self, data: QueryDict | None, *, voting: Round) -> None:
        super().__init__(data)
        self.choices = choices_of(voting)
        labels = labels_of(voting)
        for name in self.choices:
            self.fields[f"votes-{name}"] = number_field(labels[name])
        self.order_fields(["made", "found", "invalid", *(f"votes-{name}" for name in self.choices), "sure"])

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        votes = {name: typed[f"votes-{name}"] for name in self.choices}
        return {**{name: typed[name] for name in ("made", "found", "invalid")}, "votes": votes}


def labels_of(voting: Round) -> dict[str, Words]:
    """What each choice is called on the ballot."""
    if voting.poll is None:
        return {choice.value: choice.label for choice in Choice}
    names = {str(candidate.pk): candidate.person.full_name for candidate in names_on(voting.poll)}
    return {**names, AGAINST: gettext("Against all candidates")}


class CountPage(FormOfMeeting):
    """Ballots issued, and the count of the open secret vote on one page."""

    template = "governance/meeting/counting.html"
    move = "count_ballots"
    title = _("Counting commission")
    submit = _("Open the urn and close the vote")
    form: CountForm

    def __init__(self, request: SignedInRequest, meeting: Meeting, row: RoundRow) -> None:
        self.row = row
        super().__init__(request, meeting)

    def get_form(self) -> CountForm:
        return CountForm(self.data, voting=self.row.round)

    @property
    def issued(self) -> int:
        return sum(vote.way == Ballot.Way.ISSUED for vote in self.row.votes)

    @property
    def in_system(self) -> int:
        return sum(vote.voted for vote in self.row.votes) - self.issued

    @property
    def tells_a_voter(self) -> bool:
        """Whether one paper among votes of the system, or the reverse, would tell the commission how somebody voted."""
        return bool(self.issued and self.in_system) and 1 in (self.issued, self.in_system)

    def respond(self) -> HttpResponse:
        return self.turned_away() or super().respond()

    def act(self) -> HttpResponse:
        perform(self.document, self.move, by=self.request.user, round=self.row.round.pk, **self.form.facts())
        messages.success(
            self.request,
            gettext("The vote is counted. The commission signs its protocol, the meeting approves it."),
        )
        return redirect(self.get_cancel())


@of_paper("meeting", *CARD)
def meeting_counting(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The page of the commission for the secret vote that is open; back to the meeting when there is none."""
    current = board(meeting).current
    if current is None or not current.round.secret:
        messages.info(request, gettext("No secret vote is open."))
        return redirect("meeting", pk=meeting.pk)
    return CountPage(request, meeting, current).respond()


def question_of(meeting: Meeting, key: int) -> AgendaItem:
    """The question that an address names. Raises Http404 where it stands on another agenda or none."""
    question = meeting.agenda().filter(pk=key).first()
    if question is None:
        raise Http404
    return question


@of_paper("meeting", *CARD)
def meeting_ballots_pdf(request: SignedInRequest, meeting: Meeting, item: int) -> HttpResponse:
    """The ballots of a question, several on a sheet."""
    question = question_of(meeting, item)
    return pdf(request, "ballots", ballots_data(meeting, question), "ballots")


@of_paper("meeting", *CARD)
def meeting_issue_pdf(request: SignedInRequest, meeting: Meeting, item: int) -> HttpResponse:
    """The sheet on which those who get a ballot sign."""
    question = question_of(meeting, item)
    return pdf(request, "issue_sheet", issue_sheet_data(meeting, question), "issue_sheet")
