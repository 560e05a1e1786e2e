"""Calls to a vote by a push: the devices of a person, on and off; and the script by which a browser receives them."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.accounts.called_devices import browser_of
from governance.desk.base.access import SignedInRequest, everyone, signed_in
from governance.desk.base.devices import device_name
from governance.desk.base.keys import key_in
from governance.desk.base.page import Page
from governance.desk.pages.profile import PROFILE
from governance.letters.devices import PushDevice, Subscription, forget, remember
from governance.letters.push import public_key


class PushPage(Page):
    """`devices`: PushDevice, the last one first; `key`: the public key that browsers subscribe with."""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(title=_("Calls to a vote"), section=PROFILE.name, crumbs=[PROFILE.crumb])
        self.devices = PushDevice.objects.filter(person=request.user)
        self.key = public_key()


@signed_in
def push(request: SignedInRequest) -> HttpResponse:
    return PushPage(request).response(request, "governance/push.html")


@require_POST
@signed_in
def push_on(request: SignedInRequest) -> HttpResponse:
    """Call this browser from now on, with what it has subscribed with."""
    try:
        given = Subscription.checked(*(request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("push")
    remember(
        request.user,
        given,
        name=device_name(request.META.get("HTTP_USER_AGENT", "")),
        session_key=request.session.session_key or "",
        browser=browser_of(request),
    )
    messages.success(request, _("This device is called when a vote waits for you."))
    return redirect("push")


@require_POST
@signed_in
def push_off(request: SignedInRequest) -> HttpResponse:
    key = key_in(request.POST.get("device", ""))
    if key is not None and forget(person=request.user, pk=key):
        messages.success(request, _("This device is called no more."))
    else:
        messages.info(request, _("This device was not called any more."))
    return redirect("push")


@everyone
def push_worker(request: HttpRequest) -> HttpResponse:
    """The script stands at the root, because a browser lets it serve no pages above its own address."""
    return HttpResponse(
        _worker(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


@cache
def _worker() -> bytes:
    return (Path(settings.BASE_DIR) / "static" / "governance" / "push-worker.js").read_bytes()
