"""Calling voters by a push when a round opens or sheets are given out: after the commit, by a worker.

What is sent names the body and nobody: the question may be about a person, and stands on the page that the push opens.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from governance.documents.kinds.meeting.awaited_ballots import sheets_awaited, voters_awaited
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.letters.devices import PushDevice
from governance.letters.push import Outcome, call

# Minutes until the services that did not answer are tried again.
PAUSES = (1, 3, 10)
# Seconds that a push waits for a browser that is off: a round is over by then, a sheet is not.
ROUND_WAITS, SHEET_WAITS = 3600, 24 * 3600


@receiver(performed, sender=Meeting, dispatch_uid="governance.flows.processes.vote_calls")
def call_voters(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """If the word to the worker is lost, the bar on the page and the letters are not."""
    if event.move == "open_round":
        transaction.on_commit(partial(call_to_round.enqueue, event.facts["round"]), robust=True)
    elif event.move in ("announce", "send_sheet"):
        transaction.on_commit(partial(call_to_sheets.enqueue, document.pk), robust=True)


@task()
def call_to_round(key: int, attempt: int = 0, left: list[int] | None = None) -> None:
    """Call those whom an open round waits for now; `left`: the devices of a former attempt that were not reached."""
    voting = Round.objects.select_related("meeting__unit").filter(pk=key, state=Round.State.OPEN).first()
    if voting is None:
        return
    address = f"{reverse('meeting', args=[voting.meeting_id])}#current-title"
    devices = _devices(voters_awaited(voting), left)
    failed = [
        device.pk
        for device in devices
        if not _call(device, f"round-{key}", voting.meeting.unit.name, address, ROUND_WAITS)
    ]
    _try_again(call_to_round, key, attempt, failed)


@task()
def call_to_sheets(key: int, attempt: int = 0, left: list[int] | None = None) -> None:
    """Call those whose sheet of a meeting is still to be given, each to their own sheet."""
    meeting = Meeting.objects.select_related("unit").get(pk=key)
    sheets = sheets_awaited(meeting)
    failed = [
        device.pk
        for device in _devices(sheets, left)
        if not _call(
            device,
            f"sheet-{sheets[device.person_id]}",
            meeting.unit.name,
            f"{reverse('paper', args=[sheets[device.person_id]])}#decision",
            SHEET_WAITS,
        )
    ]
    _try_again(call_to_sheets, key, attempt, failed)


def _try_again(calling: Any, key: int, attempt: int, failed: list[int]) -> None:
    """After a pause, if the queue knows pauses; a call to a vote is worth little after the last one."""
    if failed and attempt < len(PAUSES) and calling.get_backend().supports_defer:
        later = timezone.now() + timedelta(minutes=PAUSES[attempt])
        calling.using(run_after=later).enqueue(key, attempt + 1, failed)


def _devices(people: Iterable[int], left: list[int] | None) -> list[PushDevice]:
    devices = PushDevice.objects.filter(person_id__in=list(people), person__is_active=True)
    return list(devices if left is None else devices.filter(pk__in=left))


def _call(device: PushDevice, topic: str, body: str, address: str, seconds: int) -> bool:
    """Whether there is nothing more to be done for this device; one that is gone is forgotten."""
    with translation.override(settings.LANGUAGE_CODE):
        message = {
            "title": _("Your vote is awaited"),
            "body": _("%(body)s: open the ballot") % {"body": body},
            "url": address,
            "tag": topic,
        }
    outcome = call(device, message, topic=topic, seconds=seconds)
    if outcome is Outcome.GONE:
        PushDevice.objects.filter(pk=device.pk).delete()
    return outcome is not Outcome.LATER
