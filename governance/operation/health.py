"""Whether the program lives, and whether it can do its work: what a supervisor, a balancer and a monitor ask.

`/healthz` says that the process answers, `/readyz` what it lacks, `/metrics` the figures. The latter two are for this
machine and its own network, or for whoever has the METRICS_TOKEN; others learn a bare yes or no.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from prometheus_client import CONTENT_TYPE_LATEST

from governance.documents.record.kept_files import file_columns
from governance.documents.seals.sealing import districts, new_events
from governance.letters.models import OutboxLetter
from governance.operation.metrics import exposition
from governance.sealed import sources
from governance.tables_version import are_behind, objection_to_later_tables

# A letter that could have been sent for so long waits for a worker that does not run.
STUCK = timedelta(minutes=10)
# The seal is made every morning.
UNSEALED = timedelta(days=2)
# A request that a proxy passes on comes from somebody else.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_X_FORWARDED_PROTO")

# Once they are applied they stay so while this process lives.
_migrated: set[str] = set()


def faults() -> Iterator[str]:
    """What keeps the program from its work, a sentence each; nothing if it can work."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if is_behind():
            yield _("Migrations are missing: run `manage.py migrate`.")
            return
        if objection := objection_to_later_tables():
            yield objection
            return
        if OutboxLetter.objects.due().filter(next_try__lt=timezone.now() - STUCK).exists():
            yield _("Letters wait and nobody sends them: does `manage.py worker` run?")
        if settings.RECORD_KEY and is_unsealed():
            yield _("Acts of more than two days ago are under no seal: does the daily work run?")
    except DatabaseError as error:
        connection.close()
        yield _("The database does not answer (%(why)s).") % {"why": type(error).__name__}
    for column in file_columns():
        if objection := column.objection():
            yield objection
            break


def is_behind() -> bool:
    name = str(connection.settings_dict["NAME"])
    if name not in _migrated:
        if are_behind():
            return True
        _migrated.add(name)
    return False


def is_unsealed() -> bool:
    until = timezone.now() - UNSEALED
    return any(
        new_events(source, district.pk, until).exists() for district in districts() for source in sources()
    )


# --- the answers ------------------------------------------------------------------------------------------------------


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        found = list(faults())
    said = {"ready": not found} | ({"faults": found} if is_trusted(request) else {})
    answer = JsonResponse(said, status=503 if found else 200, json_dumps_params={"ensure_ascii": False})
    return answer


def metrics(request: HttpRequest) -> HttpResponse:
    if not is_trusted(request):
        return HttpResponse("These figures are for the network of the server.\n", "text/plain", 403)
    return HttpResponse(exposition(), CONTENT_TYPE_LATEST)


def is_trusted(request: HttpRequest) -> bool:
    """Whether the request bears the token, or comes from this machine or its own network with no proxy before it."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN:
        return constant_time_compare(token, settings.METRICS_TOKEN)
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_private
    except ValueError:
        return not request.META.get("REMOTE_ADDR")  # a socket of this machine


PROBES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": metrics,
}


def answers_probes(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware, the first of all: probes name no host, speak no TLS and have no session."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        probe = PROBES.get(request.path_info) if request.method in {"GET", "HEAD"} else None
        if probe is None:
            return get_response(request)
        response = probe(request)
        response["Cache-Control"] = "no-store"
        return response

    return answer
