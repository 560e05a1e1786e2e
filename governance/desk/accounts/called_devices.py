"""A device that is called by a push goes with the session in which it was added, if that is ended by a person.

A session that has run out ends nothing: what comes by a push names nobody, and the ballot asks to sign in.
"""

from collections.abc import Iterable
from time import time
from typing import Any

from allauth.account.signals import user_logged_in
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from governance.desk.accounts.known_devices import token_of
from governance.desk.accounts.presence import said_of_the_end
from governance.letters.devices import PushDevice, forget
from governance.roles.device import digest_of
from governance.roles.person import Person


def browser_of(request: HttpRequest) -> str:
    """By which a browser is known again after its session has run out; empty where it keeps no cookie."""
    token = token_of(request)
    return digest_of(token) if token else ""


@receiver(user_logged_in)
def go_on(sender: Any, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """The same browser in a new session."""
    if browser := browser_of(request):
        PushDevice.objects.filter(person=user, browser=browser).update(
            session_key=request.session.session_key
        )


@receiver(user_logged_out)
def end(sender: Any, request: HttpRequest, user: Person | None, **kwargs: Any) -> None:
    if user is not None and not said_of_the_end(request, int(time())):
        end_sessions(user, [request.session.session_key or ""])


def end_sessions(person: Any, keys: Iterable[str]) -> None:
    """Call the devices of these sessions no more."""
    forget(person_id=person.pk, session_key__in=[key for key in keys if key])


def forget_others(person: Any, present: str) -> None:
    """All sessions but the present one are ended."""
    PushDevice.objects.filter(person_id=person.pk).exclude(session_key=present).delete()
