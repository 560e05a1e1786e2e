"""The process that opens one foreign file: the file comes in, JSON goes out, and the system holds it to limits.

`reader` starts it with a word for what to read. It exits with 0 and an answer, or ends otherwise at a limit.
"""

import json
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from governance.documents.foreign_files.limits import (
    ANSWER_BYTES,
    CPU_SECONDS,
    MEMORY_BYTES,
    PACKET_BYTES,
    PACKET_CPU_SECONDS,
    PACKET_MEMORY_BYTES,
    Unreadable,
)

try:
    import resource
except ImportError:  # as on Windows, where only the clock ends the process
    resource = None  # type: ignore[assignment]  # there is no other way to say that a module is missing

LIMITS = {
    "RLIMIT_AS": MEMORY_BYTES,
    "RLIMIT_CPU": CPU_SECONDS,
    "RLIMIT_FSIZE": ANSWER_BYTES,
    "RLIMIT_CORE": 0,
    "RLIMIT_NPROC": 0,  # it starts no other process
}
GRACE_SECONDS = 5
# No library is loaded before the limits hold.
READERS = {"lines": "tables", "picture": "pictures", "pdf": "pdfs"}
# What answers in bytes: the word → module and function.
MAKERS = {
    "count": ("joining", "count"),
    "join": ("joining", "join"),
    "scale": ("pictures", "scaled"),
}
# Those work on many files at once, or on a whole picture.
OF_PACKETS = {
    "RLIMIT_CPU": PACKET_CPU_SECONDS,
    "RLIMIT_FSIZE": PACKET_BYTES,
    "RLIMIT_AS": PACKET_MEMORY_BYTES,
}


def main(what: str, *details: str) -> None:
    if what in MAKERS:
        limit(LIMITS | OF_PACKETS)
        made(what)
        return
    limit()
    try:
        answer = answer_of(what, *details)
    except MemoryError:
        sys.exit(1)
    sys.stdout.write(json.dumps(answer))


def made(what: str) -> None:
    """Pages counted (JSON) or joined (a PDF), a picture made small (a JPEG).

    A fault ends the process: whether the files open was found out before.
    """
    module, name = MAKERS[what]
    answer = getattr(import_module(f"governance.documents.foreign_files.{module}"), name)(
        sys.stdin.buffer.read()
    )
    sys.stdout.buffer.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())


def limit(limits: Mapping[str, int] = LIMITS) -> None:
    """Hold this process to the limits that its system knows; over that of time it gets SIGXCPU, then is ended."""
    for name, most in limits.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            hard = resource.getrlimit(kind)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            try:
                last = (
                    most + GRACE_SECONDS if name == "RLIMIT_CPU" and hard == resource.RLIM_INFINITY else most
                )
                resource.setrlimit(kind, (most, last))
            except (OSError, ValueError):  # macOS has the name of the limit of memory, and refuses to set it
                continue


def answer_of(what: str, *details: str) -> dict[str, Any]:
    data = sys.stdin.buffer.read()
    module = import_module(f"governance.documents.foreign_files.{READERS[what]}")
    read: Callable[..., Any] = module.read
    try:
        return {"read": read(data, *details)}
    except Unreadable as refusal:
        return {"fault": refusal.fault}
    except MemoryError:
        raise
    except Exception:  # the libraries promise no closed list of errors for a damaged file
        return {"fault": "damaged"}


if __name__ == "__main__":
    main(*sys.argv[1:])
