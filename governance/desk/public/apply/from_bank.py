"""An application that fills itself from the bank of 9th-graders, by the private link that the family has.

The commission reads nothing of the bank: whoever holds the link carries data and proofs over, sees them in the form,
and sends what they want to send.
"""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from governance.desk.base.access import everyone
from governance.desk.base.visitor import guesses_keys, note_wrong_key, too_often
from governance.desk.papers.forms import Facts
from governance.desk.public.apply.claim_fields import Asked, check_value
from governance.desk.public.apply.fields import Upload
from governance.desk.public.apply.form import ApplicationForm
from governance.desk.public.apply.holder import no_such_link, private
from governance.desk.public.apply.page import closed, filled_in
from governance.desk.public.codes import normal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.preprofile.bank import BankEntry
from governance.documents.record.files import NotStored, stored
from governance.documents.record.private_link import paper_behind

SAME = (
    *("surname", "given", "patronymic", "birth_date", "address"),
    *("parent", "parent_address", "parent_document", "phone", "email"),
)


def entry_behind(request: HttpRequest, key: str) -> BankEntry | HttpResponse:
    """The entry that this key opens today, or the answer to whoever has a key that opens nothing."""
    if guesses_keys(request):
        return too_often(request)
    card = paper_behind(key)
    entry = (
        BankEntry.objects.filter(pk=card.pk, state=BankEntry.State.HELD, erased_at=None)
        .select_related("unit", "district")
        .first()
        if card is not None and card.kind == "bank_entry"
        else None
    )
    if entry is None:
        note_wrong_key(request)
        return no_such_link(request)
    return entry


@everyone
def family(request: HttpRequest, key: str) -> HttpResponse:
    """What the school keeps, and where the family can apply with it now."""
    entry = entry_behind(request, key)
    if isinstance(entry, HttpResponse):
        return private(entry)
    campaigns = Campaign.objects.filter(district_id=entry.district_id, state=Campaign.State.ANNOUNCED)
    taking = [campaign for campaign in campaigns.select_related("unit") if campaign.takes_applications]
    shown = {"entry": entry, "key": key, "campaigns": taking}
    return private(render(request, "governance/apply/family.html", shown))


@everyone
def family_apply(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """The form of application with what the bank has; the same page from there on."""
    entry = entry_behind(request, key)
    if isinstance(entry, HttpResponse):
        return private(entry)
    campaign = (
        Campaign.objects.filter(
            code=normal(code), state=Campaign.State.ANNOUNCED, district_id=entry.district_id
        )
        .select_related("unit", "district", "commission")
        .first()
    )
    if campaign is None:
        raise Http404
    if not campaign.takes_applications:
        return closed(request, campaign)
    known = initial_from(entry, campaign, ApplicationForm(campaign=campaign).asked)
    answer = filled_in(request, campaign, known=known, proofs=lambda form: list(proofs_from(entry, form)))
    return private(answer)


def initial_from(entry: BankEntry, campaign: Campaign, asked: list[Asked]) -> Facts:
    """The fields of the form, as the bank has them; a result that does not fit its criterion is left to the family."""
    known: Facts = {name: getattr(entry, name) for name in SAME}
    known["school"] = str(entry.unit_id)
    for question, row in matched(entry, asked):
        if not check_value(campaign, question, row["value"]):
            known[question.value] = bool(row["value"]) if question.ticked else row["value"]
            known[question.note] = row["event"]
    return known


def matched(entry: BankEntry, asked: list[Asked]) -> Iterator[tuple[Asked, Facts]]:
    """The first achievement that was entered for each criterion, by the title of that."""
    for question in asked:
        title = str(question.line["title"])
        row = next((row for row in entry.achievements if row["criterion"] == title), None)
        if row is not None:
            yield question, row


def proofs_from(entry: BankEntry, form: ApplicationForm) -> Iterator[Upload]:
    """The proofs of what is claimed, where the family sent no file of their own."""
    files = {file.pk: file for file in entry.attachments.filter(erased_at=None)}
    sent = {upload.code for upload in form.uploads}
    for question, row in matched(entry, form.asked):
        file = files.get(row.get("proof") or 0)
        if file is None or question.code in sent or not form.cleaned_data.get(question.value):
            continue
        try:
            with stored(file) as opened:
                yield Upload(file.name, opened.read(), question.code)
        except NotStored:
            continue
