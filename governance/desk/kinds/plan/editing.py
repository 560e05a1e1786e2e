"""Correcting a plan: the whole table at a glance, with what was not understood on top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb
from governance.desk.base.format import state_of
from governance.desk.base.page import DOCUMENTS, Page
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.kinds.plan.edits import Edit, PlaceRow, PlaceSection, Resolve
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, PlanSection

Table = list[PlanSection]


class RearrangeForm(SeenForm):
    """A press of one of the small buttons in the table: `do` says which, on what («row_up:12»)."""

    do = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_do(self) -> tuple[str, int]:
        name, _colon, key = self.cleaned_data["do"].partition(":")
        if name not in MOVES or not key.isdecimal():
            raise ValidationError(_("There is no such button: open the page again."))
        return name, int(key)


def place_of(items: Sequence[PlanRow | PlanSection], key: int) -> int | None:
    return next((place for place, item in enumerate(items) if item.pk == key), None)


def shift_row(table: Table, key: int, step: int) -> Edit | None:
    """Move a row up or down, over the edge of its section into the neighbouring one."""
    for index, section in enumerate(table):
        rows = list(section.rows.all())
        place = place_of(rows, key)
        if place is None:
            continue
        if 0 <= place + step < len(rows):
            return PlaceRow(row=key, position=place + step + 1)
        if not 0 <= index + step < len(table):
            return None
        neighbour = table[index + step]
        position = 1 if step > 0 else len(neighbour.rows.all()) + 1
        return PlaceRow(row=key, section=neighbour.pk, position=position)
    return None


def shift_section(table: Table, key: int, step: int) -> Edit | None:
    place = place_of(table, key)
    if place is None or not 0 <= place + step < len(table):
        return None
    return PlaceSection(section=key, position=place + step + 1)


MOVES: dict[str, Callable[[Table, int], Edit | None]] = {
    "row_up": lambda table, key: shift_row(table, key, -1),
    "row_down": lambda table, key: shift_row(table, key, 1),
    "section_up": lambda table, key: shift_section(table, key, -1),
    "section_down": lambda table, key: shift_section(table, key, 1),
    "resolve_row": lambda table, key: Resolve(row=key),
    "resolve": lambda table, key: Resolve(doubt=key),
}


@dataclass(frozen=True, kw_only=True)
class DoubtShown:
    """What was not understood, with the page where it is corrected; `do`: the button that says it is right."""

    place: str
    texts: list[str]
    href: str
    do: str
    activity: str = ""


@dataclass(frozen=True)
class PlanListShown:
    """What stands around the table: members, aims, functions."""

    title: str
    items: list[str]


@dataclass(kw_only=True)
class PlanPage(Page):
    """templates/governance/plan/edit.html."""

    document: Plan
    state: object
    form: RearrangeForm
    seen: int
    doubts: list[DoubtShown]
    sections: Table
    lists: list[PlanListShown]


@work_page("plan", "revise")
def plan_edit(request: SignedInRequest, document: Plan) -> HttpResponse:
    """The whole plan with its doubts; each row and section leads to a small page of its own."""
    table = list(document.table())
    form = RearrangeForm(request.POST or None, initial={"seen": document.revision})
    if request.method == "POST" and form.is_valid():
        name, key = form.cleaned_data["do"]
        edit = MOVES[name](table, key)
        if edit is None:
            # Already at the edge, or gone meanwhile: the page shows what is there now.
            return redirect("plan_edit", pk=document.pk)
        if attempt(request, document, "revise", form, edits=[edit]) is not None:
            return redirect(reverse("plan_edit", args=[document.pk]) + anchor_after(name, key))
    page = PlanPage(
        title=document.title,
        crumbs=crumbs(document)[:-1],
        lead=size_of(table),
        document=document,
        state=state_of(document),
        form=form,
        seen=document.revision,
        doubts=doubts(document, table),
        sections=table,
        lists=[
            PlanListShown(_("Members of the district"), document.members),
            PlanListShown(_("Aims"), document.aims),
            PlanListShown(_("Functions"), document.functions),
        ],
    )
    return page.response(request, "governance/plan/edit.html", status=422 if form.errors else 200)


def anchor_after(name: str, key: int) -> str:
    """Where the eye was: on what was moved, or on the questions that are left."""
    what, _underscore, _rest = name.partition("_")
    return "#doubts" if what == "resolve" else f"#{what}-{key}"


def size_of(table: Table) -> str:
    rows = sum(len(section.rows.all()) for section in table)
    return _("%(rows)s in %(sections)s") % {
        "rows": ngettext("%(n)d row", "%(n)d rows", rows) % {"n": rows},
        "sections": ngettext("%(n)d section", "%(n)d sections", len(table)) % {"n": len(table)},
    }


def doubts(plan: Plan, table: Table) -> list[DoubtShown]:
    """What a person has to look at: of the plan, then row by row, each with the page where it is corrected."""
    head = reverse("plan_head", args=[plan.pk])
    of_plan = [
        DoubtShown(place=doubt["place"], texts=[doubt["text"]], href=head, do=f"resolve:{index}")
        for index, doubt in enumerate(plan.doubts)
    ]
    of_rows = [
        DoubtShown(
            place=place_text(section, row),
            activity=row.text,
            texts=[doubt["text"] for doubt in row.doubts],
            href=reverse("plan_row", args=[plan.pk, row.pk]),
            do=f"resolve_row:{row.pk}",
        )
        for section in table
        for row in section.rows.all()
        if row.doubts
    ]
    return of_plan + of_rows


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
