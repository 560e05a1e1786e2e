"""A touch of a passkey that was for one version of one paper: the challenge was made of the version's hash.

Whoever has the stored answer can make the challenge again and see that this key answered it, for this version, after
its owner was recognised. Nothing but the row is needed: no account, no server.

Source: Web Authentication Level 2 (W3C), 7.2 "Verifying an Authentication Assertion".
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticatorData, CollectedClientData

# What reading an answer of another shape may raise.
MISSHAPEN = (ValueError, TypeError, KeyError, AttributeError, binascii.Error, NotImplementedError)


def new_nonce() -> str:
    return secrets.token_hex(16)


def challenge_of(version_hash: str, nonce: str) -> bytes:
    """What the passkey is to sign: 32 bytes made of the version's hash and of a nonce that is used once."""
    return hashlib.sha256(b"sign\0" + bytes.fromhex(version_hash) + bytes.fromhex(nonce)).digest()


def encoded_key(public_key: Mapping[Any, Any]) -> str:
    """A COSE key as it is kept: CBOR in base64."""
    return base64.b64encode(cbor.encode(dict(public_key))).decode()


def is_for(version_hash: str, nonce: str, site: str, key: str, response: Mapping[str, Any]) -> bool:
    """Whether this answer of a browser (JSON) is the touch of this key for this version, given to this site."""
    try:
        parts = response["response"]
        client = CollectedClientData(websafe_decode(parts["clientDataJSON"]))
        data = AuthenticatorData(websafe_decode(parts["authenticatorData"]))
        if client.type != "webauthn.get":
            return False
        if not hmac.compare_digest(client.challenge, challenge_of(version_hash, nonce)):
            return False
        if data.rp_id_hash != hashlib.sha256(site.encode()).digest():
            return False
        if not (data.is_user_present() and data.is_user_verified()):
            return False
        decoded: Any = cbor.decode(base64.b64decode(key))
        public: Any = CoseKey.parse(decoded)
        public.verify(data + client.hash, websafe_decode(parts["signature"]))
    except (InvalidSignature, *MISSHAPEN):
        return False
    return True
