"""Attendance: all seats of the body in one form, each with who sits there and how they attend."""

from hashlib import sha256

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


def shown(row: SeatRow) -> str:
    """What the page shows of the mark of a seat, to tell whether somebody has changed it since."""
    reason = row.mark.reason if row.mark else ""
    said = "|".join((row.status, str(row.person.pk), str(row.by_video), reason))
    return sha256(said.encode()).hexdigest()[:16]


class SeatForm(forms.Form):
    """One seat. `was` is its status and `seen` the whole mark that the page showed: only what changed is written."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
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
            seen=shown(row),
            status=row.status,
            person=row.person.pk,
            by_video=row.by_video,
            reason=row.mark.reason if row.mark else "",
        )

    def facts(self, *, all_others: bool) -> Facts | None:
        """The facts of the move, if the secretary changed something; `all_others`: who is not marked is present."""
        typed = self.cleaned_data
        status = "" if typed["status"] == Status.OUT else typed["status"]
        if status and self.is_so_already:
            return None
        if status and (status != typed["was"] or {"person", "reason", "by_video"} & set(self.changed_data)):
            return {
                "seat": self.row.seat.pk,
                **{name: typed[name] for name in ("status", "reason", "person", "by_video")},
            }
        if all_others and not status and not self.row.status:
            present = {"seat": self.row.seat.pk, "status": Status.PRESENT.value}
            return {**present, "by_video": typed["by_video"]}
        return None

    @property
    def is_so_already(self) -> bool:
        """Whether what was chosen stands there, as after a second press."""
        chosen = (self.cleaned_data[name] for name in ("status", "person", "by_video", "reason"))
        reason = self.row.mark.reason if self.row.mark else ""
        return (*chosen,) == (self.row.status, self.row.person.pk, self.row.by_video, reason)

    @property
    def is_stale(self) -> bool:
        """Whether somebody else has marked the seat since the page was shown."""
        return self.cleaned_data["seen"] != shown(self.row)

    def look_again(self) -> None:
        """Say what stands there now, and keep what was chosen: the next press is about that."""
        present = Status(self.row.status).label if self.row.status else _("not marked")
        sentence = _(
            "Marked by somebody else meanwhile: %(name)s, %(mark)s. Look at your mark and save again, if it stands."
        )
        self.add_error(None, sentence % {"name": self.row.person.name, "mark": present})
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed[self.add_prefix("seen")] = shown(self.row)
        typed[self.add_prefix("was")] = self.row.status
        self.data = typed


class AttendancePage(FormOfMeeting):
    """Mark all seats at once, or only those that changed; all or none, and nobody's mark is written over unseen."""

    template = "governance/meeting/attendance.html"
    title = _("Attendance")
    form_class = forms.Form
    move = "mark_attendance"
    shows = ("seats", "unmarked")

    def __init__(self, request: SignedInRequest, meeting: Meeting) -> None:
        super().__init__(request, meeting)
        planned = meeting.state == Meeting.State.PLANNED
        self.seats = [SeatForm(self.data, row=row, planned=planned) for row in board(meeting).seats]
        self.unmarked = [form.row.person.name for form in self.seats if not form.row.status]

    def respond(self) -> HttpResponse:
        return self.turned_away() or super().respond()

    def send(self) -> HttpResponse | None:
        fits = [form.is_valid() for form in self.seats]
        if not all(fits):
            return None
        all_others = self.request.POST.get("do") == "all"
        self.changes = [
            (form, facts) for form in self.seats if (facts := form.facts(all_others=all_others)) is not None
        ]
        stale = [form for form, _facts in self.changes if form.is_stale]
        for form in stale:
            form.look_again()
        if stale:
            self.form.is_valid()
            self.form.add_error(
                None, gettext("Nothing has been written: somebody else has marked some seats.")
            )
            return None
        return super().send()

    @transaction.atomic
    def act(self) -> HttpResponse:
        """Write all marks or none, and say each."""
        # What is read above and what is written here is one meeting, whoever marks at the same moment.
        meeting, seen = self.document, self.document.revision
        for _form, facts in self.changes:
            meeting = perform(meeting, self.move, by=self.request.user, seen=seen, **facts)
            seen = meeting.revision
        if not self.changes:
            messages.info(self.request, gettext("Nothing was changed, so nothing was written."))
            return redirect(self.get_cancel())
        said = [f"{form.row.seat.name} — {Status(facts['status']).label}" for form, facts in self.changes]
        messages.success(self.request, gettext("Marked: %(marks)s.") % {"marks": "; ".join(said)})
        return redirect(self.get_cancel())
