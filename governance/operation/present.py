"""The request that is being answered, for log lines and letters: known without asking the database."""

from contextvars import ContextVar

from django.http import HttpRequest

REQUEST_ID = "district.request_id"

_present: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
begin, end = _present.set, _present.reset


def present_request() -> HttpRequest | None:
    return _present.get()


def id_of(request: HttpRequest) -> str:
    return str(request.META.get(REQUEST_ID, ""))


def person_of(request: HttpRequest) -> int | None:
    """The id of the signed-in person, if the answer needed to know them."""
    person = getattr(request, "_cached_user", None)
    return person.pk if person is not None else None


def view_of(request: HttpRequest) -> str:
    """The name of the page: it holds no id and no key."""
    match = request.resolver_match
    return (match.view_name or "?") if match is not None else "none"
