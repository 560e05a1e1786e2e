"""The parts of a paper's page behind its tabs, each with the few queries that it needs."""

from typing import ClassVar

from django import forms
from django.db.models import Case, F, JSONField, When
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.base.keys import keys_in
from governance.desk.papers.changes import compared
from governance.desk.papers.files import FileForm
from governance.desk.papers.forms import Facts
from governance.desk.papers.sheet import sheet
from governance.documents.record.attached import Attachment, Remark, Version
from governance.documents.record.document import Document
from governance.documents.record.history import history_entries
from governance.documents.seals.witness import held_events


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your remark"),
        help_text=gettext_lazy(
            "Whom you call by name after the sign @ is told: «@Ivanova I.I., please look»."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )
    place = forms.CharField(
        label=gettext_lazy("Where in the text"),
        help_text=gettext_lazy("For example: section 2, row 5. May be left empty."),
        max_length=200,
        required=False,
    )

    def facts(self) -> Facts:
        return dict(self.cleaned_data)


class Part:
    """One part of the page. To one with a `form_class` something can be added, by a `move`; then `said` is said."""

    name: ClassVar[str]
    form_class: ClassVar[type[RemarkForm | FileForm]]
    move: ClassVar[str]
    said: ClassVar[Words]

    def __init__(
        self, request: SignedInRequest, document: Document, form: RemarkForm | FileForm | None = None
    ) -> None:
        # The form is one that was refused.
        self.request, self.document, self.form = request, document, form

    def context(self) -> dict[str, object]:
        raise NotImplementedError


class Text(Part):
    name = "text"

    def context(self) -> dict[str, object]:
        return {"sheet": sheet(self.document)}


class Remarks(Part):
    name, move, form_class = "remarks", "remark", RemarkForm
    said = gettext_lazy("The remark has been added.")

    def context(self) -> dict[str, object]:
        made = Remark.objects.filter(document_id=self.document.pk).select_related("author")
        form = self.form or RemarkForm()
        form.fields["text"].widget.attrs |= {
            "data-mentions": reverse("paper_people", args=[self.document.pk]),
            "data-label": _("Who may see this paper"),
            "data-found": _("People found, choose by the arrows:"),
        }
        return {"remarks": made.order_by("-made_at"), "remark_form": form}


class Versions(Part):
    """The list of versions; with ?old=N&new=M the difference between two of them."""

    name = "versions"

    def context(self) -> dict[str, object]:
        pair = keys_in(self.request.GET.get(name, "") for name in ("old", "new"))
        # Only the two that are compared are read with their content.
        versions = list(
            Version.objects.filter(document_id=self.document.pk)
            .select_related("author")
            .defer("content")
            .annotate(said=Case(When(number__in=pair, then=F("content")), output_field=JSONField()))
            .order_by("-number")
        )
        context: dict[str, object] = {"versions": versions}
        if len(pair) == 2:
            by_number = {version.number: version for version in versions}
            if not by_number.keys() >= {*pair}:
                raise Http404
            old, new = (by_number[number] for number in pair)
            context["changes"] = compared(self.document, old.said, new.said)
            context["compared"] = {"old": old, "new": new}
        return context


class Files(Part):
    name, move, form_class = "files", "attach", FileForm
    said = gettext_lazy("The file has been attached.")

    def context(self) -> dict[str, object]:
        hidden = self.document.files_hidden_from(self.request.user, self.request.pairs)
        attached = Attachment.objects.filter(document_id=self.document.pk).exclude(pk__in=hidden)
        attached = attached.select_related("added_by")
        return {"files": attached, "file_form": self.form or FileForm()}


class History(Part):
    name = "history"

    def context(self) -> dict[str, object]:
        return {"entries": history_entries(self.document), "held": held_events(self.document)}


PARTS: dict[str, type[Part]] = {part.name: part for part in (Text, Remarks, Versions, Files, History)}
