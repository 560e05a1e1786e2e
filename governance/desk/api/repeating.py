"""A call that changes something: what it has read (`If-Match`), and that it is done once (`Idempotency-Key`).

The row of the key is written in the transaction of the act. A second call at the same time waits for the first one and
gets its answer; a refused one leaves no row, as it has changed nothing.
"""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from governance import clock
from governance.desk.api.door import ApiRequest
from governance.desk.api.problems import Problem
from governance.roles.api_token import RepeatedCall

LONGEST_KEY = 255
# What the interface gives as an ETag of a paper; whatever compresses an answer may have made it a weak one.
TAG = re.compile(r'(?:W/)?"([0-9]{1,9})(?:-[0-9a-f]+)?"')
# No paper has this revision.
ANOTHER = -1


def revision_read(request: HttpRequest) -> int:
    """The revision that the caller has read. Raises Problem where none is named."""
    said = request.headers.get("If-Match", "").strip()
    if said in ("", "*"):
        raise Problem("not-read")
    found = TAG.fullmatch(said)
    return int(found[1]) if found is not None else ANOTHER


def once(
    request: ApiRequest, response: HttpResponse, act: Callable[[], tuple[dict[str, Any], str]]
) -> dict[str, Any]:
    """Do it, or answer as it was answered to the same call before. `act` returns the body and the ETag."""
    key = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if not 1 <= len(key) <= LONGEST_KEY or "\0" in key:
        raise Problem("no-idempotency-key")
    fingerprint = hashlib.sha256(
        b"\n".join([str(request.method).encode(), request.path.encode(), request.body])
    ).hexdigest()
    with transaction.atomic():
        call, is_first = RepeatedCall.objects.get_or_create(
            token=request.token, key=key, defaults={"fingerprint": fingerprint, "made_at": clock.now()}
        )
        if call.fingerprint != fingerprint:
            raise Problem("key-of-another-call")
        if is_first:
            call.body, call.etag = act()
            call.save(update_fields=["body", "etag"])
    response["ETag"] = call.etag
    if not is_first:
        response["Idempotent-Replayed"] = "true"
    body: dict[str, Any] = call.body
    return body
