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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Literal

from governance.documents.foreign_files import tables
from governance.documents.foreign_files.limits import (
    ANSWER_BYTES,
    PACKET_BYTES,
    PACKET_SECONDS,
    SECONDS,
    Unreadable,
)
from governance.documents.foreign_files.packing import packed

logger = logging.getLogger(__name__)

What = Literal["lines", "picture", "pdf", "count", "join", "scale"]
# Of each entry: title, the part where it begins, and whether it belongs to the last one that does not.
Outline = Sequence[tuple[str, int, bool]]

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
    with _place():
        answer = _answer([what, *details], data)
    if "fault" in answer:
        raise Unreadable(str(answer["fault"]))
    return answer["read"]


def count_pages(parts: list[bytes]) -> list[int]:
    """How many pages each of these PDFs has; 0 for one that does not open. Raises TooMuch or Busy."""
    counted: list[int] = json.loads(_of_packet("count", packed({}, parts)))
    return counted


def join_pages(parts: list[bytes], numbers: bytes, title: str, outline: Outline) -> bytes:
    """One PDF of these, which all open; `numbers` has a page with the number of each. Raises TooMuch or Busy."""
    return _of_packet("join", packed({"title": title, "outline": outline}, [numbers, *parts]))


def scale_picture(data: bytes) -> tuple[bytes, int, int]:
    """A picture that opens, as a small JPEG without data of the camera; with its size. Raises TooMuch or Busy."""
    shown = _of_packet("scale", data)
    return shown, *_size_of_jpeg(shown)


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    """Width and height out of the frame header of a JPEG that we have made; nothing is decoded here."""
    place = 2
    while place < len(data) - 9:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if marker in (0xC0, 0xC2):  # baseline or progressive
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        place += 2 + length
    raise TooMuch


def _of_packet(what: What, data: bytes) -> bytes:
    with _place():
        code, answer = _run([what], data, PACKET_SECONDS, PACKET_BYTES)
    if code != 0 or not answer or len(answer) > PACKET_BYTES:
        logger.warning("The process that joins files (%s) ended with %s.", what, code)
        raise TooMuch
    return answer


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=LONGEST_WAIT):
        raise Busy
    try:
        yield
    finally:
        _places.release()


def _answer(arguments: list[str], data: bytes) -> dict[str, Any]:
    code, text = _run(arguments, data, SECONDS, ANSWER_BYTES)
    if code == 0 and len(text) <= ANSWER_BYTES:
        with suppress(ValueError, RecursionError):
            answer: dict[str, Any] = json.loads(text)
            return answer
    logger.warning("The process that read a file (%s) ended with %s.", arguments[0], code)
    raise TooMuch


def _run(arguments: list[str], data: bytes, seconds: int, most: int) -> tuple[int, bytes]:
    """How the process ended, and what it said, a byte more than `most` at most. Raises TooMuch when its time is up."""
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
                timeout=seconds,
                env=environment | {"PYTHONPATH": str(PROJECT)},
                check=False,
            ).returncode
        except subprocess.TimeoutExpired as error:
            logger.warning("Reading a file (%s) was stopped after %s seconds.", arguments[0], seconds)
            raise TooMuch from error
        file.seek(0)
        return code, file.read(most + 1)
