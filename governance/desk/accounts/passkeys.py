"""Adding a passkey: one that is kept on the device and signs in alone."""

from typing import Any

from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView


class AddPasskeyPage(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        # The base asks for a key that only follows a password.
        found["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return found
