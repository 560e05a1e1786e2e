"""Correcting a plan: the whole table at a glance, with what was not understood on top."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, ngettext

from governance.desk.base.components import Crumb, Words
from governance.desk.base.keys import key_in
from governance.desk.base.page import DOCUMENTS
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.plan.edits import Edit, PlaceRow, PlaceSection, Resolve
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, PlanSection
from governance.documents.kinds.plan.text import COLUMNS_UNKNOWN
from governance.documents.record.document import Document

Table = Sequence[PlanSection]


def find_section(table: Iterable[PlanSection], key: int) -> PlanSection:
    """Raises Http404 where the plan has no such section."""
    for section in table:
        if section.pk == key:
            return section
    raise Http404


def find_row(table: Iterable[PlanSection], key: int) -> tuple[PlanSection, PlanRow]:
    """The row with its section. Raises Http404 where the plan has no such row."""
    for section in table:
        for row in section.rows.all():
            if row.pk == key:
                return section, row
    raise Http404


class RevisePage(WritePage[Plan]):
    """A page on which some part of a plan is corrected; then the whole table follows."""

    move = "revise"
    template = "governance/plan/form.html"
    shows: ClassVar[Sequence[str]] = ("document", "remove")
    # Where in the table the eye goes, when something was saved.
    anchor: str = ""

    def prepare(self) -> None:
        self.table = list(self.document.table())
        # Whether the part is to be deleted.
        self.removes = "remove" in self.request.POST

    @property
    def remove(self) -> Words:
        """The label of the button that deletes the part; empty where that cannot be done."""
        return ""

    def edits(self) -> list[Edit]:
        """What was changed, if anything was. Only after `is_valid`."""
        raise NotImplementedError

    def moves(self) -> list[tuple[str, Facts]]:
        edits = self.edits()
        return [(self.move, {"edits": edits})] if edits else []

    def saved(self, paper: Document) -> HttpResponse:
        return redirect(self.get_cancel() + self.anchor)

    def get_crumbs(self) -> list[Crumb]:
        return crumbs(self.document)

    def get_cancel(self) -> str:
        return reverse("plan_edit", args=[self.document.pk])


# --- the small buttons ------------------------------------------------------------------------------------------------


def shift_row(table: Table, key: int, step: int) -> Edit | None:
    """Move a row up or down, over the edge of its section into the neighbouring one."""
    for index, section in enumerate(table):
        rows = section.rows.all()
        place = place_of(rows, key)
        if place is None:
            continue
        if 0 <= place + step < len(rows):
            return PlaceRow(row=key, position=place + step + 1)
        if 0 <= index + step < len(table):
            # At the beginning of the section below, or at the end of the one above.
            return PlaceRow(row=key, section=table[index + step].pk, position=1 if step > 0 else None)
    return None


def shift_section(table: Table, key: int, step: int) -> Edit | None:
    place = place_of(table, key)
    if place is None or not 0 <= place + step < len(table):
        return None
    return PlaceSection(section=key, position=place + step + 1)


def place_of(items: Iterable[PlanRow | PlanSection], key: int) -> int | None:
    return next((place for place, item in enumerate(items) if item.pk == key), None)


BUTTONS: dict[str, Callable[[Table, int], Edit | None]] = {
    "row_up": lambda table, key: shift_row(table, key, -1),
    "row_down": lambda table, key: shift_row(table, key, 1),
    "section_up": lambda table, key: shift_section(table, key, -1),
    "section_down": lambda table, key: shift_section(table, key, 1),
    "resolve_row": lambda table, key: Resolve(row=key),
    "resolve": lambda table, key: Resolve(doubt=key),
}
# The questions that may be answered all at once, by their codes: what those of a kind are about.
QUESTIONS = {
    "no_term": _("without a term"),
    "term": _("a term that is not understood as dates"),
    "no_executor": _("without an executor"),
    "executor": _("an executor from outside the district"),
    "number": _("a number out of order"),
    "joined": _("joined out of two lines"),
    "column": _("words of a column that a plan does not have"),
    "unplaced": _("words beside the table"),
}
RESOLVE_ALL = "resolve_all"


@dataclass(frozen=True)
class Repeated:
    """Questions of one kind, and how many there are."""

    code: str
    label: Words
    count: int


class RearrangeForm(SeenForm):
    """A press of one of the small buttons in the table: `do` says which, on what («row_up:12»)."""

    do = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_do(self) -> tuple[str, int | str]:
        name, _colon, key = self.cleaned_data["do"].partition(":")
        if name == RESOLVE_ALL and key in QUESTIONS:
            return name, key
        number = key_in(key)
        if name not in BUTTONS or number is None:
            raise ValidationError(_("There is no such button: open the page again."))
        return name, number


# --- the page ---------------------------------------------------------------------------------------------------------


class PlanPage(RevisePage):
    """The whole plan with its doubts; each row and section leads to a small page of its own."""

    form_class = RearrangeForm
    template = "governance/plan/edit.html"
    label = _("Correct the plan")
    address, name = "papers/<key:pk>/plan/", "plan_edit"
    shows = ("document",)

    def edits(self) -> list[Edit]:
        name, key = self.form.cleaned_data["do"]
        edit = Resolve(code=key) if name == RESOLVE_ALL else BUTTONS[name](self.table, key)
        if edit is None:
            # Already at the edge, or gone meanwhile: the page shows what is there now.
            return []
        # Where the eye was: on what was moved, or on the questions that are left.
        what, _underscore, _direction = name.partition("_")
        self.anchor = "#doubts" if what == "resolve" else f"#{what}-{key}"
        return [edit]

    @property
    def doubtful(self) -> list[tuple[PlanRow, str]]:
        """The rows that a person has to look at, with their places in words."""
        return [
            (row, place_text(section, row))
            for section in self.table
            for row in section.rows.all()
            if row.doubts
        ]

    @property
    def repeated(self) -> list[Repeated]:
        """The kinds of questions that stand more than once: all of a kind may be right as they stand."""
        counted = Counter(
            code
            for row, _place in self.doubtful
            for code in dict.fromkeys(doubt["code"] for doubt in row.doubts)
        )
        counted.update(doubt["code"] for doubt in self.document.doubts)
        return [
            Repeated(code, QUESTIONS[code], count)
            for code, count in counted.items()
            if count > 1 and code in QUESTIONS
        ]

    @property
    def columns_at(self) -> str:
        """Where the columns of a file are named that waits for it."""
        waiting = next((doubt for doubt in self.document.doubts if doubt["code"] == COLUMNS_UNKNOWN), None)
        if waiting is None:
            return ""
        file = self.document.attachments.filter(name=waiting["place"]).order_by("-pk").first()
        return reverse("plan_columns", args=[self.document.pk, file.pk]) if file is not None else ""

    @property
    def doubt_count(self) -> int:
        return len(self.document.doubts) + len(self.doubtful)

    def get_title(self) -> str:
        return self.document.title

    def get_lead(self) -> str:
        return _("%(rows)s in %(sections)s") % counted(self.table)

    def get_crumbs(self) -> list[Crumb]:
        return crumbs(self.document)[:-1]


def counted(table: Table) -> dict[str, str]:
    """The number of rows and of sections, in words."""
    rows = sum(len(section.rows.all()) for section in table)
    return {
        "rows": ngettext("%(n)d row", "%(n)d rows", rows) % {"n": rows},
        "sections": ngettext("%(n)d section", "%(n)d sections", len(table)) % {"n": len(table)},
    }


def place_text(section: PlanSection, row: PlanRow) -> str:
    return _("%(section)s, row %(number)s") % {
        "section": section.title or _("Without a heading"),
        "number": row.number or row.position,
    }


def crumbs(document: Plan) -> list[Crumb]:
    """Over the pages on which a part of the plan is corrected; the last one is the whole table."""
    return [
        DOCUMENTS.crumb,
        Crumb(document.kind_label, reverse("paper", args=[document.pk])),
        Crumb(_("Correct the plan"), reverse("plan_edit", args=[document.pk])),
    ]
