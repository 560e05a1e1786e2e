"""What django-allauth asks the project about second factors: encryption of secrets, names that people recognise."""

import base64
import logging
import secrets
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from governance.desk.accounts import secret_box
from governance.desk.accounts.site import site_name
from governance.desk.base.devices import device_name

log = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return secret_box.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What cannot be read becomes a secret that nobody has: no code fits it, and the other ways stay open."""
        try:
            return secret_box.decrypt(encrypted_text)
        except secret_box.Unreadable:
            log.error(
                "The secret of a second factor cannot be read: is its key among SECOND_FACTOR_KEYS_BEFORE?"
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """The device at which it is added: people tell their passkeys apart by that."""
        return device_name(context.request.META.get("HTTP_USER_AGENT", ""))

    def _get_site_name(self) -> str:
        """Under this name the telephone lists the account."""
        return site_name()
