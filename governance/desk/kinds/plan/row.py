"""One row of a plan on a page of its own: corrected, added, put into another section, deleted."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day
from governance.desk.base.page import Page
from governance.desk.kinds.plan.editing import Table, crumbs, place_text
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.edits import MAX_NUMBER, Edit, PlaceRow, RemoveRow, WriteRow
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow


class RowForm(SeenForm):
    """The words of a row; its days only where the words were understood wrongly or not at all."""

    text = text_field(
        gettext_lazy("Activity"),
        MAX_FIELD,
        lines=3,
        error_messages={"required": gettext_lazy("Write the activity: a row cannot do without it.")},
    )
    term_text = text_field(
        gettext_lazy("Term"),
        MAX_FIELD,
        required=False,
        help_text=gettext_lazy(
            "In words, as it will print: «ноябрь», «Ноябрь - январь», «15 декабря», «в течение года», «постоянно»."
        ),
    )
    executors_text = text_field(
        gettext_lazy("Executors"),
        MAX_FIELD,
        lines=2,
        required=False,
        help_text=gettext_lazy("Several are divided by commas."),
    )
    section = forms.ChoiceField(
        label=gettext_lazy("Section"),
        error_messages={"invalid_choice": gettext_lazy("Choose the section from the list.")},
    )
    number = text_field(gettext_lazy("Number"), MAX_NUMBER, required=False)
    term_start = day_field(gettext_lazy("First day of the term"), required=False)
    term_end = day_field(gettext_lazy("Last day of the term"), required=False)

    DAYS = ("term_start", "term_end")

    def __init__(self, *args: Any, table: Table, row: PlanRow | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            (str(known.pk), known.title or _("Without a heading")) for known in table
        ]
        if row is None:
            # The numbers of new rows follow from their places.
            del self.fields["number"]

    @property
    def words(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name not in self.DAYS]

    @property
    def days(self) -> list[Any]:
        return [self[name] for name in self.DAYS]

    @property
    def asks_for_days(self) -> bool:
        """Whether the days stand open: they are wrong, or the words of the term were not understood."""
        wrong = bool(set(self.DAYS) & self.errors.keys()) if self.is_bound else False
        unclear = self.row is not None and bool(self.row.term_text) and self.row.term_start is None
        return wrong or unclear or (self.is_bound and any(name in self.changed_data for name in self.DAYS))

    def clean(self) -> None:
        start, end = self.cleaned_data.get("term_start"), self.cleaned_data.get("term_end")
        if start and end and end < start:
            self.add_error("term_end", _("The term ends before it begins: correct the days."))

    def edits(self) -> list[Edit]:
        """What was changed. Days that were only shown are not given: they follow from the words of the term."""
        words = {name: self.cleaned_data[name] for name in ("text", "term_text", "executors_text")}
        given: dict[str, Any] = {}
        if any(name in self.changed_data for name in self.DAYS):
            given = {name: self.cleaned_data[name] for name in self.DAYS}
        section = int(self.cleaned_data["section"])
        if self.row is None:
            return [WriteRow(**words, **given, section=section)]
        if "number" in self.changed_data:
            given["number"] = self.cleaned_data["number"]
        edits: list[Edit] = []
        if {*words, *given} & set(self.changed_data):
            edits.append(WriteRow(**words, **given, row=self.row.pk))
        if "section" in self.changed_data:
            edits.append(PlaceRow(row=self.row.pk, section=section))
        return edits


@dataclass(kw_only=True)
class RowPage(Page):
    """templates/governance/plan/row.html; `next`: whether there is a row to go on to."""

    document: Plan
    form: RowForm
    submit: str
    next: bool
    next_label: str
    cancel: str
    row: PlanRow | None = None
    understood: str = ""
    remove: str = ""


@work_page("plan", "revise")
def plan_row(request: SignedInRequest, document: Plan, row: int) -> HttpResponse:
    """Correct one row; «save and next» leads through the plan, or through what was not understood."""
    table = list(document.table())
    rows = [(section, known) for section in table for known in section.rows.all()]
    place = next((place for place, (_section, known) in enumerate(rows) if known.pk == row), None)
    if place is None:
        raise Http404
    section, chosen = rows[place]
    initial = {name: getattr(chosen, name) for name in RowForm.base_fields if hasattr(chosen, name)}
    initial |= {"seen": document.revision, "section": str(section.pk)}
    form = RowForm(request.POST or None, initial=initial, table=table, row=chosen)
    following = next_of([known for _section, known in rows], place)
    if request.method == "POST":
        removing = "remove" in request.POST
        if removing:
            form.fields["text"].required = False
        if form.is_valid():
            edits = [RemoveRow(row=chosen.pk)] if removing else form.edits()
            if not edits or attempt(request, document, "revise", form, edits=edits) is not None:
                if "next" in request.POST and following is not None:
                    return redirect("plan_row", pk=document.pk, row=following.pk)
                where = f"#section-{section.pk}" if removing else f"#row-{chosen.pk}"
                return redirect(reverse("plan_edit", args=[document.pk]) + where)
    page = RowPage(
        title=place_text(section, chosen),
        crumbs=crumbs(document),
        document=document,
        form=form,
        row=chosen,
        understood=understood(chosen),
        submit=_("Save"),
        next=following is not None,
        next_label=next_label(chosen, following),
        cancel=reverse("plan_edit", args=[document.pk]) + f"#row-{chosen.pk}",
        remove=_("Delete the row"),
    )
    return page.response(request, "governance/plan/row.html", status=422 if form.errors else 200)


@work_page("plan", "revise")
def plan_row_new(request: SignedInRequest, document: Plan, section: int) -> HttpResponse:
    """Add a row at the end of a section."""
    table = list(document.table())
    if not any(known.pk == section for known in table):
        raise Http404
    initial = {"seen": document.revision, "section": str(section)}
    form = RowForm(request.POST or None, initial=initial, table=table, row=None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, document, "revise", form, edits=form.edits()) is not None
    ):
        section = int(form.cleaned_data["section"])
        if "next" in request.POST:
            return redirect("plan_row_new", pk=document.pk, section=section)
        return redirect(reverse("plan_edit", args=[document.pk]) + f"#section-{section}-end")
    page = RowPage(
        title=_("New row"),
        crumbs=crumbs(document),
        document=document,
        form=form,
        submit=_("Add"),
        next=True,
        next_label=_("Add and write another one"),
        cancel=reverse("plan_edit", args=[document.pk]) + f"#section-{section}-end",
    )
    return page.response(request, "governance/plan/row.html", status=422 if form.errors else 200)


def next_of(rows: list[PlanRow], place: int) -> PlanRow | None:
    """The row after this one; from a doubtful row the next doubtful one, wherever it stands."""
    after = rows[place + 1 :]
    if rows[place].doubts:
        return next((row for row in after + rows[:place] if row.doubts), None)
    return after[0] if after else None


def next_label(row: PlanRow, following: PlanRow | None) -> str:
    if row.doubts and following is not None:
        return _("Save and to the next question")
    return _("Save and to the next row")


def understood(row: PlanRow) -> str:
    """How the words of the term were read."""
    if row.term_start is None or row.term_end is None:
        return ""
    if row.term_start == row.term_end:
        return _("Understood as: %(day)s.") % {"day": day(row.term_start)}
    return _("Understood as: from %(start)s to %(end)s.") % {
        "start": day(row.term_start),
        "end": day(row.term_end),
    }
