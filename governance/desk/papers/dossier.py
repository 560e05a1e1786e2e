"""Downloading the dossier of a paper, for whoever may see the paper."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.documents.dossier import file_name, write_dossier
from governance.documents.printing.pdf import PrintingStopped
from governance.documents.record.document import Document


@of_paper()
def paper_dossier(request: SignedInRequest, document: Document) -> HttpResponse:
    try:
        data = write_dossier(document, reader=request.user)
    except PrintingStopped as error:
        messages.error(request, _("There is no dossier of this paper now. %(why)s") % {"why": error})
        return redirect("paper", pk=document.pk)
    except OSError:
        messages.error(
            request, _("An attached file cannot be read, so there is no dossier: tell the administrator.")
        )
        return redirect("paper", pk=document.pk)
    # The name in Latin letters is for programs that do not understand the other one.
    latin = slugify(f"{document.kind} {document.number}") or document.kind
    named = f"attachment; filename=\"{latin}.zip\"; filename*=UTF-8''{quote(file_name(document))}"
    return HttpResponse(data, content_type="application/zip", headers={"Content-Disposition": named})
