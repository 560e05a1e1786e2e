"""Answering the invitation to a meeting, and who comes, for whoever calls it."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.fields import text_field
from governance.desk.base.navigation import MEETINGS
from governance.desk.kinds.meeting.page import CARD
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.replies import (
    LONGEST_REASON,
    Reply,
    answers_beside,
    answers_by_seat,
    expected_quorum,
    reply,
    why_no_reply,
)
from governance.roles.rights import Right


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=Reply.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    reason = text_field(
        _("Reason"),
        LONGEST_REASON,
        required=False,
        help_text=_("Why you cannot come, or who votes for you. The secretary needs the proxy on paper."),
    )


@dataclass(frozen=True)
class Answered:
    """A seat and what was answered for it; `meaning` and `word` are those of a badge."""

    seat: str
    name: str
    meaning: str
    word: str
    reason: str


MEANINGS = {
    "": "quiet",
    Reply.Answer.COMES: "force",
    Reply.Answer.PROXY: "held",
    Reply.Answer.CANNOT: "alarm",
}


def answered(seat: str, name: str, said: Reply | None) -> Answered:
    return Answered(
        seat,
        name,
        MEANINGS[said.answer if said is not None else ""],
        said.get_answer_display() if said is not None else str(_("no answer yet")),
        said.reason if said is not None else "",
    )


class ReplyPage(FormOfPaper[Meeting]):
    """The own answer, and beside it those of all for whoever calls the body."""

    kind, related, section, form_class = "meeting", CARD, MEETINGS, ReplyForm
    template = "governance/meeting/replies.html"
    title = _("Who comes")
    submit = _("Answer")
    shows = ("why_not", "answered", "quorum")

    def prepare(self) -> None:
        meeting, person = self.document, self.request.user
        self.why_not = why_no_reply(meeting, person)
        self.answered: list[Answered] = []
        self.quorum = None
        if (Right.CONVENE.value, meeting.unit_id) in self.request.pairs:
            answers = answers_by_seat(meeting)
            self.quorum = expected_quorum(meeting, answers)
            self.answered = [
                *(answered(place.seat.name, place.expected.person.name, said) for place, said in answers),
                *(answered(str(_("reports")), person.name, said) for person, said in answers_beside(meeting)),
            ]

    def get_form(self) -> forms.Form:
        said = Reply.objects.filter(meeting_id=self.document.pk, person=self.request.user).first()
        initial = {"answer": said.answer, "reason": said.reason} if said is not None else {}
        return ReplyForm(self.data, initial=initial)

    def act(self) -> HttpResponse:
        given = self.form.cleaned_data
        reply(self.document, by=self.request.user, answer=given["answer"], reason=given["reason"])
        messages.success(
            self.request, _("Your answer is with the secretary. You may change it until the meeting.")
        )
        return redirect("meeting", pk=self.document.pk)

    def get_cancel(self) -> str:
        return reverse("meeting", args=[self.document.pk])
