"""The parts of a paper's page behind its tabs, each with the few queries it needs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Case, F, JSONField, When
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import day, size
from governance.desk.papers.changes import compared
from governance.desk.papers.files import FileForm
from governance.desk.papers.sheet import sheet
from governance.documents.errors import Refused
from governance.documents.record.attached import Attachment, Remark, Version
from governance.documents.record.document import Document
from governance.documents.record.history import history_entries
from governance.documents.record.perform import perform

Part = Callable[[SignedInRequest, Document], dict[str, Any]]


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your remark"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    place = forms.CharField(
        label=gettext_lazy("Where in the text"),
        help_text=gettext_lazy("For example: section 2, row 5. May be left empty."),
        max_length=200,
        required=False,
    )


def text(request: SignedInRequest, document: Document) -> dict[str, Any]:
    return {"sheet": sheet(document)}


def remarks(request: SignedInRequest, document: Document) -> dict[str, Any]:
    found = Remark.objects.filter(document_id=document.pk).select_related("author").order_by("-made_at")
    return {
        "remarks": [
            {
                "name": remark.author.name if remark.author else "",
                "initials": remark.author.initials if remark.author else "",
                "at": remark.made_at,
                "text": remark.text,
                "place": remark.place,
                "role": _("version %(n)d") % {"n": remark.version} if remark.version else _("draft"),
            }
            for remark in found
        ],
        "remark_form": RemarkForm(),
        "part_action": reverse("paper_remark", args=[document.pk]),
    }


def versions(request: SignedInRequest, document: Document) -> dict[str, Any]:
    """The list of versions; with ?old=N&new=M the difference between two."""
    chosen = [request.GET.get(name, "") for name in ("old", "new")]
    pair = [int(number) for number in chosen if number.isdecimal()]
    found: list[Any] = list(
        Version.objects.filter(document_id=document.pk)
        .select_related("author")
        .defer("content")
        # Only the two that are compared bring their content along.
        .annotate(said=Case(When(number__in=pair, then=F("content")), output_field=JSONField()))
        .order_by("-number")
    )
    address = f"{reverse('paper', args=[document.pk])}?part=versions"
    context: dict[str, Any] = {
        "versions": [
            {
                "label": _("Version %(n)d of %(day)s")
                % {"n": version.number, "day": day(version.created_at.date())},
                "href": f"{address}&old={version.number}&new={found[0].number}",
                "note": version.author.name if version.author else "",
                "mark": version.sha256[:12],
                "compare": f"{address}&old={version.number - 1}&new={version.number}"
                if version.number > 1
                else "",
            }
            for version in found
        ],
        "numbers": [version.number for version in found] if len(found) > 1 else [],
    }
    if len(pair) == 2:
        known = {version.number: version for version in found}
        if not known.keys() >= {*pair}:
            raise Http404
        old, new = (known[number] for number in pair)
        context["changes"] = compared(document, old.said, new.said)
        context["compared"] = {"old": old, "new": new}
    return context


def files(request: SignedInRequest, document: Document) -> dict[str, Any]:
    found = Attachment.objects.filter(document_id=document.pk).select_related("added_by")
    return {
        "files": [
            {
                "name": file.name,
                "href": reverse("paper_file", args=[document.pk, file.pk]),
                "note": ", ".join(
                    filter(
                        None,
                        [
                            size(file.size),
                            file.added_by.name if file.added_by else "",
                            day(file.added_at.date()),
                        ],
                    )
                ),
            }
            for file in found
        ],
        "file_form": FileForm(),
        "part_action": reverse("paper_attach", args=[document.pk]),
    }


def history(request: SignedInRequest, document: Document) -> dict[str, Any]:
    return {
        "events": [
            {
                "at": entry.event.at,
                "what": entry.done,
                "change": entry.state,
                "who": entry.who,
                "capacity": entry.capacity,
                "basis": entry.event.basis if entry.event.actor else "",
                "reason": entry.reason,
                "mark": entry.event.hash[:12],
            }
            for entry in history_entries(document)
        ]
    }


PARTS: dict[str, Part] = {
    "text": text,
    "remarks": remarks,
    "versions": versions,
    "files": files,
    "history": history,
}


def card(document: Document) -> list[dict[str, Any]]:
    """The registration card."""
    facts = [
        {"name": _("Kind"), "value": document.kind_label},
        {"name": _("Unit"), "value": document.unit},
        {
            "name": _("Number"),
            "value": document.number or (_("given at signing") if document.numbered else ""),
        },
        {"name": _("Date"), "value": day(document.registered_on)},
        {"name": _("Check code"), "value": document.spelt_code},
        {"name": _("Kept"), "value": document.retention},
    ]
    version = document.present_version
    if version is not None:
        facts.append({"name": _("Imprint of the version"), "value": version.sha256[:16]})
    return [fact for fact in facts if fact["value"]]


@require_POST
@of_paper()
def paper_remark(request: SignedInRequest, document: Document) -> HttpResponse:
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            perform(document, "remark", by=request.user, **form.cleaned_data)
            messages.success(request, _("The remark has been added."))
            return redirect(f"{reverse('paper', args=[document.pk])}?part=remarks")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return again(request, document, "remarks", remark_form=form)


@require_POST
@of_paper()
def paper_attach(request: SignedInRequest, document: Document) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            perform(document, "attach", by=request.user, **form.facts())
            messages.success(request, _("The file has been attached."))
            return redirect(f"{reverse('paper', args=[document.pk])}?part=files")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return again(request, document, "files", file_form=form)


@of_paper()
def paper_file(request: SignedInRequest, document: Document, file: int) -> FileResponse:
    """A file of a paper, always as a download: nothing uploaded is shown inside our pages."""
    found = Attachment.objects.filter(document_id=document.pk, pk=file).first()
    if found is None:
        raise Http404
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type
    )


def again(request: SignedInRequest, document: Document, part: str, **forms_kept: Any) -> HttpResponse:
    """The page with a form that was refused, as it was typed."""
    from governance.desk.papers.page import show

    return show(request, document, part=part, refused=True, **forms_kept)
