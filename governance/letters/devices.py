"""Browsers to which somebody wants to be called by a push, and the addresses that their push services gave them.

An address lets whoever knows it call that browser, so it is stored encrypted, as letters are.
"""

import hashlib
import json
from base64 import urlsafe_b64decode
from binascii import Error
from typing import Any, ClassVar, NamedTuple, Self
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.letters.cipher import decrypt, encrypt

# What a browser sends: a point of the curve, and a secret.
POINT, SECRET = 65, 16
LONGEST_ADDRESS = 1000
# Somebody with more has forgotten some: the oldest goes.
MOST_DEVICES = 10


class Subscription(NamedTuple):
    """What a browser has subscribed with (W3C Push API): the address of its push service, and its keys."""

    endpoint: str
    p256dh: str
    auth: str

    @classmethod
    def checked(cls, endpoint: str, p256dh: str, auth: str) -> Self:
        """Raises ValidationError for what is none: this server calls no address but those of push services."""
        parts = urlsplit(endpoint) if len(endpoint) <= LONGEST_ADDRESS else urlsplit("")
        host = parts.hostname or ""
        known = any(
            host == service or (service.startswith(".") and host.endswith(service))
            for service in settings.PUSH_SERVICES
        )
        try:
            EllipticCurvePublicKey.from_encoded_point(SECP256R1(), decoded(p256dh))
            is_sound = parts.scheme == "https" and known and len(decoded(auth)) == SECRET
        except (ValueError, Error):
            is_sound = False
        if not is_sound:
            raise ValidationError(_("This browser gave an address at which it cannot be called."))
        return cls(endpoint, p256dh, auth)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.endpoint.encode()).hexdigest()


def decoded(text: str) -> bytes:
    """The bytes of base64 as browsers write it, without its filling. Raises ValueError."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


class PushDevice(models.Model):
    """One browser of one person. It goes when its session is ended, or when its push service knows it no more."""

    binds_nobody = "where somebody wants to be called"

    person: Any = models.ForeignKey("governance.Person", models.CASCADE, related_name="+")
    # Of the address: a browser that changes hands is called for its last owner.
    digest = models.CharField(max_length=64, unique=True)
    # Address and keys, encrypted.
    content = models.TextField()
    name = models.CharField(max_length=100)
    session_key = models.CharField(max_length=40)
    # By which the browser is known again in another session (`roles.device`); empty where it keeps no cookie.
    browser = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-added_at", "-id"]

    @property
    def subscription(self) -> Subscription:
        """Raises cipher.Unreadable."""
        return Subscription(*json.loads(decrypt(self.content)))


def remember(person: Any, subscription: Subscription, *, name: str, session_key: str, browser: str) -> None:
    """Call this browser for this person from now on. Done twice, it is one device."""
    PushDevice.objects.update_or_create(
        digest=subscription.digest,
        defaults={
            "person": person,
            "content": encrypt(json.dumps(subscription)),
            "name": name,
            "session_key": session_key,
            "browser": browser,
        },
    )
    kept = PushDevice.objects.filter(person=person).values_list("pk", flat=True)[:MOST_DEVICES]
    PushDevice.objects.filter(person=person).exclude(pk__in=list(kept)).delete()


def forget(**which: Any) -> bool:
    """Whether there were any such devices."""
    number, _models = PushDevice.objects.filter(**which).delete()
    return bool(number)
