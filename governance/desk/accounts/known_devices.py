"""The cookie by which a browser is known again, and the letter when somebody signs in with another one."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance.desk.accounts.letters import tell
from governance.desk.base.devices import device_name
from governance.desk.base.visitor import valid_address
from governance.roles.device import KEPT, digest_of, is_known, new_token, remember
from governance.roles.person import Person

COOKIE = "device"
# A token has 32 signs; whatever else stands in the cookie is none.
LENGTH = 32


def token_of(request: HttpRequest) -> str:
    token = request.COOKIES.get(COOKIE, "")
    return token if len(token) == LENGTH else ""


def counted_as(request: HttpRequest, person: Person) -> str:
    """Under which name attempts are counted: the browser, if it is one of theirs, or all strange ones together."""
    token = token_of(request)
    return digest_of(token) if token and is_known(person, token) else "strange"


@receiver(user_logged_in)
def remember_device(
    sender: Any, request: HttpRequest, response: HttpResponse, user: Person, **kwargs: Any
) -> None:
    """Keep the browser as known; its owner is told of one that is new, but not of the very first."""
    token = token_of(request) or new_token()
    if remember(user, token):
        with translation.override(settings.LANGUAGE_CODE):
            facts = {
                "device": device_name(request.META.get("HTTP_USER_AGENT", "")),
                "when": timezone.localtime().strftime("%d.%m.%Y %H:%M"),
                "address": valid_address(request),
            }
            tell(user, _("Signed in on a new device: %(device)s, %(when)s, address %(address)s.") % facts)
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT,
        httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Lax",
    )
