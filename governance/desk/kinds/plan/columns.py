"""Saying which column of a file is which, where nobody could recognise them: one choice a column, with examples."""

from collections.abc import Iterator

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Crumb, Words
from governance.desk.kinds.plan.editing import RevisePage
from governance.desk.kinds.plan.telling import tell_rows
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.errors import Refused
from governance.documents.kinds.plan.columns import find_columns
from governance.documents.kinds.plan.reading import ColumnMapping, UnknownColumns, read_plan
from governance.documents.kinds.plan.spans import is_span
from governance.documents.kinds.plan.tables import Line
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.files import NotStored, stored

CHOICES = [
    ("", gettext_lazy("leave out, and ask me about it")),
    ("number", gettext_lazy("number of the row")),
    ("text", gettext_lazy("activity")),
    ("term", gettext_lazy("term")),
    ("executors", gettext_lazy("executors")),
    ("place", gettext_lazy("where it takes place")),
]
MOST_COLUMNS = 40
LONGEST_EXAMPLE = 60


class ColumnsForm(SeenForm):
    """A choice for each column of the table, and whether its first line names them."""

    is_heading = forms.BooleanField(
        label=gettext_lazy("The first line names the columns"), required=False, initial=True
    )

    def __init__(self, *args: object, lines: list[Line], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what any form takes
        self.lines = lines
        known = {index: name for name, index in find_columns(lines[0]).items()}
        for index in range(min(len(lines[0]), MOST_COLUMNS)):
            examples = list(self._examples(index))
            heading = " ".join(lines[0][index].split())
            guess = known.get(index) or ("term" if any(map(is_span, examples)) else "")
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=_("Column %(n)d: %(heading)s") % {"n": index + 1, "heading": heading or "—"},
                help_text="; ".join(examples)[: 3 * LONGEST_EXAMPLE],
                choices=CHOICES,
                required=False,
                initial=guess,
            )

    def _examples(self, index: int) -> Iterator[str]:
        for line in self.lines[1:]:
            cell = " ".join(line[index].split()) if index < len(line) else ""
            if cell:
                yield cell[:LONGEST_EXAMPLE]

    def clean(self) -> None:
        chosen: dict[str, int] = {}
        for index in range(len(self.lines[0])):
            name = self.cleaned_data.get(f"column-{index}", "")
            if name in chosen:
                self.add_error(
                    f"column-{index}",
                    _("Column %(n)d is that already: choose one.") % {"n": chosen[name] + 1},
                )
            elif name:
                chosen[name] = index
        if not self.errors and not ("text" in chosen and {"term", "executors"} & chosen.keys()):
            self.add_error(None, _("Say at least where the activity stands, and the term or the executors."))
        self.columns = chosen


class ColumnsPage(RevisePage):
    """Read the table of a file that stands beside the plan, with the columns that a person names."""

    template = "governance/form.html"
    move = "import_file"
    title = gettext_lazy("Which column is which?")
    lead = gettext_lazy(
        "The columns of this file have other names than those of most plans. Below each stands what is in it."
    )
    submit = gettext_lazy("Read the plan")

    form: ColumnsForm

    def prepare(self) -> None:
        super().prepare()
        self.file = Attachment.objects.filter(document_id=self.document.pk, pk=self.part["file"]).first()
        if self.file is None:
            raise Http404
        try:
            with stored(self.file) as file:
                self.content = file.read()
            read_plan(self.content, self.file.name)
            # Nothing is unknown in it: read as it is, it needs no page.
            raise Http404
        except UnknownColumns as unknown:
            self.unknown = unknown
        except (Refused, NotStored) as refusal:
            raise Http404 from refusal

    def get_form_class(self) -> type[SeenForm]:
        return ColumnsForm

    def get_form_options(self) -> Facts:
        return {"lines": self.unknown.lines}

    def get_initial(self) -> Facts:
        return {}

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        assert self.file is not None  # the page would have ended with 404
        mapping = ColumnMapping(self.unknown.line, self.form.columns, self.form.cleaned_data["is_heading"])
        try:
            self.read = read_plan(
                self.content, self.file.name, known=self.document.known_executors, mapping=mapping
            )
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return False
        return True

    def moves(self) -> list[tuple[str, Facts]]:
        assert self.file is not None  # as above
        return [(self.move, {"draft": self.read, "name": self.file.name, "data": self.content})]

    def saved(self, paper: Document) -> HttpResponse:
        tell_rows(self.request, paper)
        return super().saved(paper)

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(self.document.kind_label, self.get_cancel())]

    def get_lead(self) -> Words:
        assert self.file is not None  # as above
        return f"{self.file.name}. {self.lead}"


def waiting_file(plan: Document) -> Attachment | None:
    """The file beside a plan that was kept last: the one whose columns are asked for."""
    return Attachment.objects.filter(document_id=plan.pk).order_by("-pk").first()


def to_columns(plan: Document, file: Attachment) -> HttpResponse:
    return redirect(reverse("plan_columns", args=[plan.pk, file.pk]))
