"""Files made to harm whoever opens them: each ends in a sentence, and the worker that was given it lives on.

Every one is made here; none is kept. What a file costs is held by the limits themselves, so nothing is timed.
"""

import json
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
import pytest
from django.utils import translation
from PIL import Image

from governance.documents.errors import NotLegal
from governance.documents.foreign_files import checks, reader
from governance.documents.foreign_files.limits import Unreadable
from governance.documents.foreign_files.reader import Busy, open_whole, read_table
from governance.documents.kinds.plan.reading import read_plan
from governance.documents.kinds.plan.tables import UnreadablePlan
from governance.documents.record.uploads import scan_type_of
from tests.scans import SCANNED_PDF
from tests.whole import WHOLE

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REACHES_FAR = "reaches beyond row 9999 or column AZ"
MORE_THAN_A_PLAN = "holds more text or merged cells than a plan can have"
DAMAGED = "is damaged"


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override(None):
        yield


def xlsx(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose only sheet holds this XML."""
    whole, file = BytesIO(), BytesIO()
    openpyxl.Workbook().save(whole)
    sheet = f'{before}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return file.getvalue()


def docx(body: str, before: str = "") -> bytes:
    """A Word document whose body is this XML."""
    file = BytesIO()
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        new.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="a" Type="{office}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        new.writestr("word/document.xml", document)
    return file.getvalue()


def text_cell(text: str = "x", address: str = "") -> str:
    place = f' r="{address}"' if address else ""
    return f'<c{place} t="inlineStr"><is><t>{text}</t></is></c>'


ENTITIES = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 11))
    + "]>"
)
OWN_FILES = '<!DOCTYPE x [<!ENTITY key SYSTEM "file:///etc/passwd">]>'
SHORT_MERGES = "".join(f'<mergeCell ref="B{n}:C9999"/>' for n in range(1, 9999))
MERGES = f"<mergeCells>{''.join(SHORT_MERGES for _ in range(30))}</mergeCells>"
ROW = "<w:tr>" + "<w:tc><w:p><w:r><w:t>слово</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>"

TABLES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a row far below, its cell without an address": (
        "xlsx", lambda: xlsx(f'<row r="1048576">{text_cell(address="A1")}{text_cell() * 60}</row>'), REACHES_FAR,
    ),
    "cells without an address beyond column AZ": (
        "xlsx", lambda: xlsx(f"<row>{text_cell() * 17_000}</row>"), REACHES_FAR,
    ),
    "a far row without an address": (
        "xlsx", lambda: xlsx(f'<row r="1048575"/><row>{text_cell()}</row>'), REACHES_FAR,
    ),
    "a sign > in an attribute before the address": (
        "xlsx", lambda: xlsx(f'<row r="1">{text_cell(address="A1")}<c x=">" r="XFD1048576"><v>1</v></c></row>'),
        REACHES_FAR,
    ),
    "hundreds of thousands of merged cells": (
        "xlsx", lambda: xlsx(f'<row r="1">{text_cell()}</row><row r="9999">{text_cell()}</row>', after=MERGES),
        MORE_THAN_A_PLAN,
    ),
    "merged cells over each other": (
        "xlsx",
        lambda: xlsx(
            f'<row r="1">{text_cell() * 3}</row><row r="9999">{text_cell() * 3}</row>',
            after=f"<mergeCells>{SHORT_MERGES}</mergeCells>",
        ),
        MORE_THAN_A_PLAN,
    ),
    "one long text in every cell": (
        "xlsx", lambda: xlsx(f"<row>{text_cell('я' * 9_000) * 50}</row>" * 12), MORE_THAN_A_PLAN,
    ),
    "entities of entities in a sheet": (
        "xlsx", lambda: xlsx(f"<row>{text_cell('&a10;')}</row>", before=ENTITIES), DAMAGED,
    ),
    "entities of entities in a document": (
        "docx", lambda: docx("<w:p><w:r><w:t>&a10;</w:t></w:r></w:p>", before=ENTITIES), DAMAGED,
    ),
    "a table of many rows": (
        "docx", lambda: docx(f"<w:tbl>{ROW * 10_000}</w:tbl>"), "holds more than 9999 lines",
    ),
    "a row of many cells": (
        "docx", lambda: docx(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 9 + ROW[6:-7] * 60_000}</w:tr></w:tbl>"),
        MORE_THAN_A_PLAN,
    ),
    "a document folded into itself": (
        "docx", lambda: docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), DAMAGED,
    ),
    "an archive that unpacks to gigabytes": ("docx", lambda: bomb("word/document.xml"), "unpacks to more than 64 MB"),
    "an archive that lies about its size": (
        "xlsx", lambda: lying(bomb("xl/worksheets/sheet1.xml"), 1000), DAMAGED,
    ),
}  # fmt: skip


def bomb(name: str) -> bytes:
    """An archive of a few hundred kilobytes that unpacks to 200 MB."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(200 * 2**20))
    return file.getvalue()


def lying(archive: bytes, size: int) -> bytes:
    """The archive with another size in its directory."""
    return archive.replace((200 * 2**20).to_bytes(4, "little"), size.to_bytes(4, "little"))


@pytest.mark.parametrize(("ending", "make", "sentence"), TABLES.values(), ids=list(TABLES))
def test_a_hostile_table_is_refused_in_a_sentence(
    ending: str, make: Callable[[], bytes], sentence: str
) -> None:
    with pytest.raises(UnreadablePlan) as refused:
        read_plan(make(), f"plan.{ending}")
    assert sentence in str(refused.value)


def test_a_file_of_this_machine_is_not_read_into_a_document() -> None:
    lines = read_table(docx("<w:p><w:r><w:t>a&key;b</w:t></w:r></w:p>", before=OWN_FILES), "docx")
    assert "root" not in json.dumps(lines)


def test_cells_without_an_address_stand_one_after_the_other() -> None:
    rows = f"<row>{text_cell('a')}{text_cell('b')}</row><row>{text_cell('c')}</row>"
    assert read_table(xlsx(rows), "xlsx") == [["a", "b"], ["c", ""]]


# --- pictures and PDFs ----------------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    """A picture of one colour, which takes a thousandth of its dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    data = zlib.compress(bytes((width // 8 + 1) * min(height, 1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf_of_pages(kids: Callable[[int], bytes], count: int) -> bytes:
    """A PDF whose list of sheets is nested or goes in a circle: `kids` of each of its `count` nodes."""
    nodes = (b"%d 0 obj<</Type/Pages/Kids[%s]/Count 1>> endobj\n" % (n, kids(n)) for n in range(2, count + 2))
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n" + b"".join(nodes)
    return body + b"trailer<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


SCANS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a picture of 60,000 by 60,000 dots": (
        "лист.png", lambda: png(60_000, 60_000),
        "The picture has too many dots: scan the sheet with 300 dots per inch.",
    ),
    "a list of sheets nested without end": (
        "лист.pdf", lambda: pdf_of_pages(lambda n: b"%d 0 R" % (n + 1), 5_000),
        "The PDF is damaged or not whole: scan the sheet again.",
    ),
    "a list of sheets that holds itself": (
        "лист.pdf", lambda: pdf_of_pages(lambda n: b"2 0 R", 1),
        "The PDF is damaged or not whole: scan the sheet again.",
    ),
    "brackets in brackets": (
        "лист.pdf", lambda: SCANNED_PDF.replace(b"/MediaBox[0 0 595 842]", b"/MediaBox" + b"[" * 100_000),
        "The PDF is damaged or not whole: scan the sheet again.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "sentence"), SCANS.values(), ids=list(SCANS))
def test_a_hostile_scan_is_refused_in_a_sentence(name: str, make: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(NotLegal) as refused:
        scan_type_of(name, make())
    assert str(refused.value) == sentence


# --- the process ----------------------------------------------------------------------------------------------------


@pytest.fixture
def taken_over(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The process, as if a file had got hold of the library: it runs this code after its limits are set."""

    def instead(code: str) -> None:
        limits = "from governance.documents.foreign_files.reader_process import LIMITS, limit"
        program = f"{limits}; LIMITS['RLIMIT_CPU'] = 1; limit()\n{code}"
        run = subprocess.run

        def run_that(command: list[str], **options: Any) -> Any:
            return run([sys.executable, "-P", "-c", program], **options)

        monkeypatch.setattr("governance.documents.foreign_files.reader.subprocess.run", run_that)

    return instead


@pytest.mark.parametrize(
    "code",
    [
        "a = bytearray(2**40)",
        "while True: pass",
        "import time; time.sleep(60)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os.abort()",
        "import sys; sys.stdout.write('x' * 2**30)",
        "print('no JSON')",
        "print('[' * 100_000)",
    ],
)
def test_a_process_that_takes_too_much_or_dies_ends_in_a_sentence(
    taken_over: Any, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    scan = SCANNED_PDF + code.encode()
    if "sleep" in code:
        monkeypatch.setattr(reader, "SECONDS", 1)
    taken_over(code)
    with pytest.raises(NotLegal, match="The file takes too much memory or time to open"):
        scan_type_of("лист.pdf", scan)
    monkeypatch.undo()
    assert scan_type_of("лист.pdf", scan) == "application/pdf"


def test_the_process_knows_no_key_of_the_server(taken_over: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORD_KEY", "a secret")
    taken_over("import json, os; print(json.dumps({'read': [[json.dumps(sorted(os.environ))]]}))")
    ((names,),) = read_table(xlsx(""), "xlsx")
    assert set(json.loads(names)) <= {*reader.PASSED_ON, "PYTHONPATH", "LC_CTYPE"}


def test_so_many_are_read_at_once_and_the_next_one_waits_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, most, lock = 0, 0, threading.Lock()
    running = threading.Barrier(reader.AT_ONCE)

    def answer(arguments: list[str], data: bytes) -> dict[str, Any]:
        nonlocal reading, most
        with lock:
            reading += 1
            most = max(most, reading)
        running.wait(timeout=20)
        with lock:
            reading -= 1
        return {"read": [[data.decode()]]}

    monkeypatch.setattr(reader, "_answer", answer)
    threads = [threading.Thread(target=read_table, args=(b"PK", "docx")) for _ in range(5 * reader.AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == reader.AT_ONCE


def test_who_waits_in_vain_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(reader, "LONGEST_WAIT", 0.01)
    with reader._places:
        with pytest.raises(Busy):
            read_table(xlsx(""), "xlsx")
        with pytest.raises(UnreadablePlan, match="Too many files are being read just now"):
            read_plan(xlsx(""), "plan.xlsx")
        with pytest.raises(NotLegal, match="Too many files are being read just now"):
            scan_type_of("лист.pdf", SCANNED_PDF + b" ")


def test_what_was_opened_once_is_not_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    open_whole("pdf", SCANNED_PDF + b"once\n")
    monkeypatch.setattr(reader, "_answer", lambda *_: {"fault": "damaged"})
    open_whole("pdf", SCANNED_PDF + b"once\n")
    with pytest.raises(Unreadable):
        open_whole("pdf", SCANNED_PDF + b"another\n")


def test_a_row_that_names_thousands_of_executors_is_refused() -> None:
    rows = f"№\tМероприятия\tСрок\tИсполнители\nА\t\t\t\n1.\tСбор\tмай\t{'а, ' * 3_000}\n"
    with pytest.raises(UnreadablePlan, match=r"А, row 1: 3000 executors are named, and at most 50 can be"):
        read_plan(rows.encode(), "plan.txt")


@pytest.mark.parametrize("missing", [True, False])
def test_a_system_without_limits_of_memory_is_told_so(monkeypatch: pytest.MonkeyPatch, missing: bool) -> None:
    if missing:
        monkeypatch.setattr(checks, "find_spec", lambda name: None)
    assert [message.id for message in checks.files_are_read_within_limits(None)] == [
        "governance.W050"
    ] * missing


# --- broken at random -------------------------------------------------------------------------------------------------


def whole_files() -> dict[str, bytes]:
    """A file of each kind that is opened."""
    jpeg = BytesIO()
    Image.effect_noise((60, 80), 50).save(jpeg, "JPEG")
    rows = (
        f"<row>{text_cell('№')}{text_cell('Мероприятия')}{text_cell('Срок')}{text_cell('Исполнители')}</row>"
    )
    return {
        "план.xlsx": xlsx(rows),
        "план.docx": docx(f"<w:tbl>{ROW * 3}</w:tbl>"),
        "лист.png": png(60, 80),
        "лист.jpg": jpeg.getvalue(),
        "лист.pdf": SCANNED_PDF,
    }


@pytest.mark.exhaustive
@pytest.mark.any_database
@pytest.mark.parametrize("name", whole_files())
@pytest.mark.parametrize("seed", range(60 if WHOLE else 1))
def test_a_file_broken_at_random_is_read_or_refused_and_nothing_else(name: str, seed: int) -> None:
    chance, data = Random(f"{name} {seed}"), bytearray(whole_files()[name])
    for _place in range(chance.randint(1, 12)):
        # The first bytes say what it is: without them nobody opens it.
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(8, len(data)) :]
    with suppress(NotLegal, UnreadablePlan):
        scan_type_of(name, bytes(data)) if name.startswith("лист") else read_plan(bytes(data), name)
