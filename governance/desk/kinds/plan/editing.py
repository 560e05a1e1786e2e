"""Correcting a plan: the whole table at a glance, with what was not understood on top; head and sections."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import state_of
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.edits import (
    MAX_ITEMS,
    MAX_TITLE,
    Edit,
    PlaceRow,
    PlaceSection,
    RemoveSection,
    Resolve,
    WriteHead,
    WriteSection,
)
from governance.documents.kinds.plan.section import PlanRow, PlanSection
from governance.documents.record.document import Document

MAX_LIST = MAX_ITEMS * 500
Table = list[PlanSection]


class HeadForm(SeenForm):
    """What stands around the table. Each line of a list is one item."""

    title = text_field(
        gettext_lazy("Title"),
        MAX_TITLE,
        lines=2,
        error_messages={"required": gettext_lazy("Give the plan a title.")},
    )
    period_start = day_field(gettext_lazy("First day of the period"), required=False)
    period_end = day_field(gettext_lazy("Last day of the period"), required=False)
    members = text_field(
        gettext_lazy("Members of the district"),
        MAX_LIST,
        lines=6,
        required=False,
        help_text=gettext_lazy("One school on each line."),
    )
    aims = text_field(
        gettext_lazy("Aims"),
        MAX_LIST,
        lines=5,
        required=False,
        help_text=gettext_lazy("One aim on each line."),
    )
    functions = text_field(
        gettext_lazy("Functions"),
        MAX_LIST,
        lines=8,
        required=False,
        help_text=gettext_lazy("One function on each line."),
    )
    author_text = text_field(
        gettext_lazy("Worked out by"),
        MAX_FIELD,
        required=False,
        help_text=gettext_lazy(
            "Position and name, as they will stand under the plan. If empty: you, at sending."
        ),
    )

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("period_start"), self.cleaned_data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The plan's period ends before it begins: correct the days."))
        if bool(start) != bool(end) and not {"period_start", "period_end"} & self.errors.keys():
            missing = "period_end" if start else "period_start"
            self.add_error(missing, _("Give the first and the last day of the plan's period."))
        return self.cleaned_data

    def edit(self) -> WriteHead:
        given = dict(self.cleaned_data)
        del given["seen"]
        lists = {name: given.pop(name).splitlines() for name in ("aims", "functions", "members")}
        return WriteHead(**given, **lists)


class SectionForm(SeenForm):
    """The title of a section."""

    title = text_field(
        gettext_lazy("Title of the section"),
        MAX_FIELD,
        lines=2,
        error_messages={"required": gettext_lazy("Give the section a title.")},
    )


class MoveForm(SeenForm):
    """A press of one of the small buttons in the table: `do` says which, on what («row_up:12»)."""

    do = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_do(self) -> tuple[str, int]:
        name, _colon, key = self.cleaned_data["do"].partition(":")
        if name not in MOVES or not key.isdecimal():
            raise ValidationError(_("There is no such button: open the page again."))
        return name, int(key)


def place_of(items: list[Any], key: int) -> int | None:
    return next((place for place, item in enumerate(items) if item.pk == key), None)


def shift_row(table: Table, key: int, step: int) -> Edit | None:
    """One row up or down; over the edge of its section into the next one that way."""
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


@work_page("plan", "revise")
def plan_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """The whole plan with its doubts; each row and section leads to a small page of its own."""
    table = list(document.table())
    form = MoveForm(request.POST or None, initial={"seen": document.revision})
    if request.method == "POST" and form.is_valid():
        name, key = form.cleaned_data["do"]
        edit = MOVES[name](table, key)
        if edit is None:
            # Already at the edge, or gone meanwhile: the page shows what is there now.
            return redirect("plan_edit", pk=document.pk)
        if attempt(request, document, "revise", form, edits=[edit]) is not None:
            return redirect(reverse("plan_edit", args=[document.pk]) + anchor_after(name, key))
    context = {
        **frame(document),
        "crumbs": crumbs(document)[:-1],
        "title": document.title,
        "state": state_of(document),
        "lead": size_of(table),
        "form": form,
        "seen": document.revision,
        "doubts": doubts(document, table),
        "sections": table,
        "lists": [
            {"title": _("Members of the district"), "items": document.members},
            {"title": _("Aims"), "items": document.aims},
            {"title": _("Functions"), "items": document.functions},
        ],
    }
    return render(request, "governance/plan/edit.html", context, status=422 if form.errors else 200)


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


def doubts(plan: Any, table: Table) -> list[dict[str, Any]]:
    """What a person has to look at: of the plan, then row by row, each with the page where it is corrected."""
    head = reverse("plan_head", args=[plan.pk])
    found: list[dict[str, Any]] = [
        {"place": doubt["place"], "texts": [doubt["text"]], "href": head, "do": f"resolve:{index}"}
        for index, doubt in enumerate(plan.doubts)
    ]
    for section in table:
        for row in section.rows.all():
            if row.doubts:
                found.append(
                    {
                        "place": place_text(section, row),
                        "activity": row.text,
                        "texts": [doubt["text"] for doubt in row.doubts],
                        "href": reverse("plan_row", args=[plan.pk, row.pk]),
                        "do": f"resolve_row:{row.pk}",
                    }
                )
    return found


def place_text(section: PlanSection, row: PlanRow) -> str:
    return _("%(section)s, row %(number)s") % {
        "section": section.title or _("Without a heading"),
        "number": row.number or row.position,
    }


def frame(document: Document) -> dict[str, Any]:
    return {"section": "documents", "document": document, "crumbs": crumbs(document)}


def crumbs(document: Document) -> list[dict[str, str]]:
    return [
        {"label": _("Documents"), "href": reverse("documents")},
        {"label": document.kind_label, "href": reverse("paper", args=[document.pk])},
        {"label": _("Correct the plan"), "href": reverse("plan_edit", args=[document.pk])},
    ]


@work_page("plan", "revise")
def plan_head(request: SignedInRequest, document: Any) -> HttpResponse:
    """Title, period, members, aims, functions, author."""
    initial = {
        "seen": document.revision,
        "title": document.title,
        "period_start": document.period_start,
        "period_end": document.period_end,
        "author_text": document.author_text,
        **{name: "\n".join(getattr(document, name)) for name in ("aims", "functions", "members")},
    }
    form = HeadForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and (not form.has_changed() or attempt(request, document, "revise", form, edits=[form.edit()]))
    ):
        return redirect("plan_edit", pk=document.pk)
    return form_page(request, document, form, _("Title, period, aims"))


@work_page("plan", "revise")
def plan_section(request: SignedInRequest, document: Any, section: int | None = None) -> HttpResponse:
    """A section's title; a new section at the end; an empty one taken out."""
    found = next((one for one in document.table() if one.pk == section), None)
    if section is not None and found is None:
        raise Http404
    initial = {"seen": document.revision, "title": found.title if found else ""}
    form = SectionForm(request.POST or None, initial=initial)
    if request.method == "POST":
        removing = found is not None and "remove" in request.POST
        if removing:
            form.fields["title"].required = False
        if form.is_valid():
            edit: Edit = (
                RemoveSection(section=found.pk)
                if removing and found is not None
                else WriteSection(title=form.cleaned_data["title"], section=section)
            )
            if attempt(request, document, "revise", form, edits=[edit]) is not None:
                where = f"#section-{section}" if section and not removing else ""
                return redirect(reverse("plan_edit", args=[document.pk]) + where)
    title = _("Section of the plan") if found else _("New section")
    removable = found is not None and not found.rows.all()
    return form_page(request, document, form, title, remove=_("Delete the section") if removable else "")


def form_page(
    request: SignedInRequest, document: Document, form: SeenForm, title: str, **extra: Any
) -> HttpResponse:
    """A page with one form of the plan's."""
    if form.is_bound and form.errors and not form.non_field_errors():
        messages.error(request, _("Nothing has been saved yet: correct what is marked."))
    context = {
        **frame(document),
        "title": title,
        "form": form,
        "submit": _("Save"),
        "cancel": reverse("plan_edit", args=[document.pk]),
        **extra,
    }
    return render(request, "governance/plan/form.html", context, status=422 if form.errors else 200)
