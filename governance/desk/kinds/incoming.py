"""The journal of incoming papers: registered with their scan, decided on, carried out, put into a file."""

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.format import day
from governance.desk.base.keys import key_in
from governance.desk.base.rights import may
from governance.desk.papers.board import Board
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.files import FileForm
from governance.desk.papers.forms import Facts, FactsForm
from governance.desk.papers.linked import named
from governance.documents.kinds.incoming.paper import (
    LONGEST,
    LONGEST_TEXT,
    MOST_SHEETS,
    Incoming,
    awaiting_replies,
)
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.documents.settings.correspondence import ANSWER_LATER, ANSWER_SOON
from governance.roles.appointment import Appointment
from governance.roles.rights import Right
from governance.stored_files import kept_if_committed

State = Incoming.State
MOST_OFFERED = 100
REGISTERED = ("sender", "their_number", "their_date", "sheets", "way", "replies_to")


class RegisterForm(FileForm, BeginForm):
    """The paper as it came, with its scan or its file."""

    sender = text_field(_("From whom"), LONGEST, missing=_("Say from whom it came."))
    title = text_field(
        _("What it is about"), 500, lines=2, missing=_("Say in a line what it is about."), printed=True
    )
    their_number = text_field(
        _("Their number"), 60, required=False, help_text=_("As it stands on the paper: 01-12-92.")
    )
    their_date = day_field(_("Their date"), required=False)
    sheets = forms.IntegerField(
        label=_("Sheets"),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=1,
        error_messages={
            "required": _("Give the number of sheets."),
            "invalid": _("Give the number of sheets."),
        },
    )
    way = forms.ChoiceField(label=_("How it came"), choices=Incoming.Way.choices)
    replies_to = forms.TypedChoiceField(
        label=_("It replies to our letter"), coerce=int, empty_value=None, required=False
    )

    field_order = (
        "unit",
        "replies_to",
        "sender",
        "title",
        "their_number",
        "their_date",
        "sheets",
        "way",
        "file",
    )

    def prepare(self) -> None:
        """The letters of ours that an answer may come to; the one whose page has led here is chosen."""
        letters = {
            letter.pk: f"{named(letter)}: {letter.title}"
            for pk in self.units
            for letter in awaiting_replies(int(pk))[:MOST_OFFERED]
        }
        choose_from(self, "replies_to", [("", gettext("— no letter of ours —")), *letters.items()])
        asked = key_in(self.request.GET.get("replies_to", ""))
        if asked in letters:
            self.initial["replies_to"] = asked

    @kept_if_committed()
    @transaction.atomic
    def begin(self, model: type[Document]) -> Document:
        typed = self.cleaned_data
        paper = draft(model, unit=self.unit, title=typed["title"], by=self.request.user)
        return perform(
            paper,
            "register_paper",
            by=self.request.user,
            name=typed["file"].name,
            data=typed["data"],
            **{name: typed[name] for name in REGISTERED},
        )


class RegisterPage(BeginPage):
    """Register an incoming paper, all or nothing."""

    form_class = RegisterForm
    title = _("Register an incoming paper")
    lead = _(
        "It gets the next number of the journal and today's date, and goes to the head for the resolution."
    )
    submit = _("Register it")
    multipart = True
    moves = ("register_paper",)
    then = "paper"


class ResolutionForm(FactsForm[Incoming]):
    """What is to be done, by whom, until when."""

    resolution = text_field(
        _("What is to be done"), LONGEST_TEXT, lines=3, missing=_("Write what is to be done.")
    )
    executor = forms.TypedChoiceField(
        label=_("Executor"), coerce=int, error_messages={"required": _("Choose who is to do it.")}
    )
    due = day_field(_("To be done until"), required=False)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    on_control = forms.BooleanField(
        label=_("On control"),
        required=False,
        help_text=_("You look at what was done before the paper goes into the file."),
    )

    def prepare(self) -> None:
        district = self.document.district_id
        self.fields["due"].help_text = gettext("If empty: %(term)s from the registration.") % {
            "term": ANSWER_LATER.on(district)
        }
        self.fields["urgent"].help_text = gettext("Without a day of its own: %(term)s.") % {
            "term": ANSWER_SOON.on(district)
        }
        held = (
            Appointment.objects.in_force()
            .filter(unit_id=self.document.unit_id)
            .select_related("person")
            .order_by("person__surname", "pk")
        )
        people = {each.person_id: f"{each.person.name}, {each.capacity}" for each in held}
        choose_from(self, "executor", [("", "—"), *people.items()])


class ExtendForm(FactsForm[Incoming]):
    """Another last day."""

    due = day_field(_("To be done until"), missing=_("Give the last day."))


class ReportForm(FactsForm[Incoming]):
    """What the executor did."""

    result = text_field(
        _("What was done"),
        LONGEST_TEXT,
        lines=3,
        help_text=_("With number and date of the answer, if one was sent."),
        missing=_("Write what was done."),
    )


class FilingForm(FactsForm[Incoming]):
    """The file in which the paper stays."""

    file = text_field(
        _("File No."),
        30,
        help_text=_("By the list of files: 01-15."),
        missing=_("Give the number of the file."),
    )

    def facts(self) -> Facts:
        return {"file": self.cleaned_data["file"]}


class Journal(Board[Incoming]):
    """The journal, as a page and as a table file."""

    columns = (
        Column(_("From whom"), lambda paper: paper.sender),
        Column(_("Their number and date"), lambda paper: theirs(paper)),
        Column(_("Executor"), lambda paper: paper.executor.name if paper.executor else ""),
        Column(_("To be done until"), lambda paper: paper.due),
        Column(_("File No."), lambda paper: paper.file),
    )
    related = ("unit", "executor")
    exports = True


def theirs(paper: Incoming) -> str:
    date = day(paper.their_date) if paper.their_date else ""
    return " ".join(filter(None, (date, f"№ {paper.their_number}" if paper.their_number else "")))


def write_answer(request: SignedInRequest, paper: Incoming) -> PageLink | None:
    """The letter that answers the paper: drafted by the clerk, the deputies, and whoever is to carry it out."""
    if paper.state not in (State.REGISTERED, State.ASSIGNED, State.DONE):
        return None
    charged = paper.state == State.ASSIGNED and paper.executor_id == request.user.pk
    if not charged and not may(request, Right.DRAFT_ORDER, paper.unit_id):
        return None
    address = f"{reverse('outgoing_new')}?answers={paper.pk}"
    return PageLink(label=_("Write the answer…"), href=address, asked=charged)


enter(
    Incoming,
    begin=RegisterPage,
    board=Journal,
    writes={
        "resolve": ResolutionForm,
        "extend": ExtendForm,
        "report": ReportForm,
        "put_into_file": FilingForm,
    },
    further=[write_answer],
    effects={
        "resolve": _("The executor gets it as a task with a letter."),
        "extend": _("The executor gets the new day as a task."),
        "take_off_control": _("The clerk puts the paper into its file."),
        "note": _("Nothing is to be done; the clerk puts it into its file."),
        "put_into_file": _("The paper is closed; its term of keeping begins."),
    },
)
