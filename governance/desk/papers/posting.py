"""Adding a remark or a file to a paper, and downloading its files."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.papers.files import FileForm, download
from governance.desk.papers.forms import Facts
from governance.desk.papers.page import show
from governance.desk.papers.parts import Files, Part, RemarkForm, Remarks
from governance.documents.errors import Refused
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.perform import perform


@require_POST
@of_paper()
def paper_remark(request: SignedInRequest, document: Document) -> HttpResponse:
    form = RemarkForm(request.POST)
    facts = dict(form.cleaned_data) if form.is_valid() else None
    return posted(request, document, "remark", Remarks, form, facts, _("The remark has been added."))


@require_POST
@of_paper()
def paper_attach(request: SignedInRequest, document: Document) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    facts = form.facts() if form.is_valid() else None
    return posted(request, document, "attach", Files, form, facts, _("The file has been attached."))


def posted(
    request: SignedInRequest,
    document: Document,
    move: str,
    part: type[Part],
    form: forms.Form,
    facts: Facts | None,
    said: str,
) -> HttpResponse:
    """Make the move and return to its part of the page; after a refusal show the page with the form."""
    if facts is not None:
        try:
            perform(document, move, by=request.user, **facts)
            messages.success(request, said)
            return redirect(f"{reverse('paper', args=[document.pk])}?part={part.name}")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return show(request, document, refused=part(request, document, form))


@of_paper()
def paper_file(request: SignedInRequest, document: Document, file: int) -> FileResponse:
    found = Attachment.objects.filter(document_id=document.pk, pk=file).first()
    if found is None:
        raise Http404
    return download(found)
