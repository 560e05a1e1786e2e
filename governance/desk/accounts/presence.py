"""Sessions end when nobody has done anything for SESSION_IDLE_MINUTES, and SESSION_COOKIE_AGE after signing in."""

from collections.abc import Callable
from time import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

from governance.desk.base.visitor import valid_address

BEGAN, SEEN = "began_at", "seen_at"
# More often than this, in seconds, nothing is written.
NOTED_EVERY = 60


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time())


def ends_idle_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, behind authentication and messages."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time())
            if said := said_of_the_end(request, now):
                logout(request)
                if request.method == "POST":
                    # What was typed stands in the page before: it must not be lost on the way to signing in.
                    return render(request, "governance/accounts/session_over.html", status=403)
                messages.info(request, said)
            elif not is_automatic(request):
                note(request, now)
        return get_response(request)

    return answer


def said_of_the_end(request: HttpRequest, now: int) -> str:
    """Why the session ends now, in a sentence; empty while it does not."""
    minutes, hours = settings.SESSION_IDLE_MINUTES, settings.SESSION_COOKIE_AGE // 3600
    if now - request.session.get(SEEN, now) > minutes * 60:
        return ngettext(
            "You were signed out, because nothing was done for %(n)d minute.",
            "You were signed out, because nothing was done for %(n)d minutes.",
            minutes,
        ) % {"n": minutes}
    if now - request.session.get(BEGAN, now) > settings.SESSION_COOKIE_AGE:
        return ngettext(
            "You were signed out: a session ends %(n)d hour after signing in.",
            "You were signed out: a session ends %(n)d hours after signing in.",
            hours,
        ) % {"n": hours}
    return ""


def is_automatic(request: HttpRequest) -> bool:
    """Whether the page asks by itself: an open page of a meeting does, although nobody sits before it."""
    return request.method == "GET" and "HX-Request" in request.headers


def note(request: HttpRequest, now: int) -> None:
    if now - request.session.get(SEEN, 0) < NOTED_EVERY:
        return
    request.session[SEEN] = now
    request.session.setdefault(BEGAN, now)
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=timezone.now(), ip=valid_address(request)
    )
