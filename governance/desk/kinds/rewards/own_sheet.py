"""The teacher's own sheet: lines with criterion, value, what confirms it and a file; saved half done, handed in.

A file that was sent stays enclosed even if the page comes back with something to correct: browsers forget a choice.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import WholeField, text_field
from governance.desk.base.format import day
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.rewards.lines import as_typed
from governance.desk.kinds.rewards.section import NominationPage
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.approval.claimed_value import LONGEST_NOTE, typed_value
from governance.documents.errors import NotLegal, Refused, Stale
from governance.documents.kinds.rewards.card import LONGEST_TEXT
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet, how
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

    def __init__(
        self, *args: Any, sheet: CriteriaSheet, enclosed: Mapping[str, Attachment], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        said = [(one.code, f"{one.name} — {how(one)}") for one in sheet.criteria]
        self.fields["code"].choices = [("", _("choose")), *said]  # type: ignore[attr-defined]
        if enclosed:
            files = [(key, file.name) for key, file in enclosed.items()]
            self.fields["proof"].choices = [("", _("none")), *files]  # type: ignore[attr-defined]
        else:
            del self.fields["proof"]

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("code") and given.get("value"):
            try:
                typed_value(self.sheet, given["code"], given["value"])
            except NotLegal as refusal:
                self.add_error("value", str(refusal))
        if not (given.get("note") or given.get("proof") or "note" in self.errors):
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


def enclose(
    request: SignedInRequest, document: Nomination, data: QueryDict
) -> tuple[Nomination, QueryDict, dict[str, str]]:
    """Enclose the files that came with the lines, each once; the lines then name them. Raises Stale.

    Returns the paper as it is then, what was typed with the files named in it, and why other files were refused.
    """
    typed, refused = data.copy(), {}
    known = {file.sha256: file for file in document.attachments.all()}
    said = str(data.get("seen", ""))
    seen = int(said) if said.isdecimal() else None
    for name, upload in request.FILES.items():
        stem, _dash, part = name.rpartition("-")
        if part != "file" or not stem.startswith("line-") or isinstance(upload, list):
            continue
        try:
            check_size(upload.size or 0)
            content = upload.read()
            media_type_of(upload.name or "", content)
            digest = hashlib.sha256(content).hexdigest()
            if digest not in known:
                document = perform(
                    document, "enclose", by=request.user, seen=seen, name=upload.name, data=content
                )
                seen = document.revision
                known[digest] = Attachment.objects.get(document_id=document.pk, sha256=digest)
        except Stale:
            raise
        except (Refused, ValidationError) as refusal:
            refused[name] = f"{upload.name}: {refusal}"
            continue
        typed[f"{stem}-proof"] = str(known[digest].pk)
        typed["seen"] = str(document.revision)
    return document, typed, refused


class SheetPage(NominationPage):
    """The sheet: saved, or saved and handed in. `refused`: why a file was not taken, by the name of its field."""

    form_class = AboutForm
    template = "governance/rewards/sheet.html"
    shows = ("document", "words")
    title = gettext_lazy("My sheet")
    label = gettext_lazy("Fill in the sheet")
    read_as = gettext_lazy("form of the sheet")
    move = "fill"
    address, name = "papers/<int:pk>/my-sheet/", "nomination_fill"

    def prepare(self) -> None:
        self.refused: Mapping[str, str] = {}
        self.stale = ""
        if self.data is not None and self.request.FILES:
            try:
                self.document, self.data, self.refused = enclose(self.request, self.document, self.data)
            except Stale as refusal:
                self.stale = str(refusal)
        self.enclosed = {str(file.pk): file for file in self.document.attachments.order_by("pk")}
        self.lines = RowsEditor(
            "line",
            MeritForm,
            [as_typed(line) for line in self.document.lines],
            self.data,
            blank=BLANK_LINES,
            most=MOST_LINES,
            saved_by=("save", "stay", HAND_IN),
            sheet=self.document.reward_period.system.sheet,
            enclosed=self.enclosed,
        )
        self.editors = [self.lines]

    def get_form(self) -> SeenForm:
        form = super().get_form()
        if self.stale:
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

    @property
    def hands_in(self) -> bool:
        return self.data is not None and self.data.get("do") == HAND_IN

    def facts(self) -> Facts:
        merits = [
            {
                "code": line["code"],
                "value": line["value"],
                "note": line["note"],
                "proof": self.enclosed.get(line.get("proof", "")),
            }
            for line in self.lines.given
        ]
        return super().facts() | {"merits": merits}

    def moves(self) -> list[tuple[str, Facts]]:
        hand_in: list[tuple[str, Facts]] = [(HAND_IN, {})] if self.hands_in else []
        return [*super().moves(), *hand_in]

    def get_said(self) -> str:
        return (
            _("The sheet is handed in.")
            if self.hands_in
            else _("The sheet is saved; it is not handed in yet.")
        )

    def get_lead(self) -> str:
        period = self.document.reward_period
        return _("%(period)s. Sheets are taken until %(day)s.") % {
            "period": period.title,
            "day": day(period.sheets_until),
        }

    def get_paper_label(self) -> str:
        return self.document.reward_period.title

    @property
    def words(self) -> CriteriaDescription:
        """What counts, and for how many points."""
        return describe_sheet(self.document.reward_period.system.sheet, [])
