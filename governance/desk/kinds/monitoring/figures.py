"""Figures on the desk: asked of all at once, given on one page with the year before beside them, checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Words
from governance.desk.base.fields import day_field, refuse_reversed, text_field
from governance.desk.base.format import day
from governance.desk.kinds.monitoring.overview import monitoring
from governance.desk.kinds.monitoring.rows import SPANS, choice
from governance.desk.kinds.monitoring.section import MONITORING, BeginForDistrict
from governance.desk.papers.board import Board
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.errors import NotLegal
from governance.documents.kinds.monitoring.collection import begin_collection
from governance.documents.kinds.monitoring.figures import (
    LONGEST_NOTE,
    Figures,
    numbers_of,
    read_number,
    sentence_for,
)
from governance.documents.law.indicators import Input, InputKind, Span
from governance.documents.law.indicators.checking import Fault, faults_of, shown
from governance.documents.record.document import Document
from governance.documents.settings.monitoring import SUDDEN_CHANGE

HAND_IN = "submit"


# --- asking -----------------------------------------------------------------------------------------------------------


class CollectionForm(BeginForm):
    """For which time, until when; the list in force says of whom."""

    asks_unit = False

    span = choice(gettext_lazy("What is measured for"), SPANS.items(), Span.YEAR)
    starts_on = day_field(gettext_lazy("First day"))
    ends_on = day_field(gettext_lazy("Last day"))
    due = day_field(
        gettext_lazy("Figures are asked until"),
        help_text=gettext_lazy("Each school gets a task until this day, and is reminded of it."),
    )

    def prepare(self) -> None:
        self.begun: list[Figures] = []

    def clean(self) -> None:
        refuse_reversed(self, "starts_on", "ends_on")

    def begin(self, model: type[Document]) -> Document:
        district = next(iter(self.units.values()))
        self.begun = begin_collection(district, by=self.request.user, **self.cleaned_data)
        return self.begun[0]


class BeginCollection(BeginForDistrict):
    form_class = CollectionForm
    title = gettext_lazy("Ask for figures")
    lead = gettext_lazy(
        "Everybody whom the list of indicators names is asked at once, for counts and no people."
    )
    submit = gettext_lazy("Ask")

    form: CollectionForm

    def begun(self, paper: Document) -> HttpResponse:
        count = len(self.form.begun)
        said = ngettext("%(n)d school or body is asked.", "%(n)d schools and bodies are asked.", count)
        messages.success(self.request, said % {"n": count})
        return redirect(MONITORING.address)


# --- giving -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AskedRow:
    """One input on the page; `fault`: what stands in the way of handing in, where the page is not refused for it."""

    row: Input
    value: forms.BoundField
    note: forms.BoundField
    before: str
    whole: str
    fault: str


class FiguresForm(SeenForm):
    """A field and a note for each input; whoever only saves may leave any of them open."""

    def __init__(
        self, data: Any = None, *, document: Figures, hands_in: bool = False, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.document, self.hands_in = document, hands_in
        for place, row in enumerate(document.asked):
            self.fields[f"value-{place}"] = field_for(row)
            self.fields[f"note-{place}"] = text_field(
                _("Note: %(name)s") % {"name": row.title}, LONGEST_NOTE, required=False
            )

    def _pairs(self, stem: str) -> Mapping[str, str]:
        return {
            row.code: self.cleaned_data.get(f"{stem}-{place}", "")
            for place, row in enumerate(self.document.asked)
        }

    def facts(self) -> Facts:
        return {"given": self._pairs("value"), "notes": self._pairs("note")}

    def clean(self) -> None:
        """Each number by itself; whoever hands in is told of all that does not fit together, beside the fields."""
        for place, row in enumerate(self.document.asked):
            value = self.cleaned_data.get(f"value-{place}", "")
            try:
                self.cleaned_data[f"value-{place}"] = read_number(row, value) if value else ""
            except NotLegal as refusal:
                self.add_error(f"value-{place}", str(refusal))
        if self.hands_in and not self.errors:
            given = {code: value for code, value in self._pairs("value").items() if value}
            places = {row.code: place for place, row in enumerate(self.document.asked)}
            for fault in self.faults(given, self._pairs("note")):
                stem = "note" if fault.note and fault.code in given else "value"
                self.add_error(f"{stem}-{places[fault.code]}", fault.sentence)

    def faults(self, given: Mapping[str, str], notes: Mapping[str, str]) -> list[Fault]:
        paper = self.document
        bound = SUDDEN_CHANGE.on(paper.district_id)
        return faults_of(paper.edition.sheet, paper.asked, numbers_of(given), paper.before, notes, bound)


def field_for(row: Input) -> forms.Field:
    if row.kind == InputKind.YES_NO:
        said = {"invalid_choice": sentence_for(row)}
        choices = [("", "—"), ("1", _("yes")), ("0", _("no"))]
        return forms.ChoiceField(label=row.title, choices=choices, required=False, error_messages=said)
    numeric = "numeric" if row.kind.is_whole else "decimal"
    return text_field(row.title, 20, required=False, attrs={"inputmode": numeric, "autocomplete": "off"})


class FillPage(WritePage[Figures]):
    """All inputs on one page; one button saves, the other hands in as well."""

    form_class = FiguresForm
    template = "governance/monitoring/figures_edit.html"
    related = ("edition", "unit", "handed_in_by")
    label = gettext_lazy("Fill in the figures")
    said = gettext_lazy("The figures are saved.")
    address, name = "papers/<key:pk>/figures/", "figures_fill"
    shows: ClassVar[Sequence[str]] = ("document",)

    form: FiguresForm

    @property
    def hands_in(self) -> bool:
        return self.request.POST.get("do") == HAND_IN

    def get_form_options(self) -> Facts:
        return {"document": self.document, "hands_in": self.hands_in}

    def get_initial(self) -> Facts:
        initial: Facts = {}
        for place, row in enumerate(self.document.asked):
            initial[f"value-{place}"] = self.document.given.get(row.code, "").replace(".", ",")
            initial[f"note-{place}"] = self.document.notes.get(row.code, "")
        return initial

    def moves(self) -> list[tuple[str, Facts]]:
        return [("fill", self.facts()), *([(HAND_IN, {})] if self.hands_in else [])]

    def get_said(self) -> Words:
        return _("The figures are handed in.") if self.hands_in else self.said

    @property
    def rows(self) -> list[AskedRow]:
        paper = self.document
        # Of an empty page every field would be at fault.
        faults = (
            {} if self.form.is_bound or not paper.given else {one.code: one.sentence for one in paper.faults}
        )
        return [
            AskedRow(
                row,
                self.form[f"value-{place}"],
                self.form[f"note-{place}"],
                shown(paper.before[row.code]) if row.code in paper.before else "—",
                paper.edition.sheet.input_by_code[row.part_of].title if row.part_of else "",
                faults.get(row.code, ""),
            )
            for place, row in enumerate(paper.asked)
        ]


# --- the paper's page and the list ------------------------------------------------------------------------------------


def context(request: SignedInRequest, document: Figures) -> PaperContext | None:
    if document.state != Figures.State.DRAFT:
        return None
    late = document.due < clock.today()
    title = _("Late") if late else _("Being filled in")
    text = _("The figures are asked until %(day)s.") % {"day": day(document.due)}
    return PaperContext(notices=[Banner(meaning="alarm" if late else "held", title=title, text=text)])


class FiguresBoard(Board[Figures]):
    columns = (
        Column(gettext_lazy("School"), lambda paper: str(paper.unit)),
        Column(gettext_lazy("First day"), lambda paper: paper.starts_on),
        Column(gettext_lazy("Last day"), lambda paper: paper.ends_on),
        Column(gettext_lazy("Asked until"), lambda paper: paper.due),
    )
    order = ("-starts_on", "unit_id", "-pk")
    exports = True


enter(
    Figures,
    section=MONITORING,
    begin=BeginCollection,
    board=FiguresBoard,
    writes={"fill": FillPage},
    effects={
        "submit": gettext_lazy("The figures are frozen; the deputy of the district accepts or returns them."),
        "accept": gettext_lazy("The report of the year is computed from them."),
        "send_back": gettext_lazy("The school gets them back with your reason and corrects them."),
        "cancel": gettext_lazy("Nobody is asked for them any more."),
    },
    context=context,
    addresses=[path("monitoring/", monitoring, name="monitoring")],
)
