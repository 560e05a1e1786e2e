"""The secretary of the commission enters an application that came on paper, by the same form."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.papers.undeclared import PAGES, OwnPage
from governance.desk.public.apply.page import FILLED_IN, closed, filled_in
from governance.roles.rights import Right

PAGES["application", "revise"] = OwnPage("application_fill", gettext_lazy("Correct the form"))


def check_registers(request: SignedInRequest, unit_id: int | None) -> None:
    """Raise Http404 for whoever does not register applications at this unit."""
    if (Right.REGISTER_APPLICATION.value, unit_id) not in request.pairs:
        raise Http404


@of_paper("campaign", "unit", "district", "commission")
def application_new(request: SignedInRequest, document: Any) -> HttpResponse:
    """Enter an application, with the consent signed on paper."""
    check_registers(request, document.commission_id)
    if not document.takes_applications:
        return closed(request, document)
    return filled_in(request, document, by=request.user)


@of_paper("application", "campaign__unit", "campaign__district", "applicant__school")
def application_fill(request: SignedInRequest, document: Any) -> HttpResponse:
    """Continue a draft, or enter what the parents brought later."""
    check_registers(request, document.unit_id)
    if document.state not in FILLED_IN:
        return redirect("paper", pk=document.pk)
    return filled_in(request, document.campaign, document, by=request.user)
