"""What django-allauth asks the project about accounts: no sign-up, addresses behind a proxy, where one may go next."""

from time import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import login as begin_session
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy

from governance.desk.accounts.guessing import count_failure, is_besieged
from governance.desk.accounts.letters import tell
from governance.desk.base.signed_in import BACKEND
from governance.desk.base.visitor import valid_address

# One sees that one has come in or gone out.
UNSAID = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")

# The letter of allauth → what is told of it; other letters are none of ours.
TOLD = {
    "mfa/email/totp_activated": gettext_lazy("An application for codes was added as a second factor."),
    "mfa/email/totp_deactivated": gettext_lazy("The application for codes was ended as a second factor."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was taken away."),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "New recovery codes were made; those of before stopped working."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """One for each request, which allauth gives as `self.request`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return valid_address(request)

    def is_safe_url(self, url: str) -> bool:
        """Whether one may be led to this address after signing in: on this very host alone."""
        hosts = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, hosts, require_https=self.request.is_secure())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Beside axes, which counts by person and address: an end to guesses at one person from very many addresses.

        allauth would count failures by the e-mail alone, so that a stranger could lock somebody out.
        """
        if is_besieged(request, credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        count_failure(request, credentials.get("email", ""))

    def login(self, request: HttpRequest, user: Any) -> None:
        # One who signs in without a password, by a passkey or through an outside provider, has no backend yet.
        begin_session(request, user, backend=getattr(user, "backend", BACKEND))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Nobody is asked twice: who has just signed in has proved who they are."""
        signed_in_at = [step["at"] for step in get_authentication_records(self.request, self.request.user)]
        is_fresh = any(time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for at in signed_in_at)
        return not is_fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to confirm that it is still this person: a passkey first, as it takes one touch."""
        ways = super().get_reauthentication_methods(user)
        return sorted(ways, key=lambda way: not way["id"].endswith("webauthn"))

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        if template_prefix in TOLD:
            tell(user, TOLD[template_prefix])

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)
