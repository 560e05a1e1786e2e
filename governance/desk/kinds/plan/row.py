"""One row of a plan on a page of its own: corrected, added, put into another section, deleted."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from, day_field, refuse_reversed, text_field
from governance.desk.base.format import day
from governance.desk.kinds.plan.editing import RevisePage, find_row, find_section, place_text
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.edits import (
    MAX_NUMBER,
    WORDS_OF_ROW,
    Edit,
    PlaceRow,
    RemoveRow,
    WriteRow,
)
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.record.document import Document


class RowForm(SeenForm):
    """The words of a row; its days only where the words were understood wrongly or not at all."""

    text = text_field(
        _("Activity"),
        MAX_FIELD,
        lines=3,
        missing=_("Write the activity: a row cannot do without it."),
        printed=True,
    )
    term_text = text_field(
        _("Term"),
        MAX_FIELD,
        required=False,
        help_text=_(
            "In words, as it will print: «ноябрь», «Ноябрь - январь», «15 декабря», «в течение года», «постоянно»."
        ),
    )
    executors_text = text_field(
        _("Executors"), MAX_FIELD, lines=2, required=False, help_text=_("Several are divided by commas.")
    )
    place = text_field(_("Where it takes place"), MAX_FIELD, required=False)
    section = forms.ChoiceField(
        label=_("Section"), error_messages={"invalid_choice": _("Choose the section from the list.")}
    )
    number = text_field(_("Number"), MAX_NUMBER, required=False)
    term_start = day_field(_("First day of the term"), required=False)
    term_end = day_field(_("Last day of the term"), required=False)

    DAYS = ("term_start", "term_end")

    # The row that is corrected; a new one has none.
    row: PlanRow | None = None

    @property
    def asks_for_days(self) -> bool:
        """Whether the days stand open: they are wrong, or the words of the term were not understood."""
        wrong = bool(set(self.DAYS) & self.errors.keys()) if self.is_bound else False
        unclear = self.row is not None and bool(self.row.term_text) and self.row.term_start is None
        return wrong or unclear or (self.is_bound and any(name in self.changed_data for name in self.DAYS))

    def clean(self) -> None:
        refuse_reversed(self, *self.DAYS, _("The term ends before it begins: correct the days."))

    def edits(self) -> list[Edit]:
        """What was changed. Days that were only shown are not given: they follow from the words of the term."""
        words = {name: self.cleaned_data[name] for name in WORDS_OF_ROW}
        further: Facts = {}
        if any(name in self.changed_data for name in self.DAYS):
            further = {name: self.cleaned_data[name] for name in self.DAYS}
        section = int(self.cleaned_data["section"])
        if self.row is None:
            return [WriteRow(**words, **further, section=section)]
        if "number" in self.changed_data:
            further["number"] = self.cleaned_data["number"]
        edits: list[Edit] = []
        if {*words, *further} & set(self.changed_data):
            edits.append(WriteRow(**words, **further, row=self.row.pk))
        if "section" in self.changed_data:
            edits.append(PlaceRow(row=self.row.pk, section=section))
        return edits


class RowPage(RevisePage):
    """Correct one row; «save and next» leads through the plan, or through what was not understood."""

    form_class = RowForm
    template = "governance/plan/row.html"
    form: RowForm
    row: PlanRow | None

    def prepare(self) -> None:
        super().prepare()
        self.plan_section, self.row = find_row(self.table, self.part["row"])
        self.following = next_of([row for section in self.table for row in section.rows.all()], self.row)
        self.back = f"#row-{self.row.pk}"

    def get_form(self) -> SeenForm:
        form = super().get_form()
        assert isinstance(form, RowForm)
        form.row = self.row
        sections = [(str(section.pk), section.title or _("Without a heading")) for section in self.table]
        choose_from(form, "section", sections)
        form.fields["text"].required = self.row is None or not self.removes
        return form

    def get_initial(self) -> Facts:
        words = {name: getattr(self.row, name) for name in RowForm.base_fields if hasattr(self.row, name)}
        return {**words, "section": str(self.plan_section.pk)}

    def edits(self) -> list[Edit]:
        if self.row is not None and self.removes:
            return [RemoveRow(row=self.row.pk)]
        return self.form.edits()

    def saved(self, paper: Document) -> HttpResponse:
        if "next" in self.request.POST and self.following is not None:
            return redirect("plan_row", pk=paper.pk, row=self.following.pk)
        where = f"#section-{self.plan_section.pk}" if self.removes else self.back
        return redirect(reverse("plan_edit", args=[paper.pk]) + where)

    @property
    def remove(self) -> Words:
        return _("Delete the row") if self.row else ""

    @property
    def understood(self) -> Words:
        """How the words of the term were read."""
        if self.row is None or self.row.term_start is None:
            return ""
        if self.row.term_start == self.row.term_end:
            return _("Understood as: %(day)s.") % {"day": day(self.row.term_start)}
        term = {"start": day(self.row.term_start), "end": day(self.row.term_end)}
        return _("Understood as: from %(start)s to %(end)s.") % term

    @property
    def next_label(self) -> Words:
        """The label of the second button; empty after the last row."""
        if self.row is None:
            return _("Add and write another one")
        if self.following is None:
            return ""
        return _("Save and to the next question") if self.row.doubts else _("Save and to the next row")

    def get_cancel(self) -> str:
        return super().get_cancel() + self.back

    def get_title(self) -> Words:
        return place_text(self.plan_section, self.row) if self.row else _("New row")


class NewRowPage(RowPage):
    """Add a row at the end of a section."""

    submit = _("Add")

    def prepare(self) -> None:
        RevisePage.prepare(self)
        self.plan_section, self.row = find_section(self.table, self.part["section"]), None
        self.back = f"#section-{self.plan_section.pk}-end"

    def get_form(self) -> SeenForm:
        form = super().get_form()
        # The numbers of new rows follow from their places.
        del form.fields["number"]
        return form

    def saved(self, paper: Document) -> HttpResponse:
        section = self.form.cleaned_data["section"]
        if "next" in self.request.POST:
            return redirect("plan_row_new", pk=paper.pk, section=section)
        return redirect(reverse("plan_edit", args=[paper.pk]) + f"#section-{section}-end")


def next_of(rows: list[PlanRow], present: PlanRow) -> PlanRow | None:
    """The row after this one; from a doubtful row the next doubtful one, wherever it stands."""
    place = rows.index(present)
    after = rows[place + 1 :]
    if present.doubts:
        return next((row for row in after + rows[:place] if row.doubts), None)
    return after[0] if after else None
