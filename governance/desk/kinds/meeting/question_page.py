"""The page of one question of a meeting: whom it names, its files, and what its reader notes for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb
from governance.desk.base.keys import key_in
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.page import Page
from governance.desk.kinds.meeting.page import CARD
from governance.desk.kinds.meeting.question_forms import (
    FilesForm,
    NamesForm,
    ReplacingForm,
    people_to_name,
)
from governance.desk.papers.forms import Facts
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.item_files import ItemFile
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.minutes import is_voted_on
from governance.documents.kinds.meeting.named import named_on, naming_on
from governance.documents.kinds.meeting.personal_notes import PersonalNote
from governance.documents.record.perform import perform
from governance.roles.rights import Right

State = Meeting.State
BROUGHT_IN = (State.DRAFT, State.PLANNED, State.RUNNING)


@dataclass(frozen=True)
class FileShown:
    """A file with what took its place, as the page says it; `said`: what became of it."""

    file: ItemFile
    stands: bool
    said: str


class QuestionPage(Page):
    """`names`, `files_form`: the forms of whoever may use them; one that was refused comes back as it was typed."""

    names: NamesForm | None = None
    files_form: FilesForm | None = None
    replacing: ReplacingForm | None = None
    refused = ""

    def __init__(self, request: SignedInRequest, meeting: Meeting, item: AgendaItem) -> None:
        super().__init__(
            title=_("Question %(number)s. %(title)s") % {"number": item.position, "title": item.title},
            section=MEETINGS.name,
            crumbs=[MEETINGS.crumb, Crumb(meeting.title, reverse("meeting", args=[meeting.pk]))],
        )
        self.request, self.meeting, self.item = request, meeting, item
        self.address = reverse("meeting_question", args=[meeting.pk, item.pk])
        named = named_on(meeting)
        self.named = named[item.pk]
        person = request.user
        is_open = item.pk in meeting.open_to(person, request.pairs, named, [item])
        files = item.files.select_related("attachment", "added_by", "replaced_by__attachment")
        rows = list(files.order_by("pk")) if is_open else []
        self.files = [shown(row) for row in rows if row.replaced_by is None and row.withdrawn_at is None]
        drafted = meeting.state == State.DRAFT
        self.former = [] if drafted else [shown(row) for row in rows if row.replaced_at or row.withdrawn_at]
        self.convenes = (Right.CONVENE.value, meeting.unit_id) in request.pairs
        names_them = any(row.person_id == person.pk for row in self.named)
        self.brings = (
            meeting.state in BROUGHT_IN
            and (self.convenes or names_them)
            and not (item.left_reason or is_voted_on(item.rounds.all()))
        )
        self.appoints = self.convenes and meeting.state in (State.DRAFT, State.PLANNED)
        self.note = PersonalNote.objects.filter(item=item, person=person).first()
        if self.brings:
            self.files_form, self.replacing = FilesForm(), ReplacingForm()

    def show(self) -> HttpResponse:
        if self.appoints and self.names is None:
            self.names = self.names_form()
        return self.response(
            self.request, "governance/meeting/question_page.html", status=422 if self.refused else 200
        )

    def names_form(self) -> NamesForm:
        data = self.request.POST if self.request.POST.get("do") == "name" else None
        people = people_to_name(self.meeting.district_id)
        # Whoever has left since stands there until somebody else is chosen.
        known = dict(people)
        left = [
            (row.person_id, row.words) for row in self.named if row.person_id and row.person_id not in known
        ]
        return NamesForm(
            data, people=[*people, *left], initial=vars(naming_on(self.named, self.item.speaker))
        )

    # --- what is sent ---------------------------------------------------------------------------------------------

    def send(self) -> HttpResponse:
        """Do what the pressed button asks for; what is refused stands on the page again."""
        verb, _dash, sent = self.request.POST.get("do", "").partition("-")
        file = key_in(sent)
        if verb == "name" and self.appoints:
            self.names = self.names_form()
            return self.done_by(self.names, "name_people", _("Who reports is named."), item=self.item.pk)
        if verb == "add" and self.brings:
            self.files_form = FilesForm(self.request.POST, self.request.FILES)
            return self.done_by(
                self.files_form, "enclose_files", _("The files are added."), item=self.item.pk
            )
        if verb == "replace" and file is not None and self.brings:
            self.replacing = ReplacingForm(self.request.POST, self.request.FILES)
            return self.done_by(self.replacing, "replace_file", _("The file is replaced."), file=file)
        if verb == "withdraw" and file is not None and self.brings:
            return self.done_by(None, "withdraw_file", _("The file is withdrawn."), file=file)
        self.refused = _("This cannot be done any more: see how the question stands now.")
        return self.show()

    def done_by(
        self, form: NamesForm | FilesForm | ReplacingForm | None, move: str, said: str, **facts: Any
    ) -> HttpResponse:
        if form is not None and not form.is_valid():
            self.refused = " ".join(sentences(form))
            return self.show()
        typed: Facts = {} if form is None else getattr(form, "facts", lambda: form.cleaned_data)()
        try:
            perform(self.meeting, move, by=self.request.user, **facts, **typed)
        except Refused as refusal:
            self.refused = str(refusal)
            return self.show()
        messages.success(self.request, said)
        return redirect(self.address)


def shown(row: ItemFile) -> FileShown:
    said = ""
    if row.replaced_by is not None and row.replaced_at is not None:
        said = _("replaced on %(when)s by «%(name)s»") % {
            "when": f"{localtime(row.replaced_at):%d.%m.%Y %H:%M}",
            "name": row.replaced_by.attachment.name,
        }
    elif row.withdrawn_at is not None:
        said = _("withdrawn on %(when)s") % {"when": f"{localtime(row.withdrawn_at):%d.%m.%Y %H:%M}"}
    return FileShown(row, not said, said)


def sentences(form: forms.BaseForm) -> Sequence[str]:
    return list(dict.fromkeys(str(error) for errors in form.errors.values() for error in errors))


@of_paper("meeting", *CARD)
def meeting_question(request: SignedInRequest, meeting: Meeting, item: int) -> HttpResponse:
    question = meeting.agenda().filter(pk=item).first()
    if question is None:
        raise Http404
    page = QuestionPage(request, meeting, question)
    return page.send() if request.method == "POST" else page.show()
