"""The teacher's own sheet: lines with criterion, value, what confirms it and a file; saved half done, handed in.

A file that was sent stays enclosed even if the page comes back with something to correct: browsers forget a choice.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.base.format import day
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.rewards.lines import as_typed
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt_all, work_page
from governance.documents.approval.claimed_value import LONGEST_NOTE, typed_value
from governance.documents.errors import NotLegal, Refused, Stale
from governance.documents.kinds.rewards.card import LONGEST_TEXT
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.criteria.description import describe_sheet, how
from governance.documents.record.attached import Attachment
from governance.documents.record.perform import perform
from governance.documents.record.uploads import check_size, media_type_of

MOST_LINES = 60
BLANK_LINES = 3
HAND_IN = "hand_in"


class LineForm(forms.Form):
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

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("code") and given.get("value"):
            try:
                typed_value(self.sheet, given["code"], given["value"])
            except NotLegal as refusal:
                self.add_error("value", str(refusal))
        if not (given.get("note") or given.get("proof") or "note" in self.errors):
            self.add_error("note", _("Say what confirms it, or enclose a file."))
        return given


class AboutForm(SeenForm):
    """What a teacher says of themselves besides the lines."""

    merit_summary = text_field(
        gettext_lazy("Merits, in words"),
        LONGEST_TEXT,
        lines=4,
        required=False,
        help_text=gettext_lazy("What the lines do not say; may be left empty."),
    )
    experience = forms.IntegerField(
        label=gettext_lazy("Years of experience"),
        required=False,
        min_value=0,
        max_value=70,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            gettext_lazy("Give the years of experience as a whole number."),
        ),
    )
    category = text_field(gettext_lazy("Qualification category"), 100, required=False)


ABOUT = ("merit_summary", "experience", "category")


class SheetPage:
    """The sheet as it stands or as it was typed. `refused`: why a file was not taken, by the name of its field."""

    def __init__(
        self, document: Nomination, data: QueryDict | None, refused: Mapping[str, str] | None = None
    ) -> None:
        self.enclosed = {str(file.pk): file for file in document.attachments.order_by("pk")}

        self.lines = RowsEditor(
            "line",
            LineForm,
            [as_typed(line) for line in document.lines],
            data,
            blank=BLANK_LINES,
            most=MOST_LINES,
            saved_by=("save", "stay", HAND_IN),
            sheet=document.reward_period.system.sheet,
            enclosed=self.enclosed,
        )
        self.pressed = self.lines.pressed
        standing = {"seen": document.revision, **{name: getattr(document, name) for name in ABOUT}}
        initial = data.dict() if data is not None and self.pressed else standing
        self.form = AboutForm(None if self.pressed else data, initial=initial)
        self.refused = dict(refused or {})

    def is_valid(self) -> bool:
        fits = all([self.form.is_valid(), self.lines.is_valid()])  # each is asked, so that each is marked
        for form in self.lines.rows:
            sentence = self.refused.get(form.add_prefix("file"))
            if sentence and form in self.lines.begun:
                form.add_error("file", sentence)
            elif sentence:
                self.form.add_error(None, sentence)
        return fits and not self.refused

    def facts(self) -> dict[str, Any]:
        merits = [
            {
                "code": line["code"],
                "value": line["value"],
                "note": line["note"],
                "proof": self.enclosed.get(line.get("proof", "")),
            }
            for line in self.lines.given
        ]
        return {"merits": merits, **{name: self.form.cleaned_data[name] for name in ABOUT}}


def enclose(
    request: SignedInRequest, document: Any, data: QueryDict
) -> tuple[Any, QueryDict, dict[str, str]]:
    """Enclose the files that came with the lines, each once; the lines then name them. Raises Stale.

    Returns the paper afresh, what was typed with the files named in it, and why others were not taken.
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


@work_page("nomination", "fill", "reward_period__system", "teacher")
def nomination_fill(request: SignedInRequest, document: Any) -> HttpResponse:
    """Save, or save and hand in; refused, the page comes back with all that was typed and the files enclosed."""
    data: QueryDict | None = request.POST if request.method == "POST" else None
    refused: dict[str, str] = {}
    stale = ""
    if data is not None and request.FILES:
        try:
            document, data, refused = enclose(request, document, data)
        except Stale as refusal:
            stale = str(refusal)
    page = SheetPage(document, data, refused)
    if data is not None and not page.pressed and page.is_valid() and not stale:
        hands_in = data.get("do") == HAND_IN
        moves: list[tuple[str, dict[str, Any]]] = [("fill", page.facts())]
        if hands_in:
            moves.append((HAND_IN, {}))
        if attempt_all(request, document, page.form, moves):
            said = (
                _("The sheet is handed in.")
                if hands_in
                else _("The sheet is saved; it is not handed in yet.")
            )
            messages.success(request, said)
            return redirect("nomination_fill" if data.get("do") == "stay" else "paper", pk=document.pk)
    if stale:
        page.form.add_error(None, stale)
        page.form.see(document.revision)
    elif data is not None and not page.pressed and not page.form.errors:
        page.form.add_error(None, _("Nothing has been saved yet: correct what is marked."))
    period = document.reward_period
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": reverse("rewards")},
            {"label": period.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("My sheet"),
        "lead": _("%(period)s. Sheets are taken until %(day)s.")
        % {"period": period.title, "day": day(period.sheets_until)},
        "document": document,
        "form": page.form,
        "page": page,
        "words": describe_sheet(period.system.sheet, []),
        "cancel": reverse("paper", args=[document.pk]),
    }
    status = 422 if data is not None and not page.pressed else 200
    return render(request, "governance/rewards/sheet.html", context, status=status)
