"""A file as lines of cells: what .txt with tabs, a Word table and an Excel sheet have in common."""

import codecs
import re
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from governance.documents.foreign_files.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_LINES,
    MAX_UNPACKED_MB,
    Unreadable,
)

# One line of the file. A paragraph is a line of one cell, an empty line holds one empty cell.
Line = list[str]

_TEXT_LINE = re.compile(r"([^\r\n\f]*)(?:\r\n|[\r\n\f]|\Z)")
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read(data: bytes, expected: str) -> list[Line]:
    """All lines of a file, in its order, text around the table included. `expected` is txt, docx or xlsx.

    Raises Unreadable: "other" if it is not what is expected, "unpacked" or "far" for one that is larger inside than it
    looks, "lines" or "text" for too many of them.
    """
    content = _format_by_content(data)
    if content != expected:
        raise Unreadable("other")
    lines, cells, characters = [], 0, 0
    for line in _lines(data, content):
        clean = [cell.replace("\xad", "").strip() for cell in line]
        lines.append(clean)
        cells += sum(map(bool, clean))
        characters += sum(map(len, clean))
        if len(lines) > MAX_LINES:
            raise Unreadable("lines")
        if cells > MAX_CELLS or characters > MAX_CHARACTERS:
            raise Unreadable("text")
    return lines


def _lines(data: bytes, content: str) -> Iterator[Line]:
    if content == "txt":
        return _lines_of_text(data)
    # The library for the other format is not loaded.
    module = import_module("governance.documents.foreign_files." + {"docx": "word", "xlsx": "excel"}[content])
    lines: Iterator[Line] = module.lines(data)
    return lines


def _format_by_content(data: bytes) -> str | None:
    """The format that the bytes themselves show; None if they are none of the three."""
    if data.startswith(b"PK"):
        return _format_of_archive(data)
    return "txt" if _decoded(data) is not None else None


def _format_of_archive(data: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if unpacked > MAX_UNPACKED_MB * 2**20:
        raise Unreadable("unpacked")
    folders = {name.partition("/")[0] for name in names}
    return next((kind for folder, kind in (("word", "docx"), ("xl", "xlsx")) if folder in folders), None)


def _decoded(data: bytes) -> str | None:
    """The text in UTF-8, in UTF-16 with its mark, or in the Windows code page; None if these are no words."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _NOT_IN_TEXT.search(text) else text
    return None


def _lines_of_text(data: bytes) -> Iterator[Line]:
    for line in _TEXT_LINE.finditer(_decoded(data) or ""):
        yield line[1].split("\t")
