"""The key with which the district signs its dossiers."""

from governance.proof.signing_key import SigningKey, decoded, fingerprint, verify

__all__ = ["decoded", "fingerprint", "public_key", "sign", "verify"]

KEY = SigningKey("DOSSIER_KEY", b"district governance: signature of dossiers, 1")
sign, public_key = KEY.sign, KEY.public_key
