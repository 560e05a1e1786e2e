"""Canonical JSON: one way to write data as bytes, so that equal content has an equal hash on every machine."""

import hashlib
import json
from typing import Any

# Made once: `json.dumps` would make one for each value.
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(data: Any) -> bytes:
    """UTF-8 JSON with sorted keys, without spaces and escapes.

    Raises TypeError or ValueError for anything but plain JSON values.
    """
    return ENCODER.encode(data).encode()


def sha256(data: Any) -> str:
    """The SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(data)).hexdigest()
