"""An order begun by a form of the library: the form is chosen, its blanks are asked in words, the text is looked at."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.keys import key_in
from governance.desk.base.page import DOCUMENTS, Page
from governance.desk.kinds.order.blank_fields import (
    PREVIEW,
    People,
    TableEditor,
    form_of_blanks,
    given_in,
    lines_of,
    shown,
)
from governance.desk.kinds.order.from_row import RowToOrder, row_asked
from governance.desk.papers.create import FIELD_OF_COPY, copies_to_begin_from, units_to_begin
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.errors import Refused
from governance.documents.kinds.order.drafting_by_form import draft_by_form
from governance.documents.kinds.order.filling import Written, form_of, write_by_form
from governance.documents.kinds.order.order import Order
from governance.documents.language.search import searchable
from governance.documents.settings.order_library.form import LibraryForm
from governance.documents.settings.order_library.setting import offered
from governance.documents.settings.order_library.suggesting import suggested
from governance.proof.canonical_json import canonical
from governance.roles.rights import Right
from governance.roles.unit import Unit

TITLE = gettext_lazy("New order by a form")
LONGEST_QUERY = 100


@dataclass(frozen=True)
class FormLine:
    """A form on offer."""

    code: str
    form: LibraryForm
    series: str
    is_suggested: bool = False


@dataclass(kw_only=True)
class FormsPage(Page):
    """The context of templates/governance/order/forms.html. `keeps`: whether the reader edits the library."""

    lines: list[FormLine]
    query: str
    keeps: bool
    row: RowToOrder | None


def schools_of(request: SignedInRequest) -> list[Unit]:
    """The schools in which this person drafts orders. Raises Http404 where there is none."""
    if not (schools := units_to_begin(request, Order)):
        raise Http404
    return schools


def found_by(query: str, forms: Mapping[str, LibraryForm]) -> list[str]:
    """The codes of the forms that have all of these words, typed in any case."""
    words = searchable(query).split()
    told = {
        code: searchable(f"{form.name} {form.heading} {' '.join(form.words)}") for code, form in forms.items()
    }
    return [code for code, text in told.items() if all(word in text for word in words)]


@signed_in
def order_forms(request: SignedInRequest) -> HttpResponse:
    """The forms that the district offers, by their names."""
    schools = schools_of(request)
    district = schools[0].root
    row = row_asked(request, schools)
    known = offered(district.pk)
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    first = suggested(row.row.text, known) if row is not None else []
    codes = sorted(found_by(query, known), key=lambda code: known[code].name)
    codes.sort(key=lambda code: first.index(code) if code in first else len(first))
    page = FormsPage(
        title=TITLE,
        section=DOCUMENTS.name,
        crumbs=[DOCUMENTS.crumb, Crumb(_("New order"), reverse("order_new"))],
        lines=[
            FormLine(code, known[code], Order.Series(known[code].series).label, code in first)
            for code in codes
        ],
        query=query,
        keeps=(Right.SET_UP, district.pk) in request.pairs,
        row=row,
    )
    return page.response(request, "governance/order/forms.html")


class Asking:
    """What both pages share that ask for the blanks of a form: its fields, its tables, and the text that follows."""

    data: Any
    library_form: LibraryForm
    people: People
    tables: list[TableEditor]
    form: Any
    looks: Written | None = None

    def ask(self, form: LibraryForm, school: Unit, kept: Mapping[str, Any], *, with_days: bool) -> None:
        """Make the fields and the rows, as kept or as typed."""
        self.library_form, self.people = form, People(school)
        self.once = shown(form.single, kept.get("once", {}), with_days=with_days)
        rows = kept.get("rows", {})
        self.tables = [
            TableEditor(table, form, self.people, rows.get(table, ()), self.data, with_days=with_days)
            for table in form.tables
        ]

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """The fields as they stand: the two days of a span beside each other."""
        return lines_of(self.form)

    @property
    def only_looks(self) -> bool:
        return self.data is not None and self.data.get("do") == PREVIEW

    def check_rows(self) -> bool:
        """Whether the rows are understood; a table that needs some has one."""
        # Every one is validated, so that all errors are shown.
        valid = all([*(table.is_valid() for table in self.tables)])
        for table in self.tables:
            if valid and table.is_needed and not table.begun:
                self.form.add_error(None, _("«%(table)s»: fill in at least one row.") % {"table": table.name})
                valid = False
        return valid

    def given(self) -> Facts:
        """What was filled in, as the kind reads it. Only after everything is valid."""
        once = given_in(self.library_form.single, self.form.cleaned_data, self.people)
        return {"once": once, "rows": {table.name: table.given_rows for table in self.tables}}


def stamp_of(form: LibraryForm) -> str:
    """Says whether the form is still the one that somebody has filled in."""
    return hashlib.sha256(canonical(form.to_json())).hexdigest()[:16]


class ByFormPage(Asking, FormPage):
    """Fill in a form and begin the order; the draft that follows is an ordinary order."""

    template = "governance/order/by_form.html"
    submit = gettext_lazy("Draft the order")
    shows = ("tables", "looks", "edition", "library_form", "row")

    def __init__(self, request: SignedInRequest, code: str) -> None:
        super().__init__(request)
        self.schools = {str(unit.pk): unit for unit in schools_of(request)}
        first = next(iter(self.schools.values()))
        form = offered(first.root_id).get(code)
        if form is None:
            raise Http404
        self.code, self.edition = code, stamp_of(form)
        chosen = str((self.data or request.GET).get("school", ""))
        self.row = row_asked(request, list(self.schools.values()))
        self.school = self.row.school if self.row is not None else self.schools.get(chosen, first)
        self.ask(form, self.school, self.kept(), with_days=False)
        self.pressed = self.is_shown_again or any(table.pressed for table in self.tables)
        self.form = self.get_form()

    def kept(self) -> Mapping[str, Any]:
        """The blanks of the order of which this one begins as a copy."""
        asked = key_in(self.request.GET.get(FIELD_OF_COPY, ""))
        if asked is None:
            return {}
        papers = copies_to_begin_from(self.request, Order, self.schools.values())
        order = papers.filter(pk=asked, filling__code=self.code).select_related("filling").first()
        return order.filling.given if order is not None else {}

    def get_form(self) -> forms.Form:
        form_class = form_of_blanks(self.library_form.single, self.people)
        if self.data is not None and self.pressed:
            form = form_class(initial=self.data.dict())
        else:
            form = form_class(self.data, initial=self.once)
        if len(self.schools) > 1 and self.row is None:
            choices = [(key, unit.name) for key, unit in self.schools.items()]
            form.fields["school"] = forms.ChoiceField(
                label=_("School"), choices=choices, initial=str(self.school.pk)
            )
            form.order_fields(["school"])
        return form

    def send(self) -> HttpResponse | None:
        if not all([self.form.is_valid(), self.check_rows()]):
            return None
        if self.data is not None and self.data.get("edition") != self.edition:
            self.form.add_error(
                None, _("The form was changed meanwhile: look through what you filled in, and send it again.")
            )
            return None
        try:
            if self.only_looks:
                self.looks = write_by_form(self.code, self.school, **self.given())
                self.looks.points(self.school)
                return self.render()
            order = self.draft()
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return None
        messages.success(self.request, _("The order is drafted: check it and submit it for signature."))
        return redirect("paper", pk=order.pk)

    def draft(self) -> Order:
        """Raises Refused."""
        links = self.row.links() if self.row is not None else []
        return draft_by_form(self.school, self.code, **self.given(), by=self.request.user, links=links)

    def get_title(self) -> str:
        return self.library_form.name

    def get_crumbs(self) -> Sequence[Crumb]:
        return [DOCUMENTS.crumb, Crumb(str(TITLE), self.get_cancel())]

    def get_cancel(self) -> str:
        query = f"?{self.row.query}" if self.row is not None else ""
        return reverse("order_forms") + query


class FillAnewPage(Asking, WritePage[Order]):
    """What was filled in, while the order is a draft: its text follows anew."""

    template = "governance/order/by_form.html"
    submit = gettext_lazy("Write the order anew")
    label = gettext_lazy("Fill the form anew…")
    lead = gettext_lazy("The text follows anew from the form: what was edited in it by hand is lost.")
    shows = ("document", "tables", "looks", "library_form")

    @classmethod
    def fits(cls, document: Order) -> bool:
        filled = document.filled
        return filled is not None and filled.code in offered(document.district_id)

    def prepare(self) -> None:
        filled = self.document.filled
        form = form_of(self.document)
        if filled is None or form is None:
            raise Http404
        self.ask(form, self.document.unit, filled.given, with_days=True)
        self.editors = list(self.tables)

    def get_form_class(self) -> type[SeenForm]:
        blanks = form_of_blanks(self.library_form.single, self.people)
        return cast(type[SeenForm], DeclarativeFieldsMetaclass("FillAnewForm", (blanks, SeenForm), {}))

    def get_initial(self) -> Facts:
        return self.once

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.check_rows()])

    def facts(self) -> Facts:
        return self.given()

    def send(self) -> HttpResponse | None:
        if not self.only_looks or not self.is_valid():
            return super().send()
        assert self.document.filled is not None
        try:
            self.looks = write_by_form(self.document.filled.code, self.document.unit, **self.given())
            self.looks.points(self.document.unit)
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return None
        return self.render()
