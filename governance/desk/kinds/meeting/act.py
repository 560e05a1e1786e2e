"""One act at a meeting: a button of its page, or a page with what the act asks for."""

from copy import deepcopy
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Words
from governance.desk.kinds.meeting.acts import Act
from governance.desk.kinds.meeting.all_acts import ALL_ACTS
from governance.desk.kinds.meeting.asked_again import Again
from governance.desk.kinds.meeting.page import CARD, FormOfMeeting, sitting
from governance.desk.papers.files import read_upload
from governance.desk.papers.forms import SeenForm
from governance.documents.errors import NeedsReason
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.board import Board
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.rounds import Choice
from governance.documents.record.history import done_label
from governance.documents.record.perform import any_move, perform
from governance.roles.person import Person

# After these the commission goes on issuing.
AT_THE_URN = ("issue_ballot", "take_back_ballot")


class ActForm(SeenForm):
    """What the declaration of an act asks for; the board has the seats to choose from."""

    def __init__(
        self,
        act: Act,
        board: Board,
        person: Person,
        data: QueryDict | None,
        query: QueryDict,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial=query.dict() if data is None else None)
        if act.guarded:
            self.fields["seen"].initial = board.meeting.revision
        else:
            del self.fields["seen"]
        self.fields.update(deepcopy(act.fields))
        if act.again is not None:
            self.fields["sure"] = forms.CharField(widget=forms.HiddenInput, required=False)
        for field in self.fields.values():
            offer = getattr(field, "offer", None)
            if offer is not None:
                offer(board, person)

    def shown(self, name: str) -> str:
        """What a hidden field brought from the page."""
        return str(self[name].value()) if name in self.fields else ""

    def ask_again(self, seen: str) -> None:
        """The next press answers what is shown now."""
        self.data = {**{name: self[name].value() for name in self.fields}, "sure": seen}


class ActPage(FormOfMeeting):
    """Show what an act asks for, or make it. A refused one comes back with its sentence and all that was typed."""

    template = "governance/meeting/act.html"
    form: ActForm
    # What is asked once more, when the act was sent and something speaks for a second look.
    again: Again | None = None

    def __init__(self, request: SignedInRequest, meeting: Meeting, move: str) -> None:
        self.asked = ALL_ACTS[move]
        self.move = self.asked.move or move
        self.board = board(meeting)
        super().__init__(request, meeting)

    def get_form(self) -> ActForm:
        # Files that were not sent would make the form one that was.
        files = self.request.FILES if self.data is not None else None
        return ActForm(self.asked, self.board, self.request.user, self.data, self.request.GET, files)

    @property
    def takes_file(self) -> bool:
        return "scan" in self.form.fields

    def get_title(self) -> Words:
        return str(any_move(getattr(Meeting, self.move)._django_fsm).label)

    def get_lead(self) -> Words:
        return self.asked.lead

    @property
    def question(self) -> AgendaItem | None:
        """The question that the act is about; None for an act about the meeting."""
        item, round, candidate = (self.form.shown(name) for name in ("item", "round", "candidate"))
        for row in self.board.items:
            if (
                item == str(row.item.pk)
                or (not item and candidate in candidates_of(row.item))
                or round in [str(vote.round.pk) for vote in row.rounds]
            ):
                return row.item
        return None

    def respond(self) -> HttpResponse:
        if self.data is None:
            away = self.turned_away()
            if away is not None or self.asked.is_button:
                return away or redirect(self.get_cancel())
        return super().respond()

    def act(self) -> HttpResponse:
        facts = self.form.cleaned_data
        answered = facts.pop("sure", "")
        if self.takes_file:
            scan = facts.pop("scan")
            facts.update(name=scan.name if scan else "", data=read_upload(scan) if scan else b"")
        self.again = self.asked.again(self.board, facts) if self.asked.again is not None else None
        if self.again is not None and not (answered and self.again.covers(answered)):
            self.form.ask_again(self.again.seen)
            return self.render()
        if self.move == "close_round":
            facts["silent"] = [int(key) for key in answered.split(",")] if self.again is not None else []
        try:
            fresh = perform(self.document, self.move, by=self.request.user, **facts)
        except NeedsReason as doubt:
            # Of a sitting whose number and date are out of order: the agenda has the field for the reason.
            messages.warning(self.request, str(doubt))
            return redirect(f"{reverse('meeting_edit', args=[self.document.pk])}?reason=")
        self.tell(fresh)
        return redirect("meeting_counting" if self.move in AT_THE_URN else "meeting", pk=fresh.pk)

    def tell(self, fresh: Meeting) -> None:
        """Say what was done, and what came of a vote that was entered."""
        vote = fresh.commission_votes.last() if self.move == "name_tellers" else None
        if vote is not None and not vote.adopted:
            text = _("The counting commission is not elected: %(why)s") % {"why": vote.outcome}
            messages.warning(self.request, text)
            return
        messages.success(self.request, self.said())

    def said(self) -> str:
        """What to say when the act is made."""
        if self.move != "cast":
            return _("Done: %(what)s.") % {"what": done_label(Meeting, self.move)}
        current = self.board.current
        if current is not None and current.round.secret:
            return _("Your vote is in the urn.")
        return _("Your vote is counted: %(choice)s.") % {
            "choice": Choice(self.form.cleaned_data["choice"]).label
        }

    def send(self) -> HttpResponse | None:
        done = super().send()
        if done is not None or not self.asked.is_button:
            return done
        # A button has no page of its own: the meeting shows why nothing was done, each sentence once.
        current = Meeting.objects.select_related("unit__district", *CARD).get(pk=self.document.pk)
        sentences = dict.fromkeys(str(error) for errors in self.form.errors.values() for error in errors)
        return sitting(self.request, current, refused=" ".join(sentences))


def candidates_of(item: AgendaItem) -> list[str]:
    election = getattr(item, "election", None)
    return [str(candidate.pk) for candidate in election.all_candidates] if election is not None else []


@of_paper("meeting", *CARD)
def meeting_do(request: SignedInRequest, meeting: Meeting, move: str) -> HttpResponse:
    if move not in ALL_ACTS:
        raise Http404
    return ActPage(request, meeting, move).respond()
