"""Erasing the personal data of an admission when its term of keeping has ended (docs/domain.md, "Personal data").

Decisions, points, codes and counts stay. So does the record, which holds hashes of texts and not the texts.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from governance import clock
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import Consent
from governance.documents.record.document import Document
from governance.documents.record.perform import perform


def erase_ended() -> list[Document]:
    """Erase what was to be kept until yesterday at the latest. Returns the papers that were erased.

    These are applications with their appeals, forms that were never submitted, and consents.
    """
    erased: list[Document] = []
    for application in Application.objects.filter(_application_is_over(), erased_at=None).order_by("pk"):
        with transaction.atomic():
            # First the appeals: their term is that of the application, which has none once it is erased.
            papers = [*Appeal.objects.filter(application=application, erased_at=None), application]
            erased += [perform(paper, "erase", basis=application.campaign) for paper in papers]
    for consent in Consent.objects.filter(_consent_is_over(), erased_at=None).order_by("pk"):
        erased.append(perform(consent, "erase", basis=consent.application.campaign))
    return erased


def _application_is_over() -> Q:
    """`Application.keep_until` is over, as a condition for the database."""
    today = clock.today()
    submitted = Q(campaign__closed_on__lt=today - timedelta(days=settings.ADMISSION_RETENTION_DAYS))
    forgotten = Q(campaign__intake_until__lt=today - timedelta(days=settings.ADMISSION_DRAFT_DAYS))
    draft = Q(state=Application.State.DRAFT)
    return draft & forgotten | ~draft & submitted


def _consent_is_over() -> Q:
    """`Consent.keep_until` is over, as a condition for the database."""
    last = clock.today() - timedelta(days=settings.ADMISSION_CONSENT_DAYS)
    return Q(withdrawn_at=None, application__campaign__closed_on__lt=last) | Q(withdrawn_at__date__lt=last)
