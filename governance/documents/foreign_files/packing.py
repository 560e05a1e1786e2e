"""Several files in one piece, as they go into the process that joins them: a line of JSON, then one after the other."""

import json
from typing import Any


def packed(head: dict[str, Any], parts: list[bytes]) -> bytes:
    """What goes into the process."""
    return json.dumps({**head, "sizes": [len(part) for part in parts]}).encode() + b"\n" + b"".join(parts)


def unpacked(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    first, _newline, rest = data.partition(b"\n")
    head: dict[str, Any] = json.loads(first)
    parts, place = [], 0
    for size in head["sizes"]:
        parts.append(rest[place : place + size])
        place += size
    return head, parts
