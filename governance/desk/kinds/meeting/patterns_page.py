"""Patterns of agendas on the desk: those of a body, and the editor of one, typed or taken from a past agenda."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb, Words
from governance.desk.base.fields import text_field
from governance.desk.base.keys import key_in
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.meeting.question_forms import NamesForm, people_to_name
from governance.desk.papers.form_page import FormPage
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, LONGEST_TITLE
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.patterns import (
    LONGEST_NAME,
    AgendaPattern,
    erase_pattern,
    keep_pattern,
)
from governance.documents.kinds.meeting.questions import MOST_ITEMS
from governance.documents.kinds.meeting.taken_over import Question, naming_in, questions_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


class NameForm(forms.Form):
    name = text_field(
        gettext_lazy("Name of the pattern"),
        LONGEST_NAME,
        missing=gettext_lazy("Give the pattern a name, for example: Заседание перед новой четвертью."),
    )


class QuestionForm(NamesForm):
    """A question, and whom it names. `left`: the names of those who stood there and hold no post any more."""

    left: Sequence[str] = ()
    field_order = ("title",)

    title = text_field(gettext_lazy("Question"), LONGEST_TITLE, required=False, printed=True)
    decision_draft = text_field(
        gettext_lazy("Draft decision"), LONGEST_TEXT, lines=2, required=False, printed=True
    )
    matter = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        said = any(value for name, value in self.cleaned_data.items() if name not in ("title", "matter"))
        if said and not self.cleaned_data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Write the question as it will stand on the agenda."))


class QuestionsEditor(RowsEditor):
    """The questions of a pattern as rows, each with the people of the district to choose from."""

    def __init__(self, body: Unit, standing: Sequence[Question], data: QueryDict | None) -> None:
        people = people_to_name(body.root_id)
        named = [naming_in(question).people for question in standing]
        gone = set().union(*named) - set(dict(people))
        left = Person.objects.filter(pk__in=gone) if gone else ()
        self.left = [[person.name for person in left if person.pk in keys] for keys in named]
        super().__init__(
            "question",
            QuestionForm,
            standing,
            data,
            blank=1,
            most=MOST_ITEMS,
            unseen=("matter",),
            people=people,
        )

    def complete(self, row: Any, key: int) -> None:
        # A row keeps its number, wherever it is moved.
        row.left = self.left[key] if key < len(self.left) else ()


class PatternsPage(Page):
    def __init__(self, body: Unit, patterns: Sequence[AgendaPattern]) -> None:
        super().__init__(title=_("Patterns of agendas"), section=MEETINGS.name, crumbs=[MEETINGS.crumb])
        self.body, self.patterns = body, patterns


def convened_body(request: SignedInRequest, key: int) -> Unit:
    """A body that this person convenes. Raises PermissionDenied."""
    if not may(request, Right.CONVENE, key):
        raise PermissionDenied(_("Patterns are kept by whoever convenes the body."))
    return get_object_or_404(Unit, pk=key)


@signed_in
def agenda_patterns(request: SignedInRequest, body: int) -> HttpResponse:
    unit = convened_body(request, body)
    patterns = list(AgendaPattern.objects.filter(body=unit).select_related("changed_by"))
    return PatternsPage(unit, patterns).response(request, "governance/meeting/patterns.html")


class PatternEditor(FormPage):
    """One pattern; a new one begins empty, or with the questions of the meeting that the address names."""

    template = "governance/meeting/pattern.html"
    section = MEETINGS
    form: NameForm
    shows = ("questions", "pattern")

    def __init__(self, request: SignedInRequest, body: int, pattern: int | None = None) -> None:
        super().__init__(request)
        self.body = convened_body(request, body)
        self.pattern = None
        if pattern is not None:
            self.pattern = get_object_or_404(AgendaPattern, pk=pattern, body=self.body)
        self.questions = QuestionsEditor(self.body, self.standing(), self.data)
        self.pressed = self.questions.pressed
        press = "" if self.data is None else self.data.get("do", "")
        data = self.data if press in ("", "save", "erase") else None
        typed = {"name": self.data.get("name", "")} if self.data is not None else {}
        named = {"name": self.pattern.name} if self.pattern is not None else {}
        self.form = NameForm(data, initial=typed or named)

    def standing(self) -> list[dict[str, Any]]:
        if self.pattern is not None:
            return list(self.pattern.questions)
        wanted = key_in(self.request.GET.get("meeting", ""))
        if wanted is None:
            return []
        visible = Meeting.objects.visible_to(self.request.user, self.request.pairs)
        meeting = visible.filter(pk=wanted, unit=self.body).first()
        if meeting is None:
            raise Http404
        return list(questions_of(meeting))

    def send(self) -> HttpResponse | None:
        try:
            if self.request.POST.get("do") == "erase" and self.pattern is not None:
                erase_pattern(self.pattern, by=self.request.user)
                messages.success(self.request, _("The pattern is erased."))
                return redirect(self.get_cancel())
            if not all([self.form.is_valid(), self.questions.is_valid()]):
                return None
            given = [row for row in self.questions.given if row["title"]]
            name, by = self.form.cleaned_data["name"], self.request.user
            keep_pattern(self.body, name, given, by=by, pattern=self.pattern)
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return None
        messages.success(self.request, _("The pattern is kept: new meetings of the body can begin with it."))
        return redirect(self.get_cancel())

    def get_title(self) -> Words:
        return self.pattern.name if self.pattern is not None else _("New pattern of an agenda")

    def get_crumbs(self) -> Sequence[Crumb]:
        return [MEETINGS.crumb, Crumb(_("Patterns of agendas"), self.get_cancel())]

    def get_cancel(self) -> str:
        return reverse("agenda_patterns", args=[self.body.pk])
