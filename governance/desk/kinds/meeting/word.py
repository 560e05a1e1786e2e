"""Asking for the word and giving it: the buttons of the list of speakers, and the page that enters somebody invited."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import text_field
from governance.desk.base.keys import key_in
from governance.desk.base.navigation import MEETINGS
from governance.desk.kinds.meeting.page import CARD, sitting
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.speeches import ACTS, LONGEST_NAME, on_floor


@require_POST
@of_paper("meeting", *CARD)
def meeting_word(request: SignedInRequest, meeting: Meeting, act: str) -> HttpResponse:
    """One press; what is refused is said on the page of the meeting."""
    if act not in ACTS:
        raise Http404
    about = "" if act == "end" else "item" if act == "ask" else "speech"
    key = key_in(request.POST.get(about, ""))
    if about and key is None:
        raise Http404
    try:
        on_floor(meeting, act, by=request.user, **({about: key} if about else {}))
    except Refused as refusal:
        return sitting(request, meeting, refused=str(refusal))
    return redirect("meeting", pk=meeting.pk)


class SpeakerForm(forms.Form):
    name = text_field(
        _("Who speaks"),
        LONGEST_NAME,
        missing=_("Write who speaks."),
        help_text=_("Surname and initials, as the protocol will name them: «Винокурова С.А.»."),
        printed=True,
    )


class SpeakerPage(FormOfPaper[Meeting]):
    """Somebody who does not ask from an account of their own."""

    kind, related, section, form_class = "meeting", CARD, MEETINGS, SpeakerForm
    title = _("Enter a speaker")
    submit = _("Put on the list of speakers")

    def act(self) -> HttpResponse:
        item = key_in(self.request.GET.get("item", ""))
        if item is None:
            raise Http404
        on_floor(self.document, "ask", by=self.request.user, item=item, name=self.form.cleaned_data["name"])
        messages.success(self.request, _("Put on the list of speakers."))
        return redirect("meeting", pk=self.document.pk)

    def get_cancel(self) -> str:
        return reverse("meeting", args=[self.document.pk])
