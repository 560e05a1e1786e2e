"""Voting sheets on the desk: answered by the member on the page of the sheet, or entered from paper."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, PageLink
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.navigation import MEETINGS
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import Facts, FactsForm
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, AgendaItem
from governance.documents.kinds.meeting.answers import Answer, conflict
from governance.documents.kinds.meeting.voting_sheet import VotingSheet

NO_ANSWER = _("Choose how you vote on this question.")


class AnswersForm(FactsForm[VotingSheet]):
    """One choice for each question, with room for a dissent or remark; what concerns the member is not asked."""

    choices = tuple((choice.value, choice.label) for choice in Answer if choice != Answer.UNCLEAR)

    def prepare(self) -> None:
        person = self.document.appointment.person_id
        self.items = self.document.questions
        self.barred = {item.pk: why for item in self.items if (why := conflict(item, person))}
        for item in self.items:
            if item.pk not in self.barred:
                self._ask(item)

    def _ask(self, item: AgendaItem) -> None:
        given = self.document.by_item.get(item.pk, {})
        self.fields[f"choice-{item.pk}"] = forms.ChoiceField(
            label=str(item),
            choices=self.choices,
            widget=forms.RadioSelect(attrs={"class": "sheet-choice"}),
            initial=given.get("choice"),
            error_messages={"required": NO_ANSWER, "invalid_choice": NO_ANSWER},
        )
        note = text_field(
            _("Dissent or remark on question %(number)s") % {"number": item.position},
            LONGEST_TEXT,
            lines=2,
            required=False,
            help_text=_(
                "Against or abstaining, it goes into the protocol as a dissenting opinion. May be left empty."
            ),
        )
        note.initial = given.get("note", "")
        self.fields[f"note-{item.pk}"] = note

    def grounds(self) -> list[str]:
        return [
            gettext("Question %(number)s: you have no vote on it — %(why)s.")
            % {"number": item.position, "why": self.barred[item.pk]}
            for item in self.items
            if item.pk in self.barred
        ]

    def facts(self) -> Facts:
        typed = super().facts()
        answers = {
            item.pk: {"choice": typed.pop(f"choice-{item.pk}"), "note": typed.pop(f"note-{item.pk}")}
            for item in self.items
            if item.pk not in self.barred
        }
        return {**typed, "answers": answers}


class OnPaperForm(AnswersForm, ScanFacts[VotingSheet]):
    """What stands on a sheet that came on paper, with its scan."""

    choices = tuple(Answer.choices)

    received_on = day_field(
        _("Received on"), initial=clock.today, missing=_("Say on which day the sheet was received.")
    )

    field_order = ("received_on", "file")


class VoidForm(ScanFacts[VotingSheet]):
    """A sheet on paper that cannot be counted: not signed, or not to be read."""

    received_on = day_field(
        _("Received on"), initial=clock.today, missing=_("Say on which day the sheet was received.")
    )

    field_order = ("received_on", "file")


def context(request: SignedInRequest, sheet: VotingSheet) -> PaperContext | None:
    """The papers to be read before voting; and what became of the sheet."""
    notices = []
    if sheet.is_being_written:
        for item in sheet.questions:
            if item.subject is not None and item.subject_version is not None:
                notices.append(
                    Banner(
                        meaning="held",
                        title=gettext("Question %(number)s: read the paper") % {"number": item.position},
                        text=gettext("%(paper)s, version %(version)s")
                        % {"paper": item.subject.title, "version": item.subject_version.number},
                        link=reverse("paper", args=[item.subject_id]),
                        link_label=gettext("Read"),
                    )
                )
    elif sheet.state == VotingSheet.State.GIVEN:
        text = gettext("You can answer it anew or take it back until sheets are no longer taken.")
        notices.append(Banner(meaning="force", title=gettext("The sheet has been returned"), text=text))
    if sheet.invalid_reason:
        notices.append(
            Banner(
                meaning="alarm",
                title=gettext("The sheet on paper cannot be counted"),
                text=sheet.invalid_reason,
            )
        )
    return PaperContext(notices=notices)


def to_meeting(request: SignedInRequest, sheet: VotingSheet) -> PageLink | None:
    return PageLink(label=gettext("To the vote"), href=reverse("meeting", args=[sheet.meeting_id]))


enter(
    VotingSheet,
    section=MEETINGS,
    begin=Elsewhere(
        "it is given with the announcement of an absentee vote, or by the secretary for a sitting"
    ),
    writes={"answer": AnswersForm, "enter_on_paper": OnPaperForm, "enter_void": VoidForm},
    effects={
        "answer": _(
            "Your signature is bound to these answers. You can change them until sheets are no longer taken."
        ),
        "enter_on_paper": _("The member is told that you have entered their sheet."),
        "enter_void": _("The member is told why, and may give another sheet until the last moment."),
        "take_back": _("Nothing of it counts; you can answer it anew."),
        "readdress": _("Whoever sits on the seat now gets the sheet; what was answered is forgotten."),
    },
    further=[to_meeting],
    context=context,
)
