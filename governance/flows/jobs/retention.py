"""Erasing the personal data of an admission when its term of keeping has ended (docs/domain.md, "Personal data").

Decisions, points, codes and counts stay. So does the record, which holds hashes of texts and not the texts.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import Consent
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.flows.jobs.job import job


def kept_long_enough() -> Iterable[Application | Consent]:
    """What was to be kept until yesterday at the latest: applications, also those never submitted, and consents."""
    yield from Application.objects.filter(_application_is_over(), erased_at=None).order_by("pk")
    yield from Consent.objects.filter(_consent_is_over(), erased_at=None).order_by("pk")


@job(_("Papers whose personal data were erased"), kept_long_enough)
def erase_ended(paper: Any) -> list[Document]:
    """Erase the personal data of an application with its appeals, or of a consent. Returns the papers."""
    if isinstance(paper, Application):
        with transaction.atomic():
            # First the appeals: their term is that of the application, which has none once it is erased.
            papers: list[Document] = [*Appeal.objects.filter(application=paper, erased_at=None), paper]
            return [perform(each, "erase", basis=paper.campaign) for each in papers]
    return [perform(paper, "erase", basis=paper.application.campaign)]


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
