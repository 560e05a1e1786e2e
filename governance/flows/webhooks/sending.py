"""What the worker does for webhooks: tell each of what has come since, again after growing pauses, and give up at last.

One message has the events of a stretch of the record, in their order, with ids and links and no personal data, and is
signed as Standard Webhooks ask (HMAC-SHA256 over id, moment and body). What was not taken is told again together with
what has come meanwhile; each event has an id by which a program knows it again.
"""

import base64
import hmac
import json
import logging
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import task

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.flows.webhooks.calling import NotCalled, post
from governance.flows.webhooks.models import Webhook
from governance.roles.may import appointments_and_rights

log = logging.getLogger(__name__)
# Minutes until the next attempt; after the last one, three days after the first, it is given up.
PAUSES = (1, 5, 15, 60, 180, 360, 720, 1440, 1440)
MOST = 50
# For so long another worker leaves one alone that is being told.
HELD = timedelta(minutes=2)
# Longer than a transaction takes.
SETTLED = timedelta(seconds=10)


@task()
def tell_due() -> None:
    for pk in due().values_list("pk", flat=True):
        tell(pk)


def due() -> Any:
    return Webhook.objects.filter(given_up_at=None, next_try__lte=timezone.now())


def look_after() -> None:
    """What the worker does every half minute: tell those to whom anything is to be told."""
    last = last_event()
    if due().filter(told_until__lt=last).exists():
        tell_due.enqueue()


def last_event() -> int:
    return settled().order_by("-pk").values_list("pk", flat=True).first() or 0


def settled() -> Any:
    """The events behind which none can come any more that has a smaller key and was not committed yet."""
    return Event.objects.filter(at__lte=timezone.now() - SETTLED)


def begin(webhook: Webhook) -> None:
    """Tell it of what comes from now on, anew after it was given up."""
    webhook.failures, webhook.given_up_at, webhook.next_try = 0, None, timezone.now()
    webhook.told_until = webhook.told_until or last_event()
    webhook.save()


def tell(pk: int) -> None:
    """Tell one of what has come since; several workers tell it once."""
    now = timezone.now()
    if not due().filter(pk=pk).update(next_try=now + HELD, tried_at=now):
        return
    webhook = Webhook.objects.select_related("person").get(pk=pk)
    until = last_event()
    events = events_for(webhook)
    if events:
        until = events[-1].pk if len(events) == MOST else max(until, events[-1].pk)
        if not _sent(webhook, events):
            return
    Webhook.objects.filter(pk=pk).update(told_until=until, failures=0, next_try=Now())


def events_for(webhook: Webhook) -> list[Event]:
    """What has come since on papers that its person may see now; nothing for whoever has left."""
    person = webhook.person
    appointments, pairs = appointments_and_rights(person)
    if not person.is_active or not appointments:
        return []
    rows = settled().filter(pk__gt=webhook.told_until).select_related("document").order_by("pk")
    if webhook.kind:
        rows = rows.filter(document__kind=webhook.kind)
    return list(Document.objects.seen_by(person, pairs).among(rows, "document_id")[:MOST])


def body_of(events: Sequence[Event]) -> bytes:
    told = [
        {
            "id": event.pk,
            "paper": event.document_id,
            "kind": event.document.kind,
            "move": event.move,
            "state": event.to_state,
            "at": event.at.isoformat(),
            "href": f"{settings.PUBLIC_ADDRESS}/api/v1/papers/{event.document_id}",
        }
        for event in events
    ]
    return json.dumps(
        {"type": "papers.events", "timestamp": told[-1]["at"], "data": {"events": told}}
    ).encode()


def signed(webhook: Webhook, message: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks."""
    signature = hmac.digest(webhook.secret, f"{message}.{at}.".encode() + body, sha256)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }


def _sent(webhook: Webhook, events: Sequence[Event]) -> bool:
    message, body = f"msg_{webhook.pk}_{events[0].pk}_{events[-1].pk}", body_of(events)
    headers = signed(webhook, message, int(timezone.now().timestamp()), body)
    try:
        status = post(webhook.url, body, headers)
    except NotCalled as refusal:
        log.warning("webhook %d was not told: %s", webhook.pk, refusal)
        status = 0
    row = Webhook.objects.filter(pk=webhook.pk)
    row.update(answered=status)
    if 200 <= status < 300:
        return True
    # Gone: the program says that it wants nothing any more.
    if status == 410 or webhook.failures >= len(PAUSES):
        row.update(given_up_at=timezone.now())
        return False
    pause = timedelta(minutes=PAUSES[webhook.failures])
    row.update(failures=webhook.failures + 1, next_try=timezone.now() + pause)
    return False
