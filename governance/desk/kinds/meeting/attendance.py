"""Attendance: all seats of the body in one form, each with who sits there and how they attend."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import choose_from, text_field
from governance.desk.kinds.meeting.page import FormOfMeeting
from governance.desk.papers.forms import Facts
from governance.documents.kinds.meeting.board import SeatRow
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.record.perform import perform

Status = Attendance.Status
# Before the meeting begins nobody is late and nobody has left.
BEFORE = (Status.PRESENT, Status.ABSENT, Status.EXCUSED)


class SeatForm(forms.Form):
    """One seat. `was` is what the page showed: only what the secretary changed is written."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    person = forms.TypedChoiceField(label=_("Who sits"), coerce=int)
    by_video = forms.BooleanField(label=_("takes part by video"), required=False)
    reason = text_field(_("Reason or note"), 300, required=False)

    def __init__(self, data: QueryDict | None, *, row: SeatRow, planned: bool) -> None:
        super().__init__(data, prefix=f"seat{row.seat.pk}")
        self.row = row
        # Who is out for a question is noted at the question, and stays so here until marked otherwise.
        during = [status for status in Status if status != Status.OUT or row.status == Status.OUT]
        statuses = BEFORE if planned else during
        people = {person.pk: person.name for person in (row.person, *row.candidates)}
        choose_from(self, "status", [(status.value, status.label) for status in statuses])
        choose_from(self, "person", people.items())
        self.several = len(people) > 1
        self.initial.update(
            was=row.status,
            status=row.status,
            person=row.person.pk,
            by_video=row.by_video,
            reason=row.mark.reason if row.mark else "",
        )

    def facts(self, *, all_others: bool) -> Facts | None:
        """The facts of the move, if the secretary changed something; `all_others`: who is not marked is present."""
        typed = self.cleaned_data
        status = "" if typed["status"] == Status.OUT else typed["status"]
        if status and (status != typed["was"] or {"person", "reason", "by_video"} & set(self.changed_data)):
            return {
                "seat": self.row.seat.pk,
                **{name: typed[name] for name in ("status", "reason", "person", "by_video")},
            }
        if all_others and not status and not self.row.status:
            present = {"seat": self.row.seat.pk, "status": Status.PRESENT.value}
            return {**present, "by_video": typed["by_video"]}
        return None


class AttendancePage(FormOfMeeting):
    """Mark all seats at once, or only those that changed."""

    template = "governance/meeting/attendance.html"
    title = _("Attendance")
    form_class = forms.Form
    move = "mark_attendance"
    shows = ("seats", "unmarked")

    def __init__(self, request: SignedInRequest, meeting: Meeting) -> None:
        super().__init__(request, meeting)
        planned = meeting.state == Meeting.State.PLANNED
        self.seats = [SeatForm(self.data, row=row, planned=planned) for row in board(meeting).seats]
        self.unmarked = any(not form.row.status for form in self.seats)

    def respond(self) -> HttpResponse:
        return self.turned_away() or super().respond()

    def send(self) -> HttpResponse | None:
        return super().send() if all(form.is_valid() for form in self.seats) else None

    @transaction.atomic
    def act(self) -> HttpResponse:
        """Write all marks or none."""
        meeting, all_others = self.document, self.request.POST.get("do") == "all"
        for form in self.seats:
            facts = form.facts(all_others=all_others)
            if facts is not None:
                meeting = perform(meeting, self.move, by=self.request.user, **facts)
        messages.success(self.request, gettext("The attendance is marked."))
        return redirect(self.get_cancel())
