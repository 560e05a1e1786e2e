"""A foreign file is opened by a process of its own, which the system ends when it takes too much.

So no file, however it is made, costs the web worker more than a wait of `SECONDS`. A process lives for one file: a
library that a file has got hold of never sees the file of somebody else, nor any setting or key of the server.
"""

import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Literal

from governance.documents.foreign_files import tables
from governance.documents.foreign_files.limits import ANSWER_BYTES, SECONDS, Unreadable

logger = logging.getLogger(__name__)

What = Literal["lines", "picture", "pdf"]

PROJECT = Path(__file__).resolve().parents[3]
# So many files are read at once by one web worker; the others wait for their turn.
AT_ONCE = 2
LONGEST_WAIT = 2 * SECONDS
# What a Python may need to start; everything else in the environment, the keys above all, is not for this process.
PASSED_ON = ("LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TMPDIR")
MOST_REMEMBERED = 1_000

_places = threading.BoundedSemaphore(AT_ONCE)
_openable: set[tuple[What, str]] = set()


class TooMuch(Exception):
    """Reading the file took more memory or time than any honest file needs, or killed the process that read it."""


class Busy(Exception):
    """So many files are being read that this one has waited in vain."""


def read_table(data: bytes, ending: str) -> list[list[str]]:
    """All lines of a .txt, .docx or .xlsx file, each as its cells. Raises Unreadable, TooMuch or Busy."""
    if ending == "txt":  # no library has to open it
        return tables.read(data, ending)
    lines: list[list[str]] = _read("lines", data, ending)
    return lines


def open_whole(what: Literal["picture", "pdf"], data: bytes) -> None:
    """See whether a picture or a PDF opens. Raises Unreadable, TooMuch or Busy.

    A form asks, and the move that it posts asks again: what has been opened is known by its hash.
    """
    known = (what, hashlib.sha256(data).hexdigest())
    if known in _openable:
        return
    _read(what, data)
    if len(_openable) >= MOST_REMEMBERED:
        _openable.clear()
    _openable.add(known)


def _read(what: What, data: bytes, *details: str) -> Any:
    if not _places.acquire(timeout=LONGEST_WAIT):
        raise Busy
    try:
        answer = _answer([what, *details], data)
    finally:
        _places.release()
    if "fault" in answer:
        raise Unreadable(str(answer["fault"]))
    return answer["read"]


def _answer(arguments: list[str], data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "governance.documents.foreign_files.reader_process", *arguments]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # A file takes the answer: the system bounds its size, as it would not that of a pipe.
    with TemporaryFile() as file:
        try:
            code = subprocess.run(
                command,
                input=data,
                stdout=file,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                env=environment | {"PYTHONPATH": str(PROJECT)},
                check=False,
            ).returncode
        except subprocess.TimeoutExpired as error:
            logger.warning("Reading a file (%s) was stopped after %s seconds.", arguments[0], SECONDS)
            raise TooMuch from error
        file.seek(0)
        text = file.read(ANSWER_BYTES + 1)
    if code == 0 and len(text) <= ANSWER_BYTES:
        with suppress(ValueError, RecursionError):
            answer: dict[str, Any] = json.loads(text)
            return answer
    logger.warning("The process that read a file (%s) ended with %s.", arguments[0], code)
    raise TooMuch
