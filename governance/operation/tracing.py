"""The request that is being answered: its id goes with every log line and back to whoever asked."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from governance.operation import present
from governance.operation.counting import count

log = logging.getLogger("governance.request")

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")


def traced(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware, the first: gives the request its id, that of the proxy before it if there is one; counts and logs."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        request.META[present.REQUEST_ID] = given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
        token = present.begin(request)
        began = time.perf_counter()
        try:
            response = get_response(request)
            took = time.perf_counter() - began
            count(present.view_of(request), request.method or "", response.status_code, took)
            answered = {"status": response.status_code, "ms": round(took * 1000)}
            log.info("answered", extra={"answered": answered})
        finally:
            present.end(token)
        response[HEADER] = present.id_of(request)
        return response

    return answer
