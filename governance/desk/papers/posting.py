"""Adding a remark or a file to a paper, and downloading its files or its dossier, for whoever may see the paper."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, View, of_paper
from governance.desk.papers.files import download
from governance.desk.papers.page import show
from governance.desk.papers.parts import Files, Part, Remarks
from governance.documents.dossier import NotWhole, file_name, write_dossier
from governance.documents.errors import Refused
from governance.documents.printing.pdf import PrintingStopped
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.files import NotStored
from governance.documents.record.perform import perform


def adding(part: type[Part]) -> View:
    """The view that adds something to this part of a page; after a refusal it shows the page with the form."""

    @require_POST
    @of_paper()
    def add(request: SignedInRequest, document: Document) -> HttpResponse:
        form = part.form_class(request.POST, request.FILES)
        if form.is_valid():
            try:
                perform(document, part.move, by=request.user, **form.facts())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, str(part.said))
                return redirect(f"{reverse('paper', args=[document.pk])}?part={part.name}")
        return show(request, document, refused=part(request, document, form))

    return add


paper_remark, paper_attach = adding(Remarks), adding(Files)


@of_paper()
def paper_file(request: SignedInRequest, document: Document, file: int) -> HttpResponseBase:
    found = Attachment.objects.filter(document_id=document.pk, pk=file).first()
    if found is None or found.pk in document.files_hidden_from(request.user, request.pairs):
        raise Http404
    return download(request, found, back=f"{reverse('paper', args=[document.pk])}?part=files")


@of_paper()
def paper_dossier(request: SignedInRequest, document: Document) -> HttpResponse:
    if document.files_hidden_from(request.user, request.pairs):
        raise PermissionDenied(_("The dossier has files of this paper that you do not read."))
    try:
        data = write_dossier(document, reader=request.user)
    except (PrintingStopped, NotStored, NotWhole) as error:
        messages.error(request, _("There is no dossier of this paper now. %(why)s") % {"why": error})
        return redirect("paper", pk=document.pk)
    # The name in Latin letters is for programs that do not understand the other one.
    latin = slugify(f"{document.kind} {document.number}") or document.kind
    named = f"attachment; filename=\"{latin}.zip\"; filename*=UTF-8''{quote(file_name(document))}"
    return HttpResponse(data, content_type="application/zip", headers={"Content-Disposition": named})
