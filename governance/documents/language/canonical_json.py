"""One way to write data as bytes, so that the same content has the same hash anywhere."""

import hashlib
import json
from typing import Any


def canonical(data: Any) -> bytes:
    """JSON with sorted keys, no spaces, no escapes. Raises TypeError on anything but plain JSON values."""
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def sha256(data: Any) -> str:
    return hashlib.sha256(canonical(data)).hexdigest()
