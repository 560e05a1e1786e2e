"""Signing in through an outside OpenID Connect provider, which settings name (OIDC_…); nobody signs up by it.

It is believed that a mailbox is somebody's if it says so itself ("email_verified"), and anew each time: nothing that it
says is kept. Beside the state, which binds the answer to the browser, the nonce binds its token to this very sign-in.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import callback
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from requests import RequestException

from governance.desk.base.access import everyone
from governance.roles.person import Person

# The only provider: settings name at most one.
PROVIDER = "outside"


class ProviderAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whom the provider has signed in among our people; whoever is not surely one of them is refused."""
        person = person_behind(sociallogin)
        if person is None:
            raise ImmediateHttpResponse(refused(request))
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(refused(request))


def person_behind(answer: SocialLogin) -> Person | None:
    """The person with an open account whose mailbox the provider has verified; None if anything is amiss."""
    said = answer.account.extra_data
    token, userinfo = said.get("id_token") or {}, said.get("userinfo") or {}
    nonce = (answer.state.get("data") or {}).get("nonce", "")
    is_ours = answer.state.get("process") == AuthProcess.LOGIN and bool(nonce)
    is_fresh = constant_time_compare(str(token.get("nonce", "")), nonce)
    is_of_one = bool(token.get("sub")) and userinfo.get("sub", token["sub"]) == token["sub"]
    if not (is_ours and is_fresh and is_of_one):
        return None
    verified = [one.email.lower() for one in answer.email_addresses if one.verified]
    return Person.objects.filter(email__in=verified, is_active=True).first()


def refused(request: HttpRequest) -> HttpResponse:
    """One page for all causes: who is known here is told to nobody."""
    return render(request, "governance/accounts/outside_refused.html", status=403)


def where_there_is_one(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """404 without the setting; a provider that does not answer, or answers what nobody understands, is a sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str = PROVIDER) -> HttpResponse:
        if not settings.OIDC_NAME or provider_id != PROVIDER:
            raise Http404
        try:
            return view(request)
        except (RequestException, OAuth2Error, ValueError, KeyError, TypeError):
            return refused(request)

    return guarded


@everyone
@where_there_is_one
def outside_begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    nonce = secrets.token_urlsafe(24)
    provider = get_adapter().get_provider(request, PROVIDER)
    answer: HttpResponse = provider.redirect(
        request,
        AuthProcess.LOGIN,
        next_url=get_next_redirect_url(request),
        data={"nonce": nonce},
        auth_params={"nonce": nonce},
    )
    return answer


@everyone
@where_there_is_one
def outside_back(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the browser back."""
    answer: HttpResponse = callback(request, PROVIDER)
    return answer
