"""While the database is away, a page says so and when to come again; nobody is told of an error of the program."""

import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

RETRY_AFTER = 30


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those that it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler of whatever nobody else has handled: 503 if the database does not answer, else 500."""
    error = sys.exc_info()[1]
    if any(isinstance(one, OperationalError | InterfaceError) for one in causes(error)):
        # With the request the page would ask for its person.
        answer = render(None, "503.html", status=503)
        answer["Retry-After"] = str(RETRY_AFTER)
        answer["Cache-Control"] = "no-store"
        return answer
    return server_error(request)
