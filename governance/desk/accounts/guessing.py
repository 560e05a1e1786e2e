"""Guessing passwords: django-axes counts by person and address; here is who is tried, and what the guesser sees."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def who_is_tried(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str | None:
    """The e-mail whose password is tried, however it was typed: at signing in or at signing a paper."""
    given = credentials or {}
    typed = given.get("email") or given.get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return str(typed).strip().lower() if typed else None


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The page after too many wrong passwords, called by axes."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "governance/locked_out.html", {"minutes": minutes}, status=429)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page when something was tried more often than people do it."""
    return render(request, "429.html", status=429)
