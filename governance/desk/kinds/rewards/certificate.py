"""The certificate of a rewarded teacher as PDF, once the order is signed and if the measure has one."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.papers.sheet import pdf
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.print.certificate import certificate_data


def certificate_of(document: Nomination) -> str:
    """The address of the certificate of a nomination; empty while or because there is none."""
    if document.state != State.ORDERED:
        return ""
    certified = {measure.code for measure in document.reward_period.system.all_measures if measure.certified}
    return reverse("certificate", args=[document.pk]) if document.measure in certified else ""


@of_paper("nomination", "reward_period__system", "teacher", "employment__unit")
def certificate(request: SignedInRequest, document: Nomination) -> HttpResponse:
    if not certificate_of(document):
        raise Http404
    return pdf(request, "certificate", certificate_data(document), "certificate")
