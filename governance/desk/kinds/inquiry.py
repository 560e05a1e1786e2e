"""Questions of the public on the desk: entered where they came on paper, registered, answered; the report of a year."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb, Fact, PageLink
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.keys import key_in
from governance.desk.base.page import DOCUMENTS, Page
from governance.desk.base.rights import holds
from governance.desk.papers.board import Board
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import FactsForm
from governance.desk.papers.sheet import pdf
from governance.documents.kinds.inquiry.card import LONGEST
from governance.documents.kinds.inquiry.inquiry import LONGEST_TEXT, Inquiry, receive
from governance.documents.kinds.inquiry.print import counted, report_data
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment
from governance.roles.rights import Right
from governance.roles.unit import Unit

# By which ways questions come to the clerk.
ENTERED = (Inquiry.Way.PAPER, Inquiry.Way.SPOKEN, Inquiry.Way.PORTAL)


class EnterForm(BeginForm):
    """A question that came on paper or by the state portal, or was said at a reception."""

    way = forms.ChoiceField(
        label=gettext_lazy("How it came"), choices=[(way.value, way.label) for way in ENTERED]
    )
    name = text_field(gettext_lazy("Name in full"), 200, required=False)
    address = text_field(gettext_lazy("Postal address"), LONGEST, required=False)
    email = text_field(gettext_lazy("E-mail"), 254, required=False)
    phone = text_field(gettext_lazy("Telephone"), 40, required=False)
    sort = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Inquiry.Sort.choices)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), choices=Inquiry.Theme.choices)
    text = text_field(
        gettext_lazy("What is asked"),
        LONGEST_TEXT,
        lines=6,
        missing=gettext_lazy("Write the question in a sentence at least."),
    )

    def begin(self, model: type[Document]) -> Document:
        given = {name: value for name, value in self.cleaned_data.items() if name != "unit"}
        return receive(self.unit, by=self.request.user, **given)


class EnterPage(BeginPage):
    form_class = EnterForm
    title = gettext_lazy("Enter a question of the public")
    lead = gettext_lazy(
        "What came on paper or by the state portal, or was said at a reception; others ask on the public page."
    )
    moves = ("send",)
    then = "paper"


class RegisterForm(FactsForm[Inquiry]):
    sort = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Inquiry.Sort.choices)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), choices=Inquiry.Theme.choices)
    repeated = forms.BooleanField(
        label=gettext_lazy("Asked before"),
        required=False,
        help_text=gettext_lazy("The same person has asked about the same already."),
    )

    def prepare(self) -> None:
        self.initial.update(sort=self.document.sort, theme=self.document.theme)


class ResolveForm(FactsForm[Inquiry]):
    executor = forms.TypedChoiceField(
        label=gettext_lazy("Executor"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose who is to do it.")},
    )
    resolution = text_field(gettext_lazy("What is to be done"), 2_000, lines=2, required=False)

    def prepare(self) -> None:
        held = Appointment.objects.in_force().filter(unit_id=self.document.unit_id)
        people = {
            each.person_id: f"{each.person.name}, {each.capacity}"
            for each in held.select_related("person").order_by("person__surname", "pk")
        }
        choose_from(self, "executor", [("", "—"), *people.items()])


class AnswerForm(FactsForm[Inquiry]):
    reply = text_field(
        gettext_lazy("The answer"),
        LONGEST_TEXT,
        lines=8,
        help_text=gettext_lazy("To each of the questions; who asked reads it as it stands here."),
        missing=gettext_lazy("Write the answer first."),
        printed=True,
    )

    def prepare(self) -> None:
        self.initial["reply"] = self.document.reply


class ProlongForm(FactsForm[Inquiry]):
    due = day_field(gettext_lazy("To be answered until"), missing=gettext_lazy("Give the last day."))


class PassOnForm(FactsForm[Inquiry]):
    to = text_field(
        gettext_lazy("To whom it is passed on"),
        LONGEST,
        missing=gettext_lazy("Say to whom the question is passed on."),
    )


class LeaveForm(FactsForm[Inquiry]):
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground of the law"),
        choices=Inquiry.Ground.choices,
        widget=forms.RadioSelect(attrs={"class": "radio"}),
        error_messages={"required": gettext_lazy("Choose the ground of the law.")},
    )


class Inquiries(Board[Inquiry]):
    """The journal of questions: no name stands in it."""

    template = "governance/inquiry/board.html"
    columns = (
        Column(gettext_lazy("What it is"), lambda inquiry: inquiry.get_sort_display()),
        Column(gettext_lazy("Theme"), lambda inquiry: inquiry.get_theme_display()),
        Column(gettext_lazy("Came on"), lambda inquiry: inquiry.received_on),
        Column(gettext_lazy("Answer until"), lambda inquiry: inquiry.due),
    )

    def is_for_reader(self) -> bool:
        return holds(self.request, Right.READ_APPLICATIONS)


# --- the report of a year ---------------------------------------------------------------------------------------------

# What the report reads of a question: nothing of who asked.
REPORTED = (
    *("state", "sort", "theme", "way", "due", "settled_on"),
    *("prolonged_on", "repeated", "registered_on", "district_id"),
)


def reported(request: SignedInRequest) -> tuple[Unit, int, Any]:
    """The school, the year and its questions. 404 for whoever reads none."""
    schools = [
        held.unit
        for held in request.appointments
        if (Right.READ_APPLICATIONS.value, held.unit_id) in request.pairs and held.unit.kind == "school"
    ]
    year = key_in(request.GET.get("year", ""), 4) or clock.today().year
    if not schools or not 2000 <= year <= clock.today().year:
        raise Http404
    inquiries = Inquiry.objects.filter(
        Q(unit=schools[0]), ~Q(state=Inquiry.State.DRAFT), received_on__year=year
    )
    return (
        schools[0],
        year,
        inquiries.only(*REPORTED),
    )


@signed_in
def report(request: SignedInRequest) -> HttpResponse:
    """The questions of a year in numbers: sort, theme, result, late, repeated."""
    unit, year, inquiries = reported(request)
    page = Page(
        section=DOCUMENTS.name,
        title=_("Questions of the public in %(year)d") % {"year": year},
        lead=unit.name,
        crumbs=[DOCUMENTS.crumb, Crumb(str(Inquiry.kind_label_many), reverse("inquiry_list"))],
    )
    also = {
        "tables": [(title, [Fact(*row) for row in rows]) for title, rows in counted(inquiries)],
        "year": year,
        "before": PageLink(label=str(year - 1), href=f"?year={year - 1}"),
        "after": PageLink(label=str(year + 1), href=f"?year={year + 1}")
        if year < clock.today().year
        else None,
    }
    return page.response(request, "governance/inquiry/report.html", also=also)


@signed_in
def report_pdf(request: SignedInRequest) -> HttpResponse:
    unit, year, inquiries = reported(request)
    return pdf(request, "inquiry_report", report_data(unit, year, inquiries), f"inquiries {year}")


enter(
    Inquiry,
    begin=EnterPage,
    board=Inquiries,
    writes={
        "register_inquiry": RegisterForm,
        "resolve": ResolveForm,
        "write_answer": AnswerForm,
        "prolong": ProlongForm,
        "pass_on": PassOnForm,
        "leave": LeaveForm,
    },
    effects={
        "register_inquiry": gettext_lazy("It gets its number, and the term of the law begins."),
        "resolve": gettext_lazy("The executor gets it as a task with a letter."),
        "write_answer": gettext_lazy("The text is frozen, and the head gets it to sign."),
        "sign": gettext_lazy(
            "Who asked reads it by the private link, and gets it by e-mail if they gave one."
        ),
        "prolong": gettext_lazy("Who asked is told the reason and the new day; it is possible once."),
        "pass_on": gettext_lazy("Who asked is told to whom it went; here it is over."),
        "leave": gettext_lazy("Who asked is told the ground in the words of the law; here it is over."),
    },
    addresses=[
        path("inquiries/report/", report, name="inquiry_report"),
        path("inquiries/report.pdf", report_pdf, name="inquiry_report_pdf"),
    ],
    overseers=[Right.SIGN_ORDER],
)
