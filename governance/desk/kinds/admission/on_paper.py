"""The secretary of the commission enters an application that came on paper, by the form that parents fill in."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.rights import may
from governance.desk.public.apply.page import FILLED_IN, closed, filled_in
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.roles.rights import Right


@of_paper("campaign", "unit", "district", "commission")
def application_new(request: SignedInRequest, document: Campaign) -> HttpResponse:
    """Enter an application, with the consent signed on paper."""
    if not may(request, Right.REGISTER_APPLICATION, document.commission_id or 0):
        raise Http404
    if not document.takes_applications:
        return closed(request, document)
    return filled_in(request, document, by=request.user)


@of_paper("application", "campaign__unit", "campaign__district", "applicant__school")
def application_fill(request: SignedInRequest, document: Application) -> HttpResponse:
    """Continue a draft, or enter what the parents brought later."""
    if not may(request, Right.REGISTER_APPLICATION, document.unit_id):
        raise Http404
    if document.state not in FILLED_IN:
        return redirect("paper", pk=document.pk)
    return filled_in(request, document.campaign, document, by=request.user)
