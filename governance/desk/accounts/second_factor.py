"""What django-allauth asks the project about second factors: encryption of secrets, names that people recognise."""

import base64
import logging
import secrets
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy

from governance.desk.accounts import secret_box
from governance.desk.accounts.site import site_name
from governance.desk.base.devices import device_name
from governance.desk.base.signed_in import SECOND_FACTORS
from governance.documents.record.signing_rights import may_sign
from governance.documents.settings.accounts import demands_second_factor

log = logging.getLogger(__name__)

LAST_ONE = gettext_lazy(
    "You sign papers and need a second factor: add another one before you take this one away."
)


def is_the_last_needed(request: Any, factor: Authenticator) -> bool:
    """Whether the district demands a second factor of this person, and this is the only one left."""
    if settings.DEMO or not may_sign(request.pairs) or not demands_second_factor(request.user.district_id):
        return False
    others = Authenticator.objects.filter(user_id=factor.user_id, type__in=SECOND_FACTORS).exclude(
        pk=factor.pk
    )
    return not others.exists()


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "cannot_delete_authenticator": LAST_ONE}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_the_last_needed(context.request, authenticator)

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


# Where the secret of a factor stands in its row; a passkey has none.
SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@transaction.atomic
def renew_secrets() -> tuple[int, int]:
    """Encrypt all secrets under the key of today. Returns how many were, and how many no known key can read."""
    renewed = unreadable = 0
    for row in Authenticator.objects.select_for_update().filter(type__in=SECRETS).order_by("pk"):
        name = SECRETS[Authenticator.Type(row.type)]
        try:
            row.data[name] = secret_box.renewed(row.data[name])
        except secret_box.Unreadable:
            unreadable += 1
            continue
        row.save(update_fields=["data"])
        renewed += 1
    return renewed, unreadable
