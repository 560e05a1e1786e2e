"""The teacher's own sheet: lines with criterion, value, what confirms it and a file; saved half done, handed in.

A file that was sent stays enclosed even if the page comes back with something to correct: browsers forget a choice.
"""

import hashlib
from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import WholeField, choose_from, text_field
from governance.desk.base.format import day
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.rewards.section import NominationPage
from governance.desk.papers.forms import Facts, SeenForm, revision_of
from governance.documents.approval.claimed_value import LONGEST_NOTE, typed_value
from governance.documents.errors import NotLegal, Refused, Stale
from governance.documents.kinds.rewards.card import LONGEST_TEXT
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet, how, number
from governance.documents.record.attached import Attachment
from governance.documents.record.perform import perform
from governance.documents.record.uploads import check_size, media_type_of

MOST_LINES = 60
BLANK_LINES = 3
HAND_IN = "hand_in"


class MeritForm(forms.Form):
    """One line of the sheet."""

    code = forms.ChoiceField(
        label=gettext_lazy("Criterion"),
        error_messages={
            "required": gettext_lazy("Choose the criterion."),
            "invalid_choice": gettext_lazy("There is no such criterion: choose one from the list."),
        },
    )
    value = forms.CharField(
        label=gettext_lazy("Value"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the number.")},
        max_length=20,
    )
    note = text_field(
        gettext_lazy("What confirms it"),
        LONGEST_NOTE,
        lines=2,
        required=False,
        help_text=gettext_lazy("Name, number, date."),
    )
    proof = forms.ChoiceField(label=gettext_lazy("Enclosed file"), required=False)
    file = forms.FileField(label=gettext_lazy("New file"), required=False)

    def offer(self, sheet: CriteriaSheet, enclosed: Mapping[str, Attachment]) -> None:
        """What can be chosen: a criterion, and a file that is enclosed already."""
        self.sheet = sheet
        criteria = [(criterion.code, f"{criterion.name} — {how(criterion)}") for criterion in sheet.criteria]
        choose_from(self, "code", [("", _("choose")), *criteria])
        choose_from(self, "proof", [("", _("none")), *((key, file.name) for key, file in enclosed.items())])
        if not enclosed:
            del self.fields["proof"]

    def clean(self) -> None:
        typed = self.cleaned_data
        if typed.get("code") and typed.get("value"):
            try:
                typed_value(self.sheet, typed["code"], typed["value"])
            except NotLegal as refusal:
                self.add_error("value", str(refusal))
        if not (typed.get("note") or typed.get("proof") or "note" in self.errors):
            self.add_error("note", _("Say what confirms it, or enclose a file."))


class AboutForm(SeenForm):
    """What a teacher says of themselves besides the lines."""

    merit_summary = text_field(
        gettext_lazy("Merits, in words"),
        LONGEST_TEXT,
        lines=4,
        required=False,
        help_text=gettext_lazy("What the lines do not say; may be left empty."),
    )
    experience = WholeField(
        label=gettext_lazy("Years of experience"),
        required=False,
        min_value=0,
        max_value=70,
        said=gettext_lazy("Give the years of experience as a whole number."),
    )
    category = text_field(gettext_lazy("Qualification category"), 100, required=False)


class SheetPage(NominationPage):
    """The sheet: saved, or saved and handed in. `refused`: why a file was not taken, by the name of its field."""

    form_class = AboutForm
    template = "governance/rewards/sheet.html"
    shows = ("document", "words")
    title = gettext_lazy("My sheet")
    label = gettext_lazy("Fill in the sheet")
    read_as = gettext_lazy("form of the sheet")
    said = gettext_lazy("The sheet is handed in.")
    unfinished = gettext_lazy("The sheet is saved; it is not handed in yet.")
    move, then = "fill", HAND_IN
    address, name = "papers/<key:pk>/my-sheet/", "nomination_fill"

    def prepare(self) -> None:
        self.refused: dict[str, str] = {}
        self.stale = ""
        if self.data is not None and self.request.FILES:
            try:
                self.data = self.with_enclosed(self.data)
            except Stale as refusal:
                self.stale = str(refusal)
        self.enclosed = {str(file.pk): file for file in self.document.attachments.order_by("pk")}
        self.lines = RowsEditor(
            "line",
            MeritForm,
            [self.as_typed(line) for line in self.document.lines],
            self.data,
            blank=BLANK_LINES,
            most=MOST_LINES,
            saved_by=("save", "stay", HAND_IN),
        )
        for row in self.lines.rows:
            row.offer(self.document.reward_period.system.sheet, self.enclosed)
        self.editors = [self.lines]

    def with_enclosed(self, data: QueryDict) -> QueryDict:
        """Enclose the files that came with the lines, each once; returns what was typed with the files named in it."""
        typed, seen = data.copy(), str(data.get("seen", ""))
        enclosed = {file.sha256: file.pk for file in self.document.attachments.all()}
        for name, upload in self.request.FILES.items():
            line, _dash, part = name.rpartition("-")
            if part != "file" or not line.startswith("line-") or isinstance(upload, list):
                continue
            try:
                check_size(upload.size or 0)
                content = upload.read()
                media_type_of(upload.name or "", content)
                digest = hashlib.sha256(content).hexdigest()
                if digest not in enclosed:
                    self.document = perform(
                        self.document,
                        "enclose",
                        by=self.request.user,
                        seen=revision_of(seen),
                        name=upload.name,
                        data=content,
                    )
                    seen = str(self.document.revision)
                    enclosed[digest] = self.document.attachments.get(sha256=digest).pk
            except Stale:
                raise
            except Refused as refusal:
                self.refused[name] = f"{upload.name}: {refusal}"
            else:
                typed[f"{line}-proof"] = str(enclosed[digest])
                typed["seen"] = str(self.document.revision)
        return typed

    @staticmethod
    def as_typed(line: Merit) -> dict[str, str]:
        """A stored line as the fields show it."""
        return {
            "code": line.code,
            "value": number(line.value),
            "note": line.note,
            "proof": str(line.proof_id or ""),
        }

    def get_form(self) -> SeenForm:
        form = super().get_form()
        if self.stale and form.is_bound:
            form.add_error(None, self.stale)
            form.see(self.document.revision)
        return form

    def is_valid(self) -> bool:
        fits = super().is_valid()
        for form in self.lines.rows:
            sentence = self.refused.get(form.add_prefix("file"))
            if sentence and form in self.lines.begun:
                form.add_error("file", sentence)
            elif sentence:
                self.form.add_error(None, sentence)
        return fits and not self.refused

    def facts(self) -> Facts:
        merits = [line | {"proof": self.enclosed.get(line.get("proof", ""))} for line in self.lines.given]
        return super().facts() | {"merits": merits}

    def get_lead(self) -> str:
        period = self.document.reward_period
        words = {"period": period.title, "day": day(period.sheets_until)}
        return _("%(period)s. Sheets are taken until %(day)s.") % words

    def get_paper_label(self) -> str:
        return self.document.reward_period.title

    @property
    def words(self) -> CriteriaDescription:
        """What counts, and for how many points."""
        return describe_sheet(self.document.reward_period.system.sheet, [])
