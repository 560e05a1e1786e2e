"""One push to one browser: encrypted for it alone (RFC 8291), signed with the key of this server (VAPID, RFC 8292).

The work of a worker, never of a request. The service between sees neither the text nor for whom it is.
"""

import json
import logging
import os
from base64 import b64decode, urlsafe_b64encode
from enum import Enum
from functools import lru_cache
from time import time
from urllib.parse import urlsplit

import http_ece
import requests
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from py_vapid import Vapid02

from governance.letters.cipher import Unreadable
from governance.letters.devices import PushDevice, Subscription, decoded

log = logging.getLogger(__name__)

# Tells this key apart from others that follow from the same secret. Never to be changed.
DERIVED_FOR = b"governance.push"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
KEY_LENGTH = 32
# Seconds: how long a service is waited for, how long a signature of ours serves.
PATIENCE, SIGNED_FOR = 10, 12 * 3600


class Outcome(Enum):
    CALLED = "called"
    # The push service knows this browser no more, or never will.
    GONE = "gone"
    LATER = "later"


def public_key() -> str:
    """What a browser is told when it subscribes: the point of the curve in base64."""
    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def call(device: PushDevice, message: dict[str, str], *, topic: str, seconds: int) -> Outcome:
    """Hand a message over to the push service of a browser; there it waits `seconds` for a browser that is off.

    A message of the same `topic` takes the place of the one before.
    """
    try:
        subscription = device.subscription
    except Unreadable:
        return Outcome.GONE
    try:
        answer = requests.post(
            subscription.endpoint,
            data=_encrypted(json.dumps(message).encode(), subscription),
            headers={
                **_signature(subscription.endpoint),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(seconds),
                "Topic": topic,
                "Urgency": "high",
            },
            timeout=PATIENCE,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        log.warning("push to device %d: %s", device.pk, type(error).__name__)
        return Outcome.LATER
    return _outcome(answer.status_code, device)


def _outcome(status: int, device: PushDevice) -> Outcome:
    if status in (404, 410):
        return Outcome.GONE
    if 200 <= status < 300:
        PushDevice.objects.filter(pk=device.pk).update(called_at=timezone.now())
        return Outcome.CALLED
    log.warning("push to device %d: the service answers %d", device.pk, status)
    return Outcome.LATER


def _encrypted(text: bytes, subscription: Subscription) -> bytes:
    sealed: bytes = http_ece.encrypt(
        text,
        salt=os.urandom(16),
        private_key=generate_private_key(SECP256R1()),
        dh=decoded(subscription.p256dh),
        auth_secret=decoded(subscription.auth),
        version="aes128gcm",
    )
    return sealed


def _signature(endpoint: str) -> dict[str, str]:
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time()) + SIGNED_FOR,
        "sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}",
    }
    signed: dict[str, str] = Vapid02(_key(), {"no-strict": True}).sign(claims)
    return signed


def _key() -> EllipticCurvePrivateKey:
    return _key_of(settings.PUSH_KEY, settings.SECRET_KEY)


@lru_cache(maxsize=4)
def _key_of(given: str, secret: str) -> EllipticCurvePrivateKey:
    """From the setting, or from SECRET_KEY: any 32 bytes give a number of the curve."""
    try:
        seed = b64decode(given, validate=True) if given else secret.encode()
        if given and len(seed) != KEY_LENGTH:
            raise ValueError(len(seed))
    except ValueError as error:
        raise ImproperlyConfigured(
            "PUSH_KEY has to be 32 random bytes in base64, as `manage.py record_key --new` prints them."
        ) from error
    # Sixteen bytes more than the order has, so that no number is likelier than another.
    stretched = HKDF(algorithm=SHA256(), length=KEY_LENGTH + 16, salt=None, info=DERIVED_FOR).derive(seed)
    return derive_private_key(int.from_bytes(stretched) % (ORDER - 1) + 1, SECP256R1())
