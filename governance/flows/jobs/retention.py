"""Erasing the personal data of admissions and questions after their last day (docs/domain.md, "Personal data").

That day was set when the data was taken in; whether the admission was ever closed does not matter. Decisions, points,
codes and counts stay. So does the record, which holds hashes of texts and not the texts.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from governance import clock
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.consent import Consent
from governance.documents.kinds.admission.erasure_notice import BEGUN, day_before_notice
from governance.documents.kinds.inquiry.inquiry import Inquiry
from governance.documents.kinds.preprofile.bank import BankEntry
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.flows.jobs.job import job


def papers_of(campaign: Campaign) -> list[Any]:
    """The papers of an admission that hold personal data, as queries."""
    return [
        Appeal.objects.filter(application__campaign=campaign),
        Application.objects.filter(campaign=campaign),
        Consent.objects.filter(application__campaign=campaign),
    ]


def kept_long_enough() -> Iterator[Document]:
    """What was to be kept until yesterday at the latest: appeals, applications, forms never submitted, consents."""
    over = {"kept_until__lt": clock.today(), "erased_at": None}
    yield from Appeal.objects.filter(**over).order_by("pk")
    yield from Application.objects.filter(**over).order_by("pk")
    yield from Consent.objects.filter(**over).order_by("pk")
    yield from Inquiry.objects.filter(**over).order_by("pk")


@job(_("Papers whose personal data were erased"), kept_long_enough)
def erase_ended(paper: Any) -> Document:
    """Erase the personal data of a paper; what nobody has decided on ends with it."""
    if isinstance(paper, Inquiry):
        return perform(paper, "erase", basis=paper)
    application: Application = paper if isinstance(paper, Application) else paper.application
    with transaction.atomic():
        if hasattr(paper, "run_out") and can_proceed(paper.run_out):
            paper = perform(paper, "run_out", basis=paper)
        erased: Document = perform(paper, "erase", basis=application.campaign)
        return erased


def bank_over() -> Iterable[BankEntry]:
    return BankEntry.objects.filter(kept_until__lt=clock.today(), erased_at=None).order_by("pk")


@job(_("Pupils erased from the bank of 9th-graders"), bank_over)
def erase_from_bank(entry: BankEntry) -> Document:
    """After the last day that the consent names, or in the morning after it was taken back."""
    with transaction.atomic():
        if can_proceed(entry.run_out):
            entry = perform(entry, "run_out", basis=entry)
        return perform(entry, "erase", basis=entry)


def announced_and_over() -> Iterable[Campaign]:
    return Campaign.objects.filter(erasure_on__lt=clock.today()).order_by("pk")


@job(_("Admissions told that personal data were erased"), announced_and_over)
def report_erasures(campaign: Campaign) -> Document | None:
    """Say in the admission's history how many papers were erased, once all are; the task to finish ends with it."""
    papers = papers_of(campaign)
    if any(each.filter(kept_until__lt=clock.today(), erased_at=None).exists() for each in papers):
        return None
    erased = sum(each.filter(erased_at__date__gt=campaign.erasure_on).count() for each in papers)
    return perform(campaign, "report_erasure", basis=campaign, erased=erased)


def to_be_told() -> Iterator[Campaign]:
    for campaign in Campaign.objects.filter(state__in=BEGUN).order_by("pk"):
        last = day_before_notice(campaign)
        if last is not None and last < clock.today():
            yield campaign


@job(_("Admissions told that personal data will be erased"), to_be_told)
def announce_erasures(campaign: Campaign) -> Document:
    """Tell the school, ADMISSION_ERASURE_NOTICE_DAYS before, that data is erased."""
    return perform(campaign, "announce_erasure", basis=campaign)
