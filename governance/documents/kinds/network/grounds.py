"""What the appointment of a network teacher rests on, in the words of an order."""

from governance.documents.kinds.network.agreement import WorkAgreement
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.consent import given_consent
from governance.documents.language.phrases import list_date, number_and_date


def grounds_of(candidacy: Candidacy) -> str:
    """«согласие от 12.09.2012, дополнительное соглашение от 13.09.2012 № 1-ТД к трудовому договору от … № …»."""
    grounds = []
    consent = given_consent(candidacy)
    if consent is not None and consent.given_on is not None:
        grounds.append(f"письменное согласие работника от {list_date(consent.given_on)}")
    in_force = WorkAgreement.objects.filter(candidacy=candidacy, state=WorkAgreement.State.IN_FORCE)
    if agreement := in_force.order_by("pk").last():
        contract = number_and_date(agreement.contract_number, agreement.contract_date)
        grounds.append(
            f"дополнительное соглашение {number_and_date(agreement.number, agreement.registered_on)} "
            f"к трудовому договору {contract}"
        )
    return ", ".join(grounds)
