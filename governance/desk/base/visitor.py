"""Where a request comes from, what is refused at once, and what no cache may keep of the answer."""

import math
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from governance import clock
from governance.documents.record.rate_limit import attempts, count_attempt, counted_until


def address_of(request: HttpRequest) -> str:
    """The network address of the visitor, behind a proxy too (ADDRESS_HEADER); empty if it is not known."""
    return str(request.META.get(settings.ADDRESS_HEADER, "")).rpartition(",")[2].strip()


def valid_address(request: HttpRequest) -> str:
    """The same where a well-formed address has to stand: that of the connection, or 0.0.0.0, if it is not known."""
    for given in (address_of(request), str(request.META.get("REMOTE_ADDR", ""))):
        try:
            return str(ip_address(given))
        except ValueError:
            continue
    return "0.0.0.0"


def address_for_limits(request: HttpRequest) -> str | None:
    """The same for django-axes, which counts wrong passwords by it."""
    return address_of(request) or None


def is_too_often(request: HttpRequest, what: str, most: int, *, in_all: int | None = None) -> bool:
    """Count an attempt from this address (a keyed hash is stored): whether it is one more than `most` in this hour.

    Or one more than `in_all` from all addresses together, among which what one address asks too often is not counted.
    """
    if count_attempt(what, address_of(request)) > most:
        return True
    return in_all is not None and count_attempt(f"all of {what}", "") > in_all


def guesses_keys(request: HttpRequest) -> bool:
    """Whether so many keys that open nothing have come from this address in this hour that no other one is tried."""
    return attempts("wrong key", address_of(request)) >= settings.WRONG_KEYS_PER_HOUR


def note_wrong_key(request: HttpRequest) -> None:
    """A private link, the link of a letter, of a calendar or the code of a slip opens nothing."""
    count_attempt("wrong key", address_of(request))


def too_often(request: HttpRequest) -> HttpResponse:
    """The page when something was tried more often in an hour than people do it."""
    return in_the_next_hour(render(request, "429.html", {"again": next_hour()}, status=429))


def too_often_in_this_minute(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for the limits that allauth counts by the minute."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


def next_hour() -> str:
    """When limits by the hour begin anew, as on a clock here: «14:00»."""
    return timezone.localtime(counted_until()).strftime("%H:%M")


def in_the_next_hour(response: HttpResponse) -> HttpResponse:
    """The same answer as one to what was asked too often in this hour (RFC 6585): with the seconds until the next."""
    response.status_code = 429
    response["Retry-After"] = str(max(1, math.ceil((counted_until() - clock.now()).total_seconds())))
    return response


def refuses_nul(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: 400 for a path with the sign NUL, which nobody types and PostgreSQL takes in no text."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            raise BadRequest("The address contains NUL.")
        return get_response(request)

    return answer


def keeps_private(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: what a signed-in person gets stays in their browser; files do not even stay there."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            # A page may be gone back to with what was typed in it.
            response["Cache-Control"] = "private, no-cache" if is_page else "private, no-store"
        return response

    return answer
