"""Attendance: all seats of the body in one form, each with who sits there and how they attend."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import text_field
from governance.desk.kinds.meeting.labels import clock_time
from governance.desk.kinds.meeting.page import CARD
from governance.documents.errors import NotLegal, Refused
from governance.documents.kinds.meeting.board import SeatRow
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.record.document import Document
from governance.documents.record.perform import perform, transition_of

Status = Attendance.Status
# Before the meeting begins nobody is late and nobody has left.
BEFORE = (Status.PRESENT, Status.ABSENT, Status.EXCUSED)


class SeatForm(forms.Form):
    """One seat. `was` is what the page showed: only what the secretary changed is written."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    person = forms.TypedChoiceField(label=gettext_lazy("Who sits"), coerce=int)
    reason = text_field(gettext_lazy("Reason or note"), 300, required=False)

    def __init__(self, data: Any, *, row: SeatRow, planned: bool) -> None:
        super().__init__(data, prefix=f"seat{row.seat.pk}")
        self.row = row
        statuses = BEFORE if planned else tuple(Status)
        self.fields["status"].choices = [(one.value, one.label) for one in statuses]  # type: ignore[attr-defined]
        people = {person.pk: person.name for person in (row.person, *row.candidates)}
        self.fields["person"].choices = list(people.items())  # type: ignore[attr-defined]
        self.several = len(people) > 1
        self.initial.update(
            was=row.status,
            status=row.status,
            person=row.person.pk,
            reason=row.mark.reason if row.mark else "",
        )

    @property
    def times(self) -> str:
        """When the member came and left, as far as it is known."""
        came, left = clock_time(self.row.arrived_at), clock_time(self.row.left_at)
        said = [
            _("here since %(time)s") % {"time": came} if came else "",
            _("until %(time)s") % {"time": left} if left else "",
        ]
        return ", ".join(filter(None, said))

    @property
    def marked(self) -> dict[str, Any] | None:
        """The facts of the move, if the secretary changed something here."""
        status = self.cleaned_data["status"]
        changed = status != self.cleaned_data["was"] or {"person", "reason"} & set(self.changed_data)
        if not status or not changed:
            return None
        facts = {"seat": self.row.seat.pk, "status": status, "reason": self.cleaned_data["reason"]}
        return {**facts, "person": self.cleaned_data["person"]}


@of_paper("meeting", *CARD)
def meeting_attendance(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Mark all seats at once, or only those that changed."""
    try:
        rule: Any = transition_of(meeting, "mark_attendance").permission
        objection = rule.objection(meeting, request.user, request.pairs)
    except NotLegal as refused:
        objection = str(refused)
    if objection:
        messages.error(request, objection)
        return redirect("meeting", pk=meeting.pk)
    data = request.POST if request.method == "POST" else None
    planned = meeting.state == Meeting.State.PLANNED
    rows = board(meeting).seats
    seats = [SeatForm(data, row=row, planned=planned) for row in rows]
    refusal = ""
    if data is not None and all(form.is_valid() for form in seats):
        marks = [form.marked for form in seats]
        if request.POST.get("do") == "all":
            marks = [mark or all_here(form) for mark, form in zip(marks, seats, strict=True)]
        try:
            write(request, meeting, [mark for mark in marks if mark is not None])
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The attendance is marked."))
            return redirect("meeting", pk=meeting.pk)
    context = {
        "section": "meetings",
        "crumbs": [
            {"label": _("Meetings"), "href": reverse("meetings")},
            {"label": meeting.title, "href": reverse("meeting", args=[meeting.pk])},
        ],
        "title": _("Attendance"),
        "seats": seats,
        "refusal": refusal,
        "back": reverse("meeting", args=[meeting.pk]),
        "unmarked": any(not row.status for row in rows),
    }
    failed = refusal or any(form.is_bound and form.errors for form in seats)
    return render(request, "governance/meeting/attendance.html", context, status=422 if failed else 200)


def all_here(form: SeatForm) -> dict[str, Any] | None:
    """The rest are present: those about whom nothing is marked."""
    if form.row.status or form.cleaned_data["status"]:
        return None
    return {"seat": form.row.seat.pk, "status": Status.PRESENT.value}


@transaction.atomic
def write(request: SignedInRequest, meeting: Document, marks: list[dict[str, Any]]) -> None:
    """Write all marks or none. Raises Refused."""
    for facts in marks:
        meeting = perform(meeting, "mark_attendance", by=request.user, **facts)
