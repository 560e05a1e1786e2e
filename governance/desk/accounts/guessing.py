"""Guessing passwords: django-axes counts by person and address; here is who is tried, and what the guesser sees."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.desk.accounts.known_devices import token_of
from governance.documents.record.rate_limit import attempts, count_attempt
from governance.roles.device import is_known
from governance.roles.person import Person


def who_is_tried(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str | None:
    """The e-mail whose password is tried, however it was typed: at signing in or at signing a paper."""
    given = credentials or {}
    typed = given.get("email") or given.get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return str(typed).strip().lower() if typed else None


def count_failure(request: HttpRequest, email: str) -> None:
    """Count a wrong password, unless it came from a browser in which this person has signed in before."""
    if not comes_from_own_browser(request, email):
        count_attempt("strange password", email.lower())


def is_besieged(request: HttpRequest, email: str) -> bool:
    """Whether strange browsers have tried so many passwords of this person that no strange one may go on."""
    tried = attempts("strange password", email.lower())
    return tried >= settings.STRANGE_PASSWORDS_PER_HOUR and not comes_from_own_browser(request, email)


def comes_from_own_browser(request: HttpRequest, email: str) -> bool:
    person = Person.objects.filter(email=email.lower()).first() if token_of(request) else None
    return person is not None and is_known(person, token_of(request))


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The page after too many wrong passwords, called by axes."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "governance/locked_out.html", {"minutes": minutes}, status=429)
