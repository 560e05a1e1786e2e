"""Calling a meeting again that was not held for want of a quorum: the day and the place; its agenda is taken over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.rights import may
from governance.desk.kinds.meeting.agenda_form import CardForm
from governance.desk.kinds.meeting.begun_from import say_who_left
from governance.desk.papers.form_page import FormPage
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.repeating import call_again, items_again, questions_again
from governance.roles.rights import Right


class AgainForm(CardForm):
    """When and where; the rest is that of the meeting that was not held."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on
        del self.fields["title"], self.fields["invited"]


class AgainPage(FormPage):
    section = MEETINGS
    title = gettext_lazy("Call the meeting again")
    lead = gettext_lazy("Its questions are taken over; the quorum is the one of a sitting called again.")
    submit = gettext_lazy("Prepare it")

    form: AgainForm

    def __init__(self, request: SignedInRequest, failed: Meeting) -> None:
        super().__init__(request)
        self.failed = failed
        self.form = AgainForm(self.data, initial={"place": failed.place, "time": "10:00"})

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        given = self.form.cleaned_data
        moment = CardForm.moment(given)
        try:
            meeting = call_again(self.failed, by=self.request.user, held_at=moment, place=given["place"])
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return None
        messages.success(self.request, _("The meeting is prepared: look at its agenda and convene it."))
        say_who_left(self.request, questions_again(self.failed, items_again(self.failed)).left)
        return redirect("meeting_edit", pk=meeting.pk)

    def get_cancel(self) -> str:
        return reverse("meeting", args=[self.failed.pk])


@of_paper("meeting")
def meeting_again(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Prepare the repetition of a meeting that was not held."""
    if not may(request, Right.CONVENE, meeting.unit_id):
        raise PermissionDenied(_("Meetings are convened by the chair and the secretary of the body."))
    if meeting.state != Meeting.State.NOT_HELD:
        messages.error(request, _("Only a meeting that was not held for want of a quorum is called again."))
        return redirect("meeting", pk=meeting.pk)
    return AgainPage(request, meeting).respond()
